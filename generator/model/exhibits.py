"""Defines tables and figures, which show a picture or a drawing."""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

from typing import Annotated, Self, Union

from generator.diagnostics import Diagnostics, Span
from generator.model.forms import Entry
from generator.model.inline import Inline
from generator.model.passages import IsClaim, Sources, Topics
from generator.record import NamedTuple
from generator.source.decode import Form, Located, decode, matched, written
from generator.source.node import Node, Scalar, is_null


@written(Union[str, None])
class TableCell(NamedTuple):
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


class TableColumn(NamedTuple):
    """A column of a table."""

    NOUN = "a column"  # type: ignore[misc]
    SHORTHAND = "title"  # type: ignore[misc]
    title: Annotated[TableCell, "What its cells say; only the corner over row headers may be empty."]
    span: Span
    number: Annotated[bool, "Its cells are numbers, to be compared with each other."] = False


class TableRow(NamedTuple):
    """A row of a table."""

    SHORTHAND = "cells"  # type: ignore[misc]
    cells: Annotated[tuple[TableCell, ...], 'One for each column; an empty one is written "".']
    span: Span
    sources: Sources = ()
    covers: Topics = ()
    claim: IsClaim = False


class Table(NamedTuple):
    """Facts in rows and columns."""

    ENTRY = Entry("table", "table: {columns: [Pace, Minutes], rows: [[Easy, 30]]}")  # type: ignore[misc]
    columns: Annotated[tuple[TableColumn, ...], "The columns' titles, from left to right."]
    rows: Annotated[tuple[TableRow, ...], "The rows, each a list of cells."]
    span: Span
    caption: Annotated[Inline | None, "What the table shows, in a line above it."] = None
    row_headers: Annotated[bool, "The first cell of each row names the row."] = False
    sources: Sources = ()
    covers: Topics = ()

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
            count, wanted = len(row.cells), len(self.columns)
            if count != wanted:
                cells, columns = ("cell" if count == 1 else "cells"), ("column" if wanted == 1 else "columns")
                message = f"this row has {count} {cells}, the table {wanted} {columns}"
                hint = 'Write "" where a cell is empty; a comma in a text inside [...] needs quotes round the text.'
                diagnostics.error("ragged-row", message, row.span, hint, ((self.columns[0].span, "the columns"),))
            elif all(cell.text is None for cell in row.cells):
                diagnostics.error("empty-row", "this row says nothing", row.span, "Take it out.")
            elif self.row_headers and row.cells[0].text is None:
                hint = "Name the row, or take out row-headers."
                diagnostics.error("untitled-row", "this row has no name in its first cell", row.cells[0].span, hint)


_SHARE = Form(
    r"(0?[0-9]{1,2}(\.[0-9]+)?|100(\.0+)?) ?%",
    "wrong-share",
    "this is not a part of the column's width",
    "Write it in per cent, such as 60 %.",
    strict=r"(?!0+(?:\.0+)? ?%)(0?\d{1,2}(?:\.\d+)?|100(?:\.0+)?) ?%",
)


@written(Annotated[str, _SHARE])
class Share(float):
    """A part of a width, from 0 to 1, written in per cent."""

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        match = matched(node, _SHARE, diagnostics)
        return cls(float(match[1]) / 100) if match else None


class Figure(NamedTuple):
    """A picture or a line drawing."""

    ENTRY = Entry("figure", "figure: {drawing: stretch.svg, alt: A runner leans on a wall.}")  # type: ignore[misc]
    span: Span
    picture: Annotated[Located | None, "A PNG or JPEG file, by its path from this file's folder."] = None
    drawing: Annotated[Located | None, "An SVG file of simple shapes, by its path from this file's folder."] = None
    alt: Annotated[Inline | None, "What it shows, in words, for those who do not see it."] = None
    decorative: Annotated[bool, "It says nothing, and is not read out."] = False
    caption: Annotated[Inline | None, "A line under it, for all readers."] = None
    width: Annotated[Share | None, "How much of the column it takes, such as 60 %."] = None
    sources: Sources = ()
    covers: Topics = ()

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
        elif self.decorative and (text := self.alt or self.caption):
            what = "an alternative text" if self.alt else "a caption"
            message = f"a decorative figure says nothing, but this one has {what}"
            diagnostics.error("one-of", message, text.span, "Take out decorative, or the text.")
