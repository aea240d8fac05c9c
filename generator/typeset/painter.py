"""The interface of painters, which turn finished pages into files."""

from __future__ import annotations

from typing import Protocol

from generator.typeset.items import Document


class Painter(Protocol):
    """Paints documents in one format, and may keep what they have in common."""

    def paint(self, document: Document, *, actual_size: bool = False) -> bytes:
        """The document as a file. `actual_size` asks viewers not to scale when they print.

        Equal documents give equal bytes, whatever was painted before.
        """
