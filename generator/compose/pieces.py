"""Makes the pieces of a page that are not sections: banner, message, warnings, colophon, signpost, foot, bar."""

from __future__ import annotations

from generator.compose.blocks import Blocks, group, nodes_of
from generator.model.club import Club
from generator.model.content import Day, citations, tiers_of
from generator.model.inline import Inline, Text
from generator.model.passages import Tier, WebLink
from generator.story import PAGE, PAGES, Bar, Element, Fragment, Image
from generator.structure import Artifact, StructureNode

_ROWS = (("List", "ListNumbering", "None"),)


class Pieces:
    """Makes pieces for one content. Without `codes`, the help address stands in words alone."""

    def __init__(self, blocks: Blocks, club: Club | None, logo: Image | None, codes: bool = True) -> None:
        self.blocks = blocks
        self.content = blocks.content
        self.filler = blocks.filler
        self.words = blocks.locale.words
        self.club = club
        self.logo = logo
        self.codes = codes

    def banner(self, for_card: bool) -> Element:
        """Title, club and logo. A card has the title of the checklist. The title is read first."""
        content = self.content
        card = content.checklist if for_card else None
        title = self.blocks.text("title", card.title if card else content.title, "H1")
        clubs, others = [], []
        if self.club:
            node = StructureNode("P")
            name = Fragment(self.club.name.value, False, node)
            clubs.append(Element("club", (node,), self.club.name.span, text=(name,)))
        if content.subtitle and not card:
            others.append(self.blocks.text("subtitle", content.subtitle))
        if self.logo and self.club:
            figure = StructureNode("Figure", alt=self.club.name.value)
            others.append(Element("logo", (figure,), self.club.span, leaf=self.logo))
        node = StructureNode("Div", nodes_of((title, *clubs, *others)))
        variant = None if self.club else "plain"
        return Element("banner", (node,), title.span, variant, (*clubs, title, *others))

    def message(self) -> Element:
        return self.blocks.text("message", self.content.message)

    def checklist(self) -> Element | None:
        checklist = self.content.checklist
        return self.blocks.groups(checklist.groups, "H2") if checklist else None

    def warnings(self) -> Element | None:
        """Every warning sign of the content in its short form, by urgency: triggers, not tasks."""
        checklist = self.content.checklist
        tiers = [tier for section in self.content.sections if section.role == "safety" for tier in tiers_of(section)]
        if checklist is None or not tiers:
            return None
        if checklist.warnings_title is None:
            hint = "warnings-title: Stop and get help"
            message = "the checklist needs a heading for the warning signs"
            self.filler.diagnostics.error("missing-key", message, checklist.span, hint)
            return None
        title = self.blocks.text("title", checklist.warnings_title, "H2")
        warnings = [self._in_short(tier) for tier in tiers]
        node = StructureNode("Sect", (*title.nodes, StructureNode("L", nodes_of(warnings), attributes=_ROWS)))
        return Element("warnings", (node,), title.span, children=(title, *warnings))

    def _in_short(self, tier: Tier) -> Element:
        """A tier in a line: whom to call, and its signs."""
        note = tier.note_short or tier.note
        signs = _joined((*(sign.brief for sign in tier.signs), *((note,) if note else ())))
        row = (
            self.blocks.text("label", _joined(self.blocks.call(tier)), "Lbl"),
            self.blocks.text("text", signs, "LBody"),
        )
        return group("warning", row, tier.span, "LI")._replace(variant=tier.level)

    def colophon(self) -> Element:
        """More help, what kind of advice this is, who wrote and checked it, its sources."""
        code = self.content.help if self.codes else None
        lines = {
            "help": self._help(),
            "notice": (self.content.notice,) if self.content.notice else (),
            "origin": self._origin(),
            "sources": self._sources(),
            "reading": self._reading(),
            "club": self._club(),
        }
        texts = [self.line(line)._replace(variant=variant) for variant, line in lines.items() if any(line)]
        return self._coded("colophon", code, texts)._replace(variant=None if code else "plain")

    def signpost(self) -> Element:
        """Where the card sends its reader: the help address, who checked it when, the other side."""
        words, link = self.words, self._link(self.content.help)
        code = self.content.help if self.codes else None
        lines: list[tuple[Inline | None, ...]] = [(words.more_help, link)] if link else []
        if code:
            lines = [(words.more_help, words.scan_or_go), (link,)]
        reviewed = self._form(words.reviewed, date=self._month(self.content.reviewed_on))
        back = any(map(tiers_of, self.content.sections))
        lines.append((reviewed if self.content.reviewed_by else words.not_checked, words.turn_over if back else None))
        return self._coded("signpost", code, [self.line(line) for line in lines])

    def foot(self) -> Element:
        """Title and page number, on every page."""
        title, place = self.filler.plain(self.content.title), self.content.title.span
        page = self.filler.plain(self.words.page, page=PAGE, pages=PAGES)
        parts = (
            Element("title", (), place, text=(Fragment(title, False, Artifact.PAGINATION),)),
            Element("page", (), None, text=(Fragment(page, False, Artifact.PAGINATION),)),
        )
        return group("foot", parts, place)

    def bar(self) -> Element:
        return Element("bar", (), None, leaf=Bar())

    def line(self, texts: tuple[Inline | None, ...]) -> Element:
        """Sentences of the colophon, one after the other."""
        return self.blocks.text("line", _joined(tuple(text for text in texts if text)))

    def _coded(self, name: str, link: WebLink | None, texts: list[Element]) -> Element:
        """Lines, after the code of an address if there is one."""
        lines = group("lines", texts, None)
        return group(name, (self.blocks.code(link), lines) if link else (lines,), self.content.span, "Div")

    def _form(self, form: Inline, **values: str | None) -> Inline | None:
        """A locale's form with its slots filled in, if there is something for each: no markup."""
        given = {name: value for name, value in values.items() if value is not None}
        if len(given) < len(values):
            return None
        runs = [
            run._replace(text=given[run.text], variable=False) if run.variable and run.text in given else run
            for run in form.runs
        ]
        return Inline(tuple(runs), form.span)

    def _month(self, day: Day | None) -> str | None:
        return self.blocks.locale.month_of(day.value) if day else None

    def _link(self, link: WebLink | None) -> Inline | None:
        return Inline((Text(self.blocks.label(link), address=link.address.value),), link.span) if link else None

    def _help(self) -> tuple[Inline | None, ...]:
        words, link = self.words, self._link(self.content.help)
        return (words.more_help, link, words.scan if self.codes else None) if link else ()

    def _origin(self) -> tuple[Inline | None, ...]:
        content, words = self.content, self.words
        author = self.filler.plain(content.author) if content.author else self.club and self.club.name.value
        checked: tuple[Inline | None, ...] = (words.not_checked,)
        if content.reviewed_by and content.reviewed_on:
            checked = (
                self._form(words.checked_by, reviewer=self.filler.plain(content.reviewed_by)),
                self._form(words.reviewed, date=self._month(content.reviewed_on)),
            )
        return (
            self._form(words.written_by, author=author or None),
            *checked,
            self._form(words.next_review, date=self._month(content.review_by)),
            self._form(words.edition, edition=content.edition.value),
        )

    def _sources(self) -> tuple[Inline | None, ...]:
        used = {word.value for word in citations(self.content)}
        sources = [source for name, source in self.content.sources.items() if name in used]
        if not sources:
            return ()
        cited: list[Text] = []
        for source in sources:
            cited.extend(run._replace(address=source.address.value) for run in source.short.runs)
            cited.append(Text("; "))
        return (self.words.sources, Inline((*cited[:-1], Text(".")), sources[0].span))

    def _reading(self) -> tuple[Inline | None, ...]:
        parts: list[Inline | None] = []
        for entry in self.content.further_reading:
            address = entry.address.value if entry.address else None
            runs = [run._replace(address=address) for run in entry.title.runs]
            runs += [Text(", "), *entry.publisher.runs] if entry.publisher else []
            parts += [Inline((*runs, Text(".")), entry.span), entry.note]
        return (self.words.further_reading, *parts) if parts else ()

    def _club(self) -> tuple[Inline | None, ...]:
        club, words = self.club, self.words
        if not club:
            return ()
        web = self._link(WebLink(club.web, club.web.span)) if club.web else None  # type: ignore[call-arg]
        return (
            self._form(words.contact, contact=club.contact and club.contact.value),
            words.web if web else None,
            web,
            self._form(words.meets, meets=club.meets and club.meets.value),
        )


def _joined(texts: tuple[Inline, ...]) -> Inline:
    """Texts one after the other, with a space between."""
    runs: list[Text] = []
    for text in texts:
        if runs:
            runs.append(Text(" "))
        runs.extend(text.runs)
    return Inline(tuple(runs), texts[0].span)
