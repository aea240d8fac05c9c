"""Turns shaped words into the strings that the operator TJ shows (ISO 32000-1, 9.4.3), and keeps them.

Strings hold the glyph numbers of the font file, so those of a word serve every document.
"""

from __future__ import annotations

from generator.record import NamedTuple
from generator.typeset.fonts import Face, Word, Words

# Past these a cache starts again from nothing: a long batch, or one long document, must not grow without end.
_WORDS_KEPT = 2_000
_LINES_KEPT = 1_000

GlyphTexts = frozenset[tuple[int, str]]
"""Glyphs, each with a text that it says."""


class Shown(NamedTuple):
    """The body of a word's TJ array, and what its glyphs say.

    It `is_plain` if the glyphs add up to what the word says and stand on the baseline: then it can be shown as it is.
    """

    body: str
    texts: GlyphTexts
    is_plain: bool


class FaceStrings:
    """The strings of one face. The same words give the same strings, whatever was asked before."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.space = body_of(face.space, face)
        self._words: dict[Word, Shown] = {}
        self._lines: dict[Words, str] = {}

    def line(self, words: Words) -> str:
        """The body of plain words with spaces between them."""
        body = self._lines.get(words)
        if body is None:
            if len(self._lines) >= _LINES_KEPT:
                self._lines.clear()
            body = self._lines[words] = self.space.join([self.word(word).body for word in words])
        return body

    def word(self, word: Word) -> Shown:
        """A word; the body is for words without a glyph off the baseline, `body_of` for all."""
        shown = self._words.get(word)
        if shown is None:
            if len(self._words) >= _WORDS_KEPT:
                self._words.clear()
            texts = frozenset([(glyph[0], glyph[5]) for glyph in word.glyphs])  # by number: `id` and `text` cost time
            is_plain = word.is_spelled_out and not is_raised(word)
            shown = self._words[word] = Shown(body_of(word, self.face), texts, is_plain)
        return shown


class GlyphStrings:
    """The strings of all faces: what a painter keeps of them from one document to the next."""

    def __init__(self) -> None:
        self._faces: dict[Face, FaceStrings] = {}

    def of(self, face: Face) -> FaceStrings:
        """The strings of a face."""
        if face not in self._faces:
            self._faces[face] = FaceStrings(face)
        return self._faces[face]


def is_raised(word: Word) -> bool:
    """Whether a glyph stands off the baseline, as some accents do."""
    return any(glyph.y_offset for glyph in word.glyphs)


def body_of(word: Word, face: Face, size: float = 0.0) -> str:
    """The body of a TJ array: glyph numbers in hexadecimal, and how far to step back, in 1/1000 em.

    Where a glyph stands off the baseline, the operator Ts comes in between. It knows no em, so the `size` matters.
    """
    nominal, upem = face.hb_font.get_glyph_h_advance, face.upem
    parts = ["<"]
    back = rise = 0
    for glyph, advance, x_offset, y_offset, _, _ in word.glyphs:
        if back != x_offset:
            parts.append(f">{_thousandths(back - x_offset, upem)}<")
        if y_offset != rise:
            rise = y_offset
            parts.append(f">] TJ {_decimal(rise * size / upem)} Ts [<")
        parts.append(f"{glyph:04X}")
        back = x_offset + nominal(glyph) - advance
    if back:
        parts.append(f">{_thousandths(back, upem)}<")  # the empty string that this leaves draws nothing
    if rise:
        parts.append(">] TJ 0 Ts [<")
    return "".join(parts) + ">"


def _thousandths(units: int, upem: int) -> str:
    """Font units in 1/1000 em."""
    return str(units) if upem == 1000 else _decimal(units * 1000 / upem)


def _decimal(value: float) -> str:
    # PDF knows no exponents.
    return f"{value:.3f}".rstrip("0").rstrip(".")
