"""Turns the items of a page into a PDF content stream of marked content (ISO 32000-1, 8, 9 and 14.6).

A mark is opened whenever the owner changes, so every operator that draws stands in exactly one mark. Graphics state
that is set already is not set again, and nothing is nested but the q and Q around pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from generator.pdf.fields import Fields
from generator.pdf.fonts import FontInUse
from generator.pdf.images import embed
from generator.pdf.objects import Writer
from generator.pdf.shapes import cells_path, extent, free_path, panel_path, picture_matrix
from generator.pdf.syntax import colour_operator, hundredths, name, number, text_string, uri, utf16
from generator.pdf.tree import StructureTree
from generator.structure import Artifact, Owner, StructureNode
from generator.typeset.fonts import Face
from generator.typeset.items import Cells, CheckBox, Colour, GlyphRun, Item, LinkArea, Page, Panel, Path, Picture, Rule

# The owner while no mark is open. Not None, which an item that lacks an owner would have.
_NOBODY = object()


class Painted(NamedTuple):
    """A page's content stream, references to its annotations, and the awaited nodes that begin here, with a top.

    The tops are measured in PDF's way, from the bottom of the page.
    """

    content: str
    annotations: list[str]
    arrivals: list[tuple[StructureNode, float]]


class Painter:
    """Paints the pages of one document. `awaited` are the nodes whose first item is asked for."""

    def __init__(self, writer: Writer, tree: StructureTree, awaited: frozenset[StructureNode]) -> None:
        self.fonts: dict[Face, FontInUse] = {}
        self.images: dict[bytes, tuple[str, str]] = {}  # resource name and reference, by the file's bytes
        self.fields = Fields(writer, tree)
        self._writer = writer
        self._tree = tree
        self._awaited = awaited
        self._arrived: set[StructureNode] = set()
        self._methods: Mapping[type[Any], Callable[[Any], None]] = {
            GlyphRun: self._glyph_run, Panel: self._panel, Rule: self._rule, Path: self._path, Cells: self._cells,
            Picture: self._picture,
        }  # fmt: skip

    def page(self, page: Page) -> Painted:
        """Paint one page. Raises TypeError for an item without an owner."""
        self._tree.begin_page()
        self._height = page.height
        self._out: list[str] = []
        self._annotations: list[str] = []
        self._arrivals: list[tuple[StructureNode, float]] = []
        # What a page begins with (table 52): black, lines of 1 point with butt ends.
        self._fill_set = self._stroke_set = (0.0, 0.0, 0.0)
        self._weight_set = 1.0
        self._round_set = False
        self._dash_set: tuple[float, ...] = ()
        self._font_set: tuple[FontInUse | None, float] = (None, 0.0)
        self._owner: object = _NOBODY
        self._figure: StructureNode | None = None
        self._in_text = False
        self._line_start = (0, 0)  # in hundredths
        for item in page.items:
            self._item(item)
        self._close()
        return Painted("\n".join(self._out), self._annotations, self._arrivals)

    def _item(self, item: Item) -> None:
        if type(item) is LinkArea:
            self._link(item)
            return
        if type(item) is CheckBox:
            self._annotations.append(self.fields.check_box(item, self._height))
            return
        self._methods[type(item)](item)
        if self._figure is not None:
            left, top, right, bottom = extent(item)
            self._tree.cover(self._figure, (left, self._height - bottom, right, self._height - top))

    # Marks

    def _open(self, owner: Owner, item: Item, actual: str | None = None) -> None:
        """Open a mark. `actual` is what its glyphs say, if they do not say it themselves (14.9.4)."""
        self._close()
        self._owner = owner
        if isinstance(owner, StructureNode):
            mark = f"/MCID {self._tree.mark(owner)}"
            if actual is None:
                self._out.append(f"{name(owner.role)}<<{mark}>>BDC")
            else:
                self._out.append(f"/Span<<{mark}/ActualText<FEFF{utf16(actual)}>>>BDC")
            self._figure = self._tree.illustration(owner)
            if owner not in self._arrived:
                self._arrive(owner, item)
        elif isinstance(owner, Artifact):
            self._out.append(f"/Artifact<</Type/{owner.value}>>BDC")
            self._figure = None
        else:
            raise TypeError(f"an item without an owner: {item!r:.200}")

    def _close(self) -> None:
        self._end_text()
        if self._owner is not _NOBODY:
            self._out.append("EMC")
            self._owner = _NOBODY

    def _arrive(self, owner: StructureNode, item: Item) -> None:
        """Note that the owner, and all above it, have begun."""
        node: StructureNode | None = owner
        while node is not None and node not in self._arrived:
            self._arrived.add(node)
            if node in self._awaited:
                self._arrivals.append((node, self._height - extent(item)[1]))
            node = node.parent

    # Text

    def _glyph_run(self, run: GlyphRun) -> None:
        words = run.words
        font = self.fonts.get(run.face)
        if font is None:
            font = self.fonts[run.face] = FontInUse(run.face, f"F{len(self.fonts) + 1}")
        identities = set(map(id, words))
        if not identities <= font.known.keys():
            font.learn(words)
        if identities.isdisjoint(font.actual) and identities.isdisjoint(font.raised):
            space = run.face.space.tj
            body = space.join([word.tj for word in words])
            self._show(run, font, run.x, body + space if run.trail else body)
        else:
            self._special_run(run, font)

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
            body = word.body(run.size) + space.tj if spaced else word.body(run.size)
            if is_read and id(word) in font.actual:
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
        if run.owner is not self._owner or actual is not None:
            self._open(run.owner, run, actual)
        self._fill(run.ink)
        if self._font_set != (font, run.size):
            self._font_set = (font, run.size)
            self._out.append(f"/{font.key} {number(run.size)} Tf")
        if not self._in_text:
            self._in_text = True
            self._line_start = (0, 0)
            self._out.append("BT")
        # Differences of rounded positions, so that nothing adds up over a column.
        before_x, before_y = self._line_start
        now_x, now_y = self._line_start = round(x * 100), round((self._height - run.y) * 100)
        self._out.append(f"{hundredths(now_x - before_x)} {hundredths(now_y - before_y)} Td[{body}]TJ")
        if actual is not None:
            self._close()

    def _end_text(self) -> None:
        if self._in_text:
            self._out.append("ET")
            self._in_text = False

    # Shapes

    def _begin_shape(self, item: Item) -> None:
        self._end_text()
        if item.owner is not self._owner:
            self._open(item.owner, item)

    def _panel(self, panel: Panel) -> None:
        self._begin_shape(panel)
        border = panel.border if panel.weight > 0 else None
        if border is not None and panel.weight * 2 >= min(panel.width, panel.height):
            # All border.
            self._fill(border)
            self._out.append(panel_path(panel, 0, self._height) + " f")
            return
        if panel.fill is not None:
            self._fill(panel.fill)
        if border is None:
            if panel.fill is not None:
                self._out.append(panel_path(panel, 0, self._height) + " f")
            return
        self._stroke(border, panel.weight, round_ends=False)
        # The stroke hides the edge of the fill, so one path serves both.
        operator = "S" if panel.fill is None else "B"
        self._out.append(f"{panel_path(panel, panel.weight / 2, self._height)} {operator}")

    def _rule(self, rule: Rule) -> None:
        self._begin_shape(rule)
        self._stroke(rule.ink, rule.weight, round_ends=False)
        begin = f"{number(rule.x1)} {number(self._height - rule.y1)} m"
        self._out.append(f"{begin} {number(rule.x2)} {number(self._height - rule.y2)} l S")

    def _path(self, path: Path) -> None:
        self._begin_shape(path)
        if path.fill is not None:
            self._fill(path.fill)
        if path.stroke is not None:
            self._stroke(path.stroke, path.weight, round_ends=path.round_ends, dash=path.dash)
        operator = {(False, False): "n", (True, False): "f", (False, True): "S", (True, True): "B"}[
            path.fill is not None, path.stroke is not None
        ]
        self._out.append(f"{free_path(path, self._height)} {operator}")

    def _cells(self, cells: Cells) -> None:
        self._begin_shape(cells)
        self._fill(cells.fill)
        self._out.append(cells_path(cells, self._height) + " f")

    def _picture(self, picture: Picture) -> None:
        self._begin_shape(picture)
        data = picture.image.data
        if data not in self.images:
            self.images[data] = (f"I{len(self.images) + 1}", embed(picture.image, self._writer))
        matrix = " ".join(map(number, picture_matrix(picture, self._height)))
        self._out.append(f"q {matrix} cm /{self.images[data][0]} Do Q")

    # State

    def _fill(self, colour: Colour) -> None:
        if colour != self._fill_set:
            self._fill_set = colour
            self._out.append(colour_operator(*colour, "g", "rg"))

    def _stroke(self, colour: Colour, weight: float, *, round_ends: bool, dash: tuple[float, ...] = ()) -> None:
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

    # Links

    def _link(self, area: LinkArea) -> None:
        """A link annotation (12.5.6.5). It prints (F 4; ISO 19005-2, 6.3.2) and has a text (ISO 14289-1, 7.18.5)."""
        owner = area.owner
        if getattr(owner, "role", None) != "Link":
            raise TypeError(f"a link area that no Link owns: {area!r:.200}")
        bottom = self._height - area.y - area.height
        corners = (area.x, bottom, area.x + area.width, bottom + area.height)
        annotation = self._writer.add((
            f"<</Type/Annot/Subtype/Link/Rect[{' '.join(map(number, corners))}]/Border[0 0 0]/F 4"
            f"/StructParent {self._tree.annotation_key()}/Contents{text_string(owner.alt or area.address)}"
            f"/A<</S/URI/URI{uri(area.address)}>>>>"
        ).encode())  # fmt: skip
        self._tree.annotate(owner, annotation)
        self._annotations.append(annotation)
