"""Turns the blocks of a section, and the groups of a checklist, into typed values.

Every piece that can make a claim carries the ids of its `sources`, the topics of the source article that it `covers`
and the place it stands in.
"""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

import re
from typing import Annotated, Literal, Self, Union

from generator.diagnostics import Diagnostics, Span
from generator.model.address import ADDRESS, check_address
from generator.model.inline import Inline
from generator.record import NamedTuple
from generator.source.decode import Form, Located, decode, written
from generator.source.node import Node, Scalar, is_null

Level = Literal["now", "soon", "later"]
Ids = tuple[Located, ...]

# SHORTHAND, EXAMPLE and ONE_OF speak to the decoder. They are class attributes; mypy expects none in a NamedTuple.


class Passage(NamedTuple):
    """A paragraph, or one item of a list or checklist."""

    SHORTHAND = "text"  # type: ignore[misc]
    text: Annotated[Inline, "What it says; **strong** and [links](https://...) may stand in it."]
    span: Span
    sources: Annotated[Ids, "Ids of the sources that support it."] = ()
    covers: Annotated[Ids, "Topics of the source article that it covers."] = ()
    claim: Annotated[bool, "States a fact about health: it must name a source."] = False


class Step(NamedTuple):
    """One step of a numbered sequence."""

    SHORTHAND = "text"  # type: ignore[misc]
    span: Span
    title: Annotated[Inline | None, "One or two words above the text."] = None
    text: Annotated[Inline | None, "What to do."] = None
    sources: Annotated[Ids, "Ids of the sources that support it."] = ()
    covers: Annotated[Ids, "Topics of the source article that it covers."] = ()
    claim: Annotated[bool, "States a fact about health: it must name a source."] = False

    def validate(self, diagnostics: Diagnostics) -> None:
        if self.title is None and self.text is None:
            diagnostics.error("empty-step", "a step needs a title or a text", self.span)


class Point(NamedTuple):
    """A short paragraph, or a list, under a title of its own."""

    title: Annotated[Inline, "One line above the text, without a full stop."]
    span: Span
    text: Annotated[Inline | None, "A few short sentences."] = None
    list_: Annotated[tuple[Passage, ...], "Items under the title, after the text if there is one."] = ()
    callout: Annotated[bool, "Marks the point as an exception that must not be overlooked."] = False
    sources: Annotated[Ids, "Ids of the sources that support it."] = ()
    covers: Annotated[Ids, "Topics of the source article that it covers."] = ()
    claim: Annotated[bool, "States a fact about health: it must name a source."] = False
    handout_only: Annotated[str | None, "Why the checklist may leave out the topics covered here."] = None

    def validate(self, diagnostics: Diagnostics) -> None:
        if self.text is None and not self.list_:
            diagnostics.error("empty-point", "a point needs a text or a list under its title", self.span)


class Sign(NamedTuple):
    """A warning sign: it completes the lead-in of its tier."""

    SHORTHAND = "text"  # type: ignore[misc]
    text: Annotated[Inline, "The sign in plain words, without a full stop."]
    span: Span
    short: Annotated[Inline | None, "The sign as a short sentence of its own, for the card."] = None
    sources: Annotated[Ids, "Ids of the sources that support it."] = ()
    covers: Annotated[Ids, "Topics of the source article that it covers."] = ()
    claim: Annotated[bool, "States a fact about health: it must name a source."] = False

    @property
    def brief(self) -> Inline:
        """What the card says."""
        return self.text if self.short is None else self.short


class Tier(NamedTuple):
    """Warning signs of one urgency, and whom to call."""

    level: Annotated[Level, "now: an emergency; soon: today; later: see a doctor."]
    lead: Annotated[Inline, "The lead-in that every sign completes. It names the number and the action."]
    signs: Annotated[tuple[Sign, ...], "The warning signs, seven at most."]
    span: Span
    call: Annotated[Inline | None, "Whom to call, large; else the locale's words for this level."] = None
    when: Annotated[Inline | None, "How soon; else the locale's words for this level."] = None
    note: Annotated[Inline | None, "One short sentence to go with it."] = None
    note_short: Annotated[Inline | None, "The same in fewer words, for the card."] = None
    sources: Annotated[Ids, "Ids of the sources that support the lead-in and the note."] = ()
    covers: Annotated[Ids, "Topics of the source article that it covers as a whole."] = ()
    claim: Annotated[bool, "States a fact about health: it must name a source."] = False

    def validate(self, diagnostics: Diagnostics) -> None:
        if not self.signs:
            diagnostics.error(
                "empty-list", "there are no warning signs in this tier", self.span, "Add - lines to signs."
            )


class Callout(NamedTuple):
    """A remark that must not be overlooked."""

    SHORTHAND = "text"  # type: ignore[misc]
    text: Annotated[Inline, "One or two short sentences."]
    span: Span
    title: Annotated[Inline | None, "One line above the text."] = None
    sources: Annotated[Ids, "Ids of the sources that support it."] = ()
    covers: Annotated[Ids, "Topics of the source article that it covers."] = ()
    claim: Annotated[bool, "States a fact about health: it must name a source."] = False


class Group(NamedTuple):
    """Tasks to tick off at one moment (a pause point)."""

    title: Annotated[Inline, "The moment, such as: Next morning."]
    items: Annotated[tuple[Passage, ...], "What to do then, seven tasks at most."]
    span: Span


class Tasks(NamedTuple):
    """A checklist inside a section."""

    NOUN = "a checklist"  # type: ignore[misc]
    EXAMPLE = "checklist: {groups: [{title: ..., items: [...]}]}"  # type: ignore[misc]

    groups: Annotated[tuple[Group, ...], "The moments, in order of time."]
    span: Span


class FillIn(NamedTuple):
    """A line to write on, with a box to tick."""

    SHORTHAND = "label"  # type: ignore[misc]
    label: Annotated[Inline, "What to write there, with its colon."]
    span: Span
    wide: Annotated[bool, "Takes the whole width instead of half of it."] = False


class Link(NamedTuple):
    """An address to scan or type."""

    SHORTHAND = "address"  # type: ignore[misc]
    address: Annotated[Located, "The whole web address, https:// included.", ADDRESS]
    span: Span
    label: Annotated[Inline | None, "What is printed in its place, such as the address without https://."] = None

    def validate(self, diagnostics: Diagnostics) -> None:
        check_address(self.address.value, self.address.span, diagnostics)


@written(Union[Literal["all"], Ids])
class SourceList(NamedTuple):
    """Which sources to list: those named, or all that the text cites where `ids` is None."""

    ids: Ids | None
    span: Span

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> "SourceList | None":
        """Read the word `all` or a list of ids."""
        if isinstance(node, Scalar) and node.value == "all":
            return cls(None, node.span)
        ids = decode(node, tuple[Located, ...], diagnostics)
        return None if ids is None else cls(ids, node.span)


@written(Union[str, None])
class Cell(NamedTuple):
    """What a table says in one place; nothing where `text` is None."""

    text: Inline | None
    span: Span

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        """Read text; an empty value, or "", leaves the cell empty."""
        if is_null(node) or (isinstance(node, Scalar) and not node.value.strip()):
            return cls(None, node.span)
        text = decode(node, Inline, diagnostics)
        return None if text is None else cls(text, node.span)


class Column(NamedTuple):
    """A column of a table."""

    SHORTHAND = "title"  # type: ignore[misc]
    title: Annotated[Cell, "What its cells say; only the corner over row headers may be empty."]
    span: Span
    number: Annotated[bool, "Its cells are numbers, to be compared with each other."] = False


class TableRow(NamedTuple):
    """A row of a table."""

    SHORTHAND = "cells"  # type: ignore[misc]
    cells: Annotated[tuple[Cell, ...], 'One for each column; an empty one is written "".']
    span: Span
    sources: Annotated[Ids, "Ids of the sources that support it."] = ()
    covers: Annotated[Ids, "Topics of the source article that it covers."] = ()
    claim: Annotated[bool, "States a fact about health: it must name a source."] = False


class Table(NamedTuple):
    """Facts in rows and columns."""

    columns: Annotated[tuple[Column, ...], "The columns' titles, from left to right."]
    rows: Annotated[tuple[TableRow, ...], "The rows, each a list of cells."]
    span: Span
    caption: Annotated[Inline | None, "What the table shows, in a line above it."] = None
    row_headers: Annotated[bool, "The first cell of each row names the row."] = False
    sources: Annotated[Ids, "Ids of the sources that support it."] = ()
    covers: Annotated[Ids, "Topics of the source article that it covers."] = ()

    def validate(self, diagnostics: Diagnostics) -> None:
        """A table is regular (ISO 14289-1, 7.5), and each cell is under a title that says what it is."""
        if not self.columns or not self.rows:
            diagnostics.error("empty-table", "a table needs a column and a row at least", self.span)
            return
        for index, column in enumerate(self.columns):
            if column.title.text is None and (index or not self.row_headers):
                hint = "Only the corner over row headers may be empty (row-headers: true)."
                diagnostics.error("untitled-column", "this column has no title", column.title.span, hint)
        for row in self.rows:
            self._check(row, diagnostics)

    def _check(self, row: TableRow, diagnostics: Diagnostics) -> None:
        count, wanted = len(row.cells), len(self.columns)
        if count != wanted:
            cells, columns = ("cell" if count == 1 else "cells"), ("column" if wanted == 1 else "columns")
            diagnostics.error(
                "ragged-row",
                f"this row has {count} {cells}, the table {wanted} {columns}",
                row.span,
                'Write "" where a cell is empty; a comma in a text inside [...] needs quotes round the text.',
                ((self.columns[0].span, "the columns"),),
            )
        elif all(cell.text is None for cell in row.cells):
            diagnostics.error("empty-row", "this row says nothing", row.span, "Take it out.")
        elif self.row_headers and row.cells[0].text is None:
            hint = "Name the row, or take out row-headers."
            diagnostics.error("untitled-row", "this row has no name in its first cell", row.cells[0].span, hint)


@written(Annotated[str, Form(r"(0?[0-9]{1,2}(\.[0-9]+)?|100(\.0+)?) ?%")])
class Share(float):
    """A part of a width, from 0 to 1, written in per cent."""

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        match = re.fullmatch(r"(\d{1,3}(?:\.\d+)?) ?%", node.value) if isinstance(node, Scalar) else None
        part = float(match[1]) / 100 if match else 0.0
        if 0 < part <= 1:
            return cls(part)
        message = "this is not a part of the column's width"
        diagnostics.error("wrong-share", message, node.span, "Write it in per cent, such as 60 %.")
        return None


class Figure(NamedTuple):
    """A picture or a line drawing."""

    span: Span
    picture: Annotated[Located | None, "A PNG or JPEG file, by its path from this file's folder."] = None
    drawing: Annotated[Located | None, "An SVG file of simple shapes, by its path from this file's folder."] = None
    alt: Annotated[Inline | None, "What it shows, in words, for those who do not see it."] = None
    decorative: Annotated[bool, "It says nothing, and is not read out."] = False
    caption: Annotated[Inline | None, "A line under it, for all readers."] = None
    width: Annotated[Share | None, "How much of the column it takes, such as 60 %."] = None
    sources: Annotated[Ids, "Ids of the sources that support it."] = ()
    covers: Annotated[Ids, "Topics of the source article that it covers."] = ()

    @property
    def file(self) -> Located:
        """The picture or the drawing."""
        file = self.picture or self.drawing
        assert file is not None
        return file

    def validate(self, diagnostics: Diagnostics) -> None:
        """One file, and one answer to what those hear who do not see it (ISO 14289-1, 7.3)."""
        if self.picture is None and self.drawing is None:
            hint = "Add picture: photo.jpg or drawing: stretch.svg."
            diagnostics.error("missing-key", "a figure needs a picture or a drawing", self.span, hint)
        elif self.picture is not None and self.drawing is not None:
            message = "a figure has a picture or a drawing, not both"
            diagnostics.error("one-of", message, self.drawing.span, related=((self.picture.span, "the picture"),))
        if self.alt is None and not self.decorative:
            hint = "Say in a sentence what it shows (alt: ...), or that it shows nothing of use (decorative: true)."
            also = "; a caption is no substitute" if self.caption else ""
            diagnostics.error("no-alt", f"a figure needs words for those who do not see it{also}", self.span, hint)
        elif self.decorative and (self.alt or self.caption):
            text = self.alt or self.caption
            assert text is not None
            what = "alternative text" if self.alt else "caption"
            message = f"a decorative figure says nothing, but this one has a{'n' if self.alt else ''} {what}"
            diagnostics.error("one-of", message, text.span, "Take out decorative, or the text.")


class Block(NamedTuple):
    """One building block of a section: exactly one of its fields is given."""

    ONE_OF = True  # type: ignore[misc]
    span: Span
    paragraph: Annotated[Passage | None, "Running text."] = None
    list_: Annotated[tuple[Passage, ...] | None, "Bulleted items."] = None
    steps: Annotated[tuple[Step, ...] | None, "A numbered sequence."] = None
    points: Annotated[tuple[Point, ...] | None, "Short paragraphs with titles."] = None
    tiers: Annotated[tuple[Tier, ...] | None, "Warning signs by urgency, the most urgent first."] = None
    callout: Annotated[Callout | None, "A remark that must not be overlooked."] = None
    checklist: Annotated[Tasks | None, "Tasks to tick off."] = None
    fill_in: Annotated[tuple[FillIn, ...] | None, "Lines to write on."] = None
    qr: Annotated[Link | None, "An address as a QR code, with the address in words beside it."] = None
    sources: Annotated[SourceList | None, "The sources in full: the word all, or a list of ids."] = None
    table: Annotated[Table | None, "Facts in rows and columns."] = None
    figure: Annotated[Figure | None, "A picture or a line drawing."] = None

    def validate(self, diagnostics: Diagnostics) -> None:
        """What is announced and then empty was most likely meant to say something."""
        lists = (self.list_, self.steps, self.points, self.tiers, self.fill_in)
        if any(given is not None and not given for given in lists):
            diagnostics.error("empty-list", f"there is nothing in '{self.kind}'", self.span, "Fill it, or take it out.")

    @property
    def kind(self) -> str:
        """The key that was given, as it is written: fill-in for the field `fill_in`."""
        return next(
            name.rstrip("_").replace("_", "-")
            for name, value in zip(self._fields[1:], self[1:], strict=True)
            if value is not None
        )
