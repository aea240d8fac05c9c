"""Turns a short text into a glyph run, for what is written beside the cards: the job line and the ruler's label."""

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
        words = tuple(self.library.word(self.face, word, self.language) for word in text.split(" "))
        width = (sum(word.width for word in words) + self.face.space.width * (len(words) - 1)) * size
        return GlyphRun(x, y, width, self.face, size, words, False, BLACK, Artifact.PAGINATION, None)
