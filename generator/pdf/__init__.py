"""Turns finished pages into a PDF file that is PDF/UA-1 and PDF/A-2a at once (see CONFORMANCE.md)."""

from __future__ import annotations

from generator.pdf.fonts import SubsetCache
from generator.pdf.metadata import write_metadata
from generator.pdf.objects import Writer, plain_settings
from generator.pdf.paint import Painter
from generator.pdf.tree import StructureTree
from generator.structure import StructureNode
from generator.typeset.items import Document, OutlineEntry

__all__ = ["PdfPainter", "write"]


class PdfPainter:
    """Paints documents as PDF; subsets of fonts are kept from one to the next."""

    def __init__(self) -> None:
        self._subsets: SubsetCache = {}

    def paint(self, document: Document, *, actual_size: bool = False) -> bytes:
        """See `generator.typeset.painter.Painter` and `write`."""
        return write(document, self._subsets, actual_size=actual_size)


def write(document: Document, subsets: SubsetCache, *, actual_size: bool = False) -> bytes:
    """The document as a PDF file. Equal documents give equal bytes, whatever was written before.

    `subsets` keeps embedded fonts from one document to the next. `actual_size` asks viewers not to scale when they
    print, for sheets whose cut marks have to be in place.

    Raises TypeError for an item without an owner, and ValueError for what the stages before should have refused: an
    owner outside the document's structure, a missing glyph, an unreadable image.
    """
    metadata = document.metadata
    bookmarks: dict[StructureNode, list[str]] = {}
    for index, entry in enumerate(document.outline):
        bookmarks.setdefault(entry.node, []).append(f"b{index}")
    arrived: set[str] = set()
    pages: list[str] = []
    with plain_settings():
        writer = Writer(metadata.language)
        tree = StructureTree(document.structure, document.page_count)
        painter = Painter(writer, tree, frozenset(bookmarks))
        for index, page in enumerate(document.pages):
            painted = painter.page(page)
            for node, top in painted.arrivals:
                for key in bookmarks[node]:
                    writer.canvas.bookmarkPage(key, fit="XYZ", top=top)
                    arrived.add(key)
            named = (("TrimBox", page.trim), ("BleedBox", page.bleed))
            boxes = tuple((name, box) for name, box in named if box)
            pages.append(writer.page((page.width, page.height), painted.content, painted.annotations, index, boxes))
        _write_outline(writer, document.outline, arrived)
        write_metadata(writer, metadata, tree.write(writer, pages), actual_size=actual_size)
        painter.fields.write()
        resources = painter.resources
        fonts = "".join([f"/{font.key} {font.embed(writer, subsets)}" for font in resources.fonts.values()])
        images = "".join([f"/{key} {reference}" for key, reference in resources.images.values()])
        forms = "".join([f"/{key} {reference}" for key, reference, _ in painter.forms.values()])
        return writer.finish(f"/Font<<{fonts}>>", images, forms)


def _write_outline(writer: Writer, outline: tuple[OutlineEntry, ...], arrived: set[str]) -> None:
    """Add the bookmarks, nested by level. An entry whose node is on no page leads nowhere and is left out."""
    level = -1
    for index, entry in enumerate(outline):
        if f"b{index}" in arrived:
            # Levels begin at 0 here, and may go down by one step only.
            level = min(entry.level - 1, level + 1)
            writer.canvas.addOutlineEntry(entry.title, f"b{index}", level)
    if level >= 0:
        writer.canvas.showOutline()
