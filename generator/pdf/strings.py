"""Turns shaped words into the strings that the operator TJ shows (ISO 32000-1, 9.4.3), and keeps them.

Strings hold the glyph numbers of the font file, so those of a word serve every document: the latest are remembered.
"""

from __future__ import annotations

from functools import lru_cache

from generator.record import NamedTuple
from generator.typeset.fonts import Face, Word, Words

GlyphTexts = frozenset[tuple[int, str]]
"""Glyphs, each with a text that it says."""


class Shown(NamedTuple):
    """The body of a word's TJ array, and what its glyphs say.

    It `is_plain` if the glyphs add up to what the word says and stand on the baseline: then it can be shown as it is.
    """

    body: str
    texts: GlyphTexts
    is_plain: bool


@lru_cache(maxsize=4_000)
def shown(word: Word, face: Face) -> Shown:
    """A word; the body is for words without a glyph off the baseline, `body_of` for all."""
    texts = frozenset([(glyph[0], glyph[5]) for glyph in word.glyphs])  # by number: `id` and `text` cost time
    return Shown(body_of(word, face), texts, word.is_spelled_out and not is_raised(word))


@lru_cache(maxsize=2_000)
def line_of(words: Words) -> str:
    """The body of plain words with spaces between them."""
    return space_of(words.face).join([shown(word, words.face).body for word in words])


def space_of(face: Face) -> str:
    """The body of the space between two words of a face."""
    return shown(face.space, face).body


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
