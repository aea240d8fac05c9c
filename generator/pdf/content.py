"""Turns items into the operators of one content stream (ISO 32000-1, 8 and 9).

Graphics state that is set already is not set again, and nothing is nested but the q and Q around pictures. Text objects
go on from one mark to the next, as the owners of neighbouring lines change far more often than text and shapes do: a
mark within a text object ends in it (14.6.1).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.pdf.fonts import FontInUse
from generator.pdf.images import embed
from generator.pdf.objects import Writer
from generator.pdf.shapes import cells_path, free_path, panel_path, picture_matrix
from generator.pdf.strings import body_of
from generator.pdf.syntax import colour_operator, hundredths, number
from generator.structure import Owner, StructureNode
from generator.typeset.fonts import Face
from generator.typeset.items import Cells, Colour, GlyphRun, Image, Item, Panel, Path, Picture, Rule

# The owner while no mark is open. Not None, which an item that lacks an owner would have.
NOBODY = object()
# By whether a path is filled, and stroked.
_OPERATORS = {(False, False): "n", (True, False): "f", (False, True): "S", (True, True): "B"}


class Resources:
    """The fonts and images of one document, under the names that its content streams call them by."""

    def __init__(self, writer: Writer) -> None:
        self.fonts: dict[Face, FontInUse] = {}
        self.images: dict[bytes, tuple[str, str]] = {}  # resource name and reference, by the file's bytes
        self._writer = writer

    def font(self, face: Face) -> FontInUse:
        """The font of a face in this document."""
        font = self.fonts.get(face)
        if font is None:
            font = self.fonts[face] = FontInUse(face, f"F{len(self.fonts) + 1}")
        return font

    def image(self, image: Image) -> str:
        """The resource name of an image, which is embedded when it is first asked for."""
        if image.data not in self.images:
            self.images[image.data] = (f"I{len(self.images) + 1}", embed(image, self._writer))
        return self.images[image.data][0]


class ContentStream:
    """A content stream whose origin is `height` above the bottom: items measure from the top, PDF does not.

    No marks are opened here: that is for who knows whether the stream is read out (`pdf/paint.py`).
    """

    def __init__(self, height: float, resources: Resources) -> None:
        self._out: list[str] = []
        self.height = height
        self._resources = resources
        self._owner: object = NOBODY
        self._in_text = False
        self._line_start = (0, 0)  # in hundredths
        self._reset()

    def paint(self, item: Item) -> None:
        """Add the operators of an item that can be seen."""
        _PAINTED[type(item)](self, item)

    def finish(self) -> str:
        """All operators."""
        self._end_text()
        self._close_mark()
        return "\n".join(self._out)

    def _reset(self) -> None:
        """What a content stream begins with (table 52): black, lines of 1 point with butt ends."""
        self._fill_set = self._stroke_set = (0.0, 0.0, 0.0)
        self._weight_set = 1.0
        self._round_set = False
        self._dash_set: tuple[float, ...] = ()
        self._font_set: tuple[FontInUse | None, float] = (None, 0.0)

    # Marks

    def _open(self, owner: Owner, _item: Item, _actual: str | None = None) -> None:
        self._owner = owner

    def _close_mark(self) -> None:
        self._owner = NOBODY

    # Text

    def _glyph_run(self, run: GlyphRun) -> None:
        font = self._resources.font(run.face)
        body = font.line(run.words)
        if body is None:
            self._special_run(run, font)
        else:
            self._show(run, font, run.x, body + font.space if run.trail else body)

    def _special_run(self, run: GlyphRun, font: FontInUse) -> None:
        """A run with words whose glyphs do not say what the word says, or stand off the baseline.

        The former get marks of their own beside those of the owner, not within: some readers lose what follows a mark
        within a mark. An artifact is not read, so it needs none.
        """
        space = run.face.space
        is_read = isinstance(run.owner, StructureNode)
        x = start = run.x
        plain = ""
        last = len(run.words) - 1
        for index, word in enumerate(run.words):
            spaced = run.trail or index < last
            body = body_of(word, run.face, run.size) + (font.space if spaced else "")
            if is_read and not font.says(word):
                if plain:
                    self._show(run, font, start, plain)
                    plain = ""
                self._show(run, font, x, body, word.text + " " if spaced else word.text)
            else:
                if not plain:
                    start = x
                plain += body
            x += (word.width + space.width if spaced else word.width) * run.size
        if plain:
            self._show(run, font, start, plain)

    def _show(self, run: GlyphRun, font: FontInUse, x: float, body: str, actual: str | None = None) -> None:
        if not self._in_text:
            self._close_mark()  # a text object cannot begin in a mark that may end within it
            self._in_text = True
            self._line_start = (0, 0)
            self._out.append("BT")
        if run.owner is not self._owner or actual is not None:
            self._open(run.owner, run, actual)
        self._fill(run.ink)
        if self._font_set != (font, run.size):
            self._font_set = (font, run.size)
            self._out.append(f"/{font.key} {number(run.size)} Tf")
        # Differences of rounded positions, so that nothing adds up over a column.
        before_x, before_y = self._line_start
        now_x, now_y = self._line_start = round(x * 100), round((self.height - run.y) * 100)
        self._out.append(f"{hundredths(now_x - before_x)} {hundredths(now_y - before_y)} Td[{body}]TJ")
        if actual is not None:
            self._close_mark()

    def _end_text(self) -> None:
        if self._in_text:
            self._close_mark()
            self._out.append("ET")
            self._in_text = False

    # Shapes

    def _begin_shape(self, item: Item) -> None:
        self._end_text()
        if item.owner is not self._owner:
            self._open(item.owner, item)

    def _panel(self, panel: Panel) -> None:
        fill, border = panel.fill, panel.border if panel.weight > 0 else None
        if border is None and fill is None:
            return  # nothing to see, and a mark must not be empty
        self._begin_shape(panel)
        if border is not None and panel.weight * 2 >= min(panel.width, panel.height):
            fill, border = border, None  # all border
        # The stroke hides the edge of the fill, so one path serves both.
        outline = panel_path(panel, 0 if border is None else panel.weight / 2, self.height)
        if fill is not None:
            self._fill(fill)
        if border is not None:
            self._stroke(border, panel.weight)
        self._out.append(f"{outline} {_OPERATORS[fill is not None, border is not None]}")

    def _rule(self, rule: Rule) -> None:
        self._begin_shape(rule)
        self._stroke(rule.ink, rule.weight)
        begin = f"{number(rule.x1)} {number(self.height - rule.y1)} m"
        self._out.append(f"{begin} {number(rule.x2)} {number(self.height - rule.y2)} l S")

    def _path(self, path: Path) -> None:
        self._begin_shape(path)
        if path.fill is not None:
            self._fill(path.fill)
        if path.stroke is not None:
            self._stroke(path.stroke, path.weight, path.round_ends, path.dash)
        operator = _OPERATORS[path.fill is not None, path.stroke is not None]
        self._out.append(f"{free_path(path, self.height)} {operator}")

    def _cells(self, cells: Cells) -> None:
        self._begin_shape(cells)
        self._fill(cells.fill)
        self._out.append(cells_path(cells, self.height) + " f")

    def _picture(self, picture: Picture) -> None:
        self._begin_shape(picture)
        key = self._resources.image(picture.image)
        matrix = " ".join(map(number, picture_matrix(picture, self.height)))
        self._out.append(f"q {matrix} cm /{key} Do Q")

    # State

    def _fill(self, colour: Colour) -> None:
        if colour != self._fill_set:
            self._fill_set = colour
            self._out.append(colour_operator(*colour, "g", "rg"))

    def _stroke(self, colour: Colour, weight: float, round_ends: bool = False, dash: tuple[float, ...] = ()) -> None:
        if colour != self._stroke_set:
            self._stroke_set = colour
            self._out.append(colour_operator(*colour, "G", "RG"))
        if weight != self._weight_set:
            self._weight_set = weight
            self._out.append(f"{number(weight)} w")
        if round_ends != self._round_set:
            self._round_set = round_ends
            self._out.append("1 J 1 j" if round_ends else "0 J 0 j")
        if dash != self._dash_set:
            self._dash_set = dash
            self._out.append(f"[{' '.join(map(number, dash))}] 0 d")


_PAINTED: Mapping[type[Any], Callable[[ContentStream, Any], None]] = {
    GlyphRun: ContentStream._glyph_run,
    Panel: ContentStream._panel,
    Rule: ContentStream._rule,
    Path: ContentStream._path,
    Cells: ContentStream._cells,
    Picture: ContentStream._picture,
}
