"""Makes the pieces of a page that are not sections: banner, message, warnings, colophon, signpost, foot, bar."""

from __future__ import annotations

from generator.compose.blocks import Blocks, nodes_of
from generator.model.club import Club
from generator.model.content import citations, tiers_of
from generator.model.inline import Inline, Text
from generator.model.locale import Words
from generator.model.passages import Tier, WebLink
from generator.story import PAGE, PAGES, Bar, Element, Fragment, Logo
from generator.structure import Artifact, StructureNode

_ROWS = (("List", "ListNumbering", "None"),)


class Pieces:
    """Makes pieces for one content. Without `codes`, the help address stands in words alone."""

    def __init__(self, blocks: Blocks, club: Club | None, logo: Logo | None, codes: bool = True) -> None:
        self.blocks = blocks
        self.content = blocks.content
        self.filler = blocks.filler
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
        if checklist is None:
            return None
        return self.blocks.groups(checklist.groups, "H2")

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
        return Element("warning", (StructureNode("LI", nodes_of(row)),), tier.span, tier.level, row)

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
        texts = [self.line(line)._replace(variant=variant) for variant, line in lines.items() if line]
        return self._coded("colophon", code, texts)._replace(variant=None if code else "plain")

    def signpost(self) -> Element:
        """Where the card sends its reader: the help address, who checked it when, the other side."""
        words = self._words()
        lines: list[tuple[Inline | None, ...]] = []
        code = self.content.help if self.codes else None
        if code:
            lines.append((words.more_help, words.scan_or_go))
            lines.append((self._help_link(),))
        elif self.content.help:
            lines.append((words.more_help, self._help_link()))
        checked = self._form(words.reviewed, date=self._month()) if self.content.reviewed_by else words.not_checked
        back = any(map(tiers_of, self.content.sections))
        lines.append((checked, words.turn_over if back else None))
        return self._coded("signpost", code, [self.line(line) for line in lines])

    def foot(self) -> Element:
        """Title and page number, on every page."""
        title, place = self.filler.plain(self.content.title), self.content.title.span
        page = self.filler.plain(self._words().page, page=PAGE, pages=PAGES)
        parts = (
            Element("title", (), place, text=(Fragment(title, False, Artifact.PAGINATION),)),
            Element("page", (), None, text=(Fragment(page, False, Artifact.PAGINATION),)),
        )
        return Element("foot", (), place, children=parts)

    def bar(self) -> Element:
        return Element("bar", (), None, leaf=Bar())

    def line(self, texts: tuple[Inline | None, ...]) -> Element:
        """Sentences of the colophon, one after the other."""
        return self.blocks.text("line", _joined(tuple(text for text in texts if text)))

    def _coded(self, name: str, link: WebLink | None, texts: list[Element]) -> Element:
        """Lines, after the code of an address if there is one."""
        lines = Element("lines", nodes_of(texts), None, children=tuple(texts))
        parts = (self.blocks.code(link), lines) if link else (lines,)
        return Element(name, (StructureNode("Div", nodes_of(parts)),), self.content.span, children=parts)

    def _words(self) -> Words:
        return self.blocks.locale.words

    def _form(self, form: Inline, **values: str) -> Inline:
        """A locale's form with its slots filled in; what is filled in is no markup."""
        runs = tuple(
            run._replace(text=values[run.text], variable=False) if run.variable and run.text in values else run
            for run in form.runs
        )
        return Inline(runs, form.span)

    def _month(self) -> str:
        locale = self.blocks.locale
        return locale.month_of(self.content.reviewed_on.value) if self.content.reviewed_on else ""

    def _help_link(self) -> Inline | None:
        link = self.content.help
        return Inline((Text(self.blocks.label(link), address=link.address.value),), link.span) if link else None

    def _help(self) -> tuple[Inline | None, ...]:
        words = self._words()
        if not self.content.help:
            return ()
        return (words.more_help, self._help_link(), words.scan if self.codes else None)

    def _origin(self) -> tuple[Inline | None, ...]:
        content, locale, words = self.content, self.blocks.locale, self._words()
        parts: list[Inline | None] = []
        author = self.filler.plain(content.author) if content.author else self.club and self.club.name.value
        if author:
            parts.append(self._form(words.written_by, author=author))
        if content.reviewed_by and content.reviewed_on:
            parts.append(self._form(words.checked_by, reviewer=self.filler.plain(content.reviewed_by)))
            parts.append(self._form(words.reviewed, date=locale.month_of(content.reviewed_on.value)))
        else:
            parts.append(words.not_checked)
        if content.review_by:
            parts.append(self._form(words.next_review, date=locale.month_of(content.review_by.value)))
        parts.append(self._form(words.edition, edition=content.edition.value))
        return tuple(parts)

    def _sources(self) -> tuple[Inline | None, ...]:
        used = {word.value for word in citations(self.content)}
        sources = {name: source for name, source in self.content.sources.items() if name in used}
        words = self._words()
        if not sources:
            return ()
        cited: list[Text] = []
        for source in sources.values():
            cited.extend(run._replace(address=source.address.value) for run in source.short.runs)
            cited.append(Text("; "))
        listed = Inline((*cited[:-1], Text(".")), next(iter(sources.values())).span)
        return (words.sources, listed)

    def _reading(self) -> tuple[Inline | None, ...]:
        reading, words = self.content.further_reading, self._words()
        if not reading:
            return ()
        parts: list[Inline | None] = [words.further_reading]
        for entry in reading:
            address = entry.address.value if entry.address else None
            runs = [run._replace(address=address) for run in entry.title.runs]
            runs += [Text(", "), *entry.publisher.runs] if entry.publisher else []
            parts.append(Inline((*runs, Text(".")), entry.span))
            parts.append(entry.note)
        return tuple(parts)

    def _club(self) -> tuple[Inline | None, ...]:
        club, words = self.club, self._words()
        if not club:
            return ()
        parts: list[Inline | None] = []
        if club.contact:
            parts.append(self._form(words.contact, contact=club.contact.value))
        if club.web:
            address = club.web.value
            label = address.removeprefix("https://").removeprefix("http://").rstrip("/")
            parts += [words.web, Inline((Text(label, address=address),), club.web.span)]
        if club.meets:
            parts.append(self._form(words.meets, meets=club.meets.value))
        return tuple(parts)


def _joined(texts: tuple[Inline, ...]) -> Inline:
    """Texts one after the other, with a space between."""
    runs: list[Text] = []
    for text in texts:
        if runs:
            runs.append(Text(" "))
        runs.extend(text.runs)
    return Inline(tuple(runs), texts[0].span)
