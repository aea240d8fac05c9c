"""Turns a content, a layout's order and a club into the `Story`: what is printed, where, and nothing left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.compose.blocks import Blocks, group, nodes_of
from generator.compose.fill import Filler
from generator.compose.kept import Material
from generator.compose.pieces import Pieces
from generator.diagnostics import Diagnostics, Span
from generator.model.blocks import TierList
from generator.model.club import Club
from generator.model.content import Checklist, Section, tiers_of
from generator.model.layout import LayoutFile, PageEdges, Place
from generator.model.variables import variables
from generator.source.decode import Located
from generator.story import Edges, Element, Image, PageBreak, Story
from generator.structure import OutlineEntry, StructureNode

__all__ = ["Material", "compose"]


def compose(
    material: Material, layout: LayoutFile, club: Club | None, logo: Image | None, diagnostics: Diagnostics
) -> Story | None:
    """The story of one document; None after errors, such as a section that the layout places nowhere."""
    content, locale = material.content, material.locale
    # The words of a language may be taken from its locale unasked; whom to call in an emergency may not.
    values = variables(locale if content.locale else None, club, content)
    del values["title"]
    givers = {"club": club.span if club else None, "locale": locale.span}
    filler = Filler(values, diagnostics, givers)
    filler.values = {**values, "title": filler.plain(content.title)}
    pieces = Pieces(Blocks(material, filler, ticks=layout.forms == "on"), club, logo, codes="qr" not in layout.skip)
    story = _Composer(pieces, layout).story()
    return None if diagnostics.has_errors else story


_SECTIONED = ("section", "beside")


class _Composer:
    def __init__(self, pieces: Pieces, layout: LayoutFile) -> None:
        self.pieces = pieces
        self.blocks = pieces.blocks
        self.content = self.blocks.content
        self.diagnostics = self.blocks.filler.diagnostics
        self.layout = layout
        self.headings: list[OutlineEntry] = []
        self.left: dict[str, Section] = {section.id.value: section for section in self.content.sections}

    def story(self) -> Story:
        """Heads come before the body and feet after it: that is the reading order."""
        head = self._edges(self.layout.page.head)
        body: list[Element | PageBreak] = []
        for place in self.layout.place:
            body.extend(self._placed(place))
        foot = self._edges(self.layout.page.foot)
        self._check_nothing_left()
        whole = (head.first, head.rest, head.last, *body, foot.first, foot.rest, foot.last)
        locale = self.blocks.locale
        title = self.content.checklist.title if self.layout.is_card and self.content.checklist else self.content.title
        author = self.blocks.filler.plain(self.content.author) if self.content.author else ""
        return Story(
            body=_without_idle_breaks(body),
            head=head,
            foot=foot,
            root=StructureNode("Document", nodes_of(element for element in whole if isinstance(element, Element))),
            headings=tuple(self.headings),
            title=self.blocks.filler.plain(title),
            author=author or (self.pieces.club.name.value if self.pieces.club else ""),
            language=self.content.language.value,
            units=frozenset(locale.units),
            source=self.content.span.source,
        )

    def _edges(self, edges: PageEdges) -> Edges:
        if edges.all and edges.all.value != "none":
            piece = self._piece(edges.all)
            return Edges(piece, piece)
        named = (edges.first, edges.rest, edges.last)
        return Edges(*(self._piece(edge) if edge and edge.value != "none" else None for edge in named))

    def _piece(self, name: Located) -> Element | None:
        content, pieces = self.content, self.pieces
        whole = (content, pieces.club, pieces.logo)
        makers: dict[str, tuple[tuple[object, ...], Callable[[], Element | None]]] = {
            "banner": (whole, partial(pieces.banner, self.layout.is_card)),
            "message": ((content.message,), pieces.message),
            "checklist": ((content.checklist,), pieces.checklist),
            "warnings": ((content.checklist, content.sections), pieces.warnings),
            "colophon": (whole, pieces.colophon),
            "signpost": (whole, pieces.signpost),
            "foot": (whole, pieces.foot),
            "bar": ((), pieces.bar),
        }
        made_of, make = makers[name.value]
        piece = self.blocks.once((name.value, self.layout.is_card, pieces.codes), made_of, make)
        self.headings += _headings(piece) if piece else ()
        if piece is None and name.value == "checklist":
            example = Checklist.EXAMPLE
            if self.layout.places("warnings") and any(section.role == "safety" for section in self.content.sections):
                example = example.replace("groups:", "warnings-title: ..., groups:")
            self.diagnostics.error(
                "no-checklist",
                "the layout places a checklist, and the content has none",
                self.content.span,
                f"Give the content one, such as {example}, or name its layouts: layouts: [handout-a4].",
                ((name.span, "it is placed here"),),
            )
        return piece

    def _placed(self, place: Place) -> list[Element | PageBreak]:
        if place.break_:
            return [PageBreak()]
        if place.piece:
            piece = self._piece(place.piece)
            return [piece] if piece else []
        if place.beside:
            columns = [column for role in place.beside if (column := self._sections(role.value, None))]
            if len(columns) < 2:
                return [section for column in columns for section in column]
            children = [column[0] if len(column) == 1 else self._beside("column", place, column) for column in columns]
            return [self._beside("beside", place, children)]
        assert place.sections is not None
        return list(self._sections(place.sections.role, place.sections.id, place.sections.span))

    def _beside(self, name: str, place: Place, parts: list[Element]) -> Element:
        """Sections beside or below each other."""
        key = (name, *(part.span for part in parts))
        return self.blocks.once(key, tuple(parts), lambda: group(name, parts, place.span))

    def _sections(self, role: str | None, name: str | None, span: Span | None = None) -> list[Element]:
        if name is not None and name not in {section.id.value for section in self.content.sections}:
            sections = tuple((section.id.span, "a section") for section in self.content.sections[:5])
            self.diagnostics.error("unknown-name", f"the content has no section '{name}'", span, None, sections)
        chosen = [
            section
            for section in self.left.values()
            if (role is None or section.role == role) and (name is None or section.id.value == name)
        ]
        elements = []
        for section in chosen:
            del self.left[section.id.value]
            element = self.blocks.once(("section", section.id.value), (section,), partial(self.blocks.section, section))
            self.headings += _headings(element)
            elements.append(element)
        return elements

    def _check_nothing_left(self) -> None:
        skip = self.layout.skip
        named = self.layout.places("warnings")
        warned = named and self.content.checklist is not None
        for section in self.left.values():
            if section.role == "safety":
                has_tiers = bool(tiers_of(section))
                if has_tiers and named and not warned and self.layout.places("checklist"):
                    continue  # it is told already that there is no checklist, which these signs take their title from
                if not (warned and has_tiers):
                    hint = "It can never be skipped."
                    if named and not has_tiers:
                        hint += " Warning signs are written as `tiers`, and only these go on a card."
                    elif named and not warned:
                        hint += " The piece 'warnings' takes its title from the checklist, and the content has none."
                    self._left_out(f"the safety section '{section.id.value}'", section.span, hint)
                for block in section.blocks if warned else ():
                    if has_tiers and not isinstance(block, TierList):
                        hint = (
                            "The warning signs in short are all that is placed: make it a sign, or place the section."
                        )
                        self._left_out("this part of a safety section", block.span, hint)
            elif "sections" not in skip and section.role not in skip:
                self._left_out(
                    f"the section '{section.id.value}'",
                    section.span,
                    f"Place it (sections: {{role: {section.role}}}), or say why not: skip: {{{section.role}: reason}}.",
                )
        optional = {"checklist": self.content.checklist, "message": self.content.message, "banner": self.content.title}
        for name, value in optional.items():
            if value is not None and not self.layout.places(name) and name not in skip:
                self._left_out(f"the {name}", value.span, f"Place it, or say why not: skip: {{{name}: reason}}.")
        if not self.layout.places("colophon") and not self.layout.places("signpost") and "colophon" not in skip:
            self._left_out("who wrote and checked the text", self.content.span, "Place colophon or signpost.")

    def _left_out(self, what: str, span: Span, hint: str) -> None:
        related = ((self.layout.span, "the layout"),)
        self.diagnostics.error("unplaced", f"the layout places {what} nowhere", span, hint, related)


def _without_idle_breaks(body: list[Element | PageBreak]) -> tuple[Element | PageBreak, ...]:
    """The body without breaks that would leave a page with no section: a short text does not need them."""
    sections = [index for index, one in enumerate(body) if isinstance(one, Element) and one.name in _SECTIONED]
    return tuple(
        one
        for index, one in enumerate(body)
        if isinstance(one, Element) or (sections and sections[0] < index < sections[-1])
    )


def _headings(piece: Element) -> Iterator[OutlineEntry]:
    """The bookmarks of a piece or section."""
    level = 1 if piece.name == "banner" else 2
    titles = [part.children[0] for part in piece.children] if piece.name == "groups" else piece.children
    for title in titles:
        if title.nodes and title.name in ("title", "heading"):
            yield OutlineEntry(level, "".join([fragment.text for fragment in title.text]), title.nodes[0])
