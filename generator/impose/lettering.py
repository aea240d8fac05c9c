"""Sets the short texts beside the cards, such as the job line and the ruler's label, as glyph runs."""

from __future__ import annotations

from generator.record import NamedTuple
from generator.structure import Artifact
from generator.typeset.fonts import Face, FontLibrary
from generator.typeset.items import Colour, GlyphRun

BLACK = Colour(0.0, 0.0, 0.0)


class Lettering(NamedTuple):
    """Sets text in one face. `language` is that of the words (BCP 47)."""

    library: FontLibrary
    face: Face
    language: str

    def width(self, text: str, size: float) -> float:
        """How wide a text is, in points."""
        return self.run(text, 0.0, 0.0, size).width

    def run(self, text: str, x: float, y: float, size: float) -> GlyphRun:
        """The text with its first baseline point at (x, y); it belongs to the sheet, and is not read out."""
        words = self.library.words(self.face, text, self.language)
        return GlyphRun(x, y, words.width * size, self.face, size, words, False, BLACK, Artifact.PAGINATION, None)
