"""What a painter is: it turns the finished pages of a document into the bytes of a file.

PDF is one (`generator/pdf`). A painter keeps what documents have in common, such as subsets of fonts, for itself.
"""

from __future__ import annotations

from typing import Protocol

from generator.typeset.items import Document


class Painter(Protocol):
    """Paints documents, one after the other; equal documents give equal bytes, whatever was painted before."""

    def paint(self, document: Document, *, actual_size: bool = False) -> bytes:
        """The document as a file. `actual_size` asks viewers not to scale it in print, as cut marks have a place."""
        ...
