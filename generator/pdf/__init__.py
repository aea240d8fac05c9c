"""Turns finished pages into a PDF file that is PDF/UA-1 and PDF/A-2a at once (see CONFORMANCE.md)."""

from __future__ import annotations

from functools import lru_cache

from generator.pdf.fonts import SubsetCache
from generator.pdf.metadata import write_metadata
from generator.pdf.objects import Writer, plain_settings
from generator.pdf.paint import PagePainter
from generator.pdf.syntax import deflated
from generator.pdf.tree import StructureTree
from generator.structure import OutlineEntry
from generator.typeset.items import Document

__all__ = ["PdfPainter"]


class PdfPainter:
    """Paints documents as PDF files.

    Equal documents give equal bytes, whatever was painted before. What documents have in common is kept from one to
    the next: font subsets and deflated streams.
    """

    def __init__(self) -> None:
        self.subsets: SubsetCache = {}
        self._deflate = lru_cache(maxsize=64)(deflated)  # documents of one run have many streams in common

    def paint(self, document: Document, *, actual_size: bool = False) -> bytes:
        """The document as a PDF file. `actual_size` asks viewers not to scale when they print.

        Raises TypeError for an item without an owner, and ValueError for what the stages before should have refused:
        an owner outside the document's structure, a node twice in it, a missing glyph, an unreadable image.
        """
        metadata = document.metadata
        with plain_settings():
            writer = Writer(metadata.language, self._deflate)
            tree = StructureTree(document.page_count)
            painter = PagePainter(writer, tree, document.outline)
            pages = [painter.page(page) for page in document.pages]
            _write_outline(writer, document.outline, painter.arrived)
            write_metadata(writer, metadata, tree.write(writer, document.structure(), pages), actual_size=actual_size)
            painter.fields.write()
            resources = painter.resources
            fonts = "".join([f"/{font.key} {font.embed(writer, self.subsets)}" for font in resources.fonts.values()])
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
