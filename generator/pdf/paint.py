"""Turns pages into content streams of marked content (ISO 32000-1, 14.6), with their links and fields.

A mark is opened whenever the owner changes, so every operator that draws stands in exactly one mark.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.pdf.content import NOBODY, ContentStream, Resources
from generator.pdf.fields import Fields
from generator.pdf.objects import Writer
from generator.pdf.shapes import Matrix, flipped
from generator.pdf.syntax import fine_number, name, number, text_string, uri, utf16
from generator.pdf.tree import StructureTree
from generator.structure import Artifact, OutlineEntry, Owner, StructureNode
from generator.typeset.geometry import Rect, extent
from generator.typeset.items import CheckBox, Item, LinkArea, Page

Awaited = dict[StructureNode, list[str]]  # by each node, the bookmarks that lead to it if nothing came before it


class PagePainter:
    """Paints the pages of one document, with what its bookmarks lead to: `arrived` are those whose page was found."""

    def __init__(self, writer: Writer, tree: StructureTree, outline: tuple[OutlineEntry, ...]) -> None:
        self.resources = Resources(writer)
        self.fields = Fields(writer, tree)
        self.forms: dict[int, tuple[str, str, Page]] = {}  # resource name, reference and face, by the face's id
        self.arrived: set[str] = set()
        self._writer = writer
        self._tree = tree
        self._awaited: Awaited = {}
        for index, entry in enumerate(outline):
            for part in entry.node.walk():
                self._awaited.setdefault(part, []).append(f"b{index}")

    def page(self, page: Page) -> str:
        """Paint one page; returns how to refer to it. Raises TypeError for an item without an owner."""
        self._tree.begin_page()
        content = MarkedContent(page.height, self.resources, self._tree, self._awaited, self.arrived)
        annotations: list[str] = []
        for placed in page.placed:
            face = placed.face
            matrix = flipped(placed.matrix, face.height, page.height)
            if placed.copy:
                content.show(self._form(face), matrix)
            else:
                content.enter(matrix, face.height, placed.clip or (0.0, 0.0, face.width, face.height))
                self._paint([item for item in face.items if type(item) is not CheckBox], content, annotations)
                content.leave(page.height)
        self._paint(page.items, content, annotations)
        for key, top in content.arrivals:
            self._writer.canvas.bookmarkPage(key, fit="XYZ", top=top)
        named = (("TrimBox", page.trim), ("BleedBox", page.bleed))
        boxes = tuple((name, box) for name, box in named if box)
        size = (page.width, page.height)
        return self._writer.page(size, content.finish(), annotations, self._tree.page, boxes)

    def _paint(self, items: Iterable[Item], content: MarkedContent, annotations: list[str]) -> None:
        for item in items:
            if type(item) is LinkArea:
                annotations.append(self._link(item, content))
            elif type(item) is CheckBox:
                annotations.append(self.fields.check_box(item, content.height))
            else:
                content.paint(item)

    def _form(self, face: Page) -> str:
        """The resource name of the form that shows a face. It is only shown in artifacts, so it has no marks."""
        known = self.forms.get(id(face))
        if known is None:
            content = ContentStream(face.height, self.resources)
            for item in face.items:
                if type(item) is not CheckBox and type(item) is not LinkArea:
                    content.paint(item)
            box = f"/BBox[0 0 {number(face.width)} {number(face.height)}]"
            entries = f"/Type/XObject/Subtype/Form{box}/Resources {self._writer.form_resources}"
            reference = self._writer.add_packed(entries, content.finish().encode())
            # The face is kept beside it, so that its id cannot be given to another.
            known = self.forms[id(face)] = (f"X{len(self.forms) + 1}", reference, face)
        return known[0]

    def _link(self, area: LinkArea, content: MarkedContent) -> str:
        """A link annotation (12.5.6.5). It prints (F 4; ISO 19005-2, 6.3.2) and has a text (ISO 14289-1, 7.18.5)."""
        owner = area.owner
        if getattr(owner, "role", None) != "Link":
            raise TypeError(f"a link area that no Link owns: {area!r:.200}")
        corners = content.on_page(extent(area))
        annotation = self._writer.add((
            f"<</Type/Annot/Subtype/Link/Rect[{' '.join(map(number, corners))}]/Border[0 0 0]/F 4"
            f"/StructParent {self._tree.annotation_key()}/Contents{text_string(owner.alt or area.address)}"
            f"/A<</S/URI/URI{uri(area.address)}>>>>"
        ).encode())  # fmt: skip
        self._tree.annotate(owner, annotation)
        return annotation


class MarkedContent(ContentStream):
    """The content stream of a page, whose marks are reported to the structure tree."""

    def __init__(
        self, height: float, resources: Resources, tree: StructureTree, awaited: Awaited, arrived: set[str]
    ) -> None:
        super().__init__(height, resources)
        self.arrivals: list[tuple[str, float]] = []  # bookmarks and their tops, from the bottom of the page
        self._tree = tree
        self._awaited = awaited
        self._arrived = arrived
        self._figure: StructureNode | None = None
        self._matrix: Matrix | None = None  # from the points of a placed face to those of the page

    def paint(self, item: Item) -> None:
        """Add the operators of an item, and say how far it reaches if it belongs to a picture."""
        super().paint(item)
        if self._figure is not None:
            self._tree.cover(self._figure, self.on_page(extent(item)))

    def enter(self, matrix: Matrix, height: float, clip: tuple[float, float, float, float]) -> None:
        """Start a face of that height, which the matrix takes to its place; what follows is painted in it.

        It is clipped to the box `clip` (left, top, right, bottom).
        """
        left, top, right, bottom = clip
        self._end_text()
        self._close_mark()
        corner_and_size = " ".join(map(number, (left, height - bottom, right - left, bottom - top)))
        self._out.append(f"q {_shown(matrix)} cm {corner_and_size} re W n")
        self.height, self._matrix = height, matrix

    def leave(self, height: float) -> None:
        """End a face; the page has that height."""
        self._end_text()
        self._close_mark()
        self._out.append("Q")
        self._reset()
        self.height, self._matrix = height, None

    def show(self, form: str, matrix: Matrix) -> None:
        """A copy of a face, which is not read out."""
        self._end_text()
        self._close_mark()
        self._out.append(f"/Artifact<</Type/Layout>>BDC q {_shown(matrix)} cm /{form} Do Q EMC")

    def on_page(self, box: Rect) -> tuple[float, float, float, float]:
        """The box of an item as PDF has it on the page: left, bottom, right, top, measured from the bottom."""
        left, top, right, bottom = box
        bottom, top = self.height - bottom, self.height - top
        if self._matrix is None:
            return left, bottom, right, top
        a, b, c, d, e, f = self._matrix
        corners = [(x, y) for x in (left, right) for y in (bottom, top)]
        across = [a * x + c * y + e for x, y in corners]
        upwards = [b * x + d * y + f for x, y in corners]
        return min(across), min(upwards), max(across), max(upwards)

    def _open(self, owner: Owner, item: Item, actual: str | None = None) -> None:
        """Open a mark. `actual` is what its glyphs say, if they do not say it themselves (14.9.4)."""
        self._close_mark()
        self._owner = owner
        if isinstance(owner, StructureNode):
            mark = f"/MCID {self._tree.mark(owner)}"
            if actual is None:
                self._out.append(f"{name(owner.role)}<<{mark}>>BDC")
            else:
                self._out.append(f"/Span<<{mark}/ActualText<FEFF{utf16(actual)}>>>BDC")
            self._figure = self._tree.illustration(owner)
            if owner in self._awaited:
                self._arrive(owner, item)
        elif isinstance(owner, Artifact):
            self._out.append(f"/Artifact<</Type/{owner.value}>>BDC")
            self._figure = None
        else:
            raise TypeError(f"an item without an owner: {item!r:.200}")

    def _close_mark(self) -> None:
        if self._owner is not NOBODY:
            self._out.append("EMC")
            self._owner = NOBODY

    def _arrive(self, owner: StructureNode, item: Item) -> None:
        """Note which bookmarks lead to this item."""
        for key in self._awaited[owner]:
            if key not in self._arrived:
                self._arrived.add(key)
                self.arrivals.append((key, self.on_page(extent(item))[3]))


def _shown(matrix: Matrix) -> str:
    return " ".join(map(fine_number, matrix))
