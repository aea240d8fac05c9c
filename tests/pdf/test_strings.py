"""What the operator TJ shows: it must move the pen as far, and draw the same glyphs, as what was shaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pdf.strings import body_of, is_raised, line_of, shown, space_of
from generator.typeset.fonts import FontLibrary
from tests.support.specimen import REGULAR

SHAPES = str(Path(__file__).resolve().parents[1] / "support" / "shapes.otf")
LIBRARY = FontLibrary()
FACE = LIBRARY.face(REGULAR)


def drawn(body: str) -> tuple[list[int], float]:
    """The glyphs a TJ array draws and how far it moves the pen, in 1/1000 em, as ISO 32000-1, 9.4.3 says."""
    glyphs: list[int] = []
    moved = 0.0
    assert re.fullmatch(r"(<[0-9A-F]*>|-?\d+(\.\d+)?|\] TJ -?\d+(\.\d+)? Ts \[)*", body)
    for digits, number in re.findall(r"<([0-9A-F]*)>|(-?\d+(?:\.\d+)?)(?! Ts|[.\d])", body):
        if number:
            moved -= float(number)
        for start in range(0, len(digits), 4):
            glyphs.append(int(digits[start : start + 4], 16))
            moved += FACE.advance(glyphs[-1])
    return glyphs, moved


def test_kerning_is_written_between_original_glyph_numbers() -> None:
    assert body_of(LIBRARY.word(FACE, "Take", "en"), FACE) == "<0053>70<007000A2>21<0085>"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=8))
def test_what_is_drawn_is_what_was_shaped(text: str) -> None:
    word = LIBRARY.word(FACE, text, "en")
    glyphs, moved = drawn(body_of(word, FACE, 10))
    assert glyphs == [glyph.id for glyph in word.glyphs]
    assert moved / 1000 == pytest.approx(word.width, abs=1e-6)


def test_an_accent_set_higher_rises_by_points_of_the_size() -> None:
    word = LIBRARY.word(FACE, "\u01ec\u0301", "en")
    assert is_raised(word)
    body = body_of(word, FACE, 20)
    rise = word.glyphs[-1].y_offset * 20 / FACE.upem
    assert float(re.findall(r"TJ ([\d.]+) Ts", body)[0]) == pytest.approx(rise, abs=0.001)
    assert body.count("Ts") == 2
    assert not shown(word, FACE).is_plain


def test_lines_are_made_once_and_say_what_their_words_say() -> None:
    words = LIBRARY.words(FACE, "so it is", "en")
    first = line_of(words)
    assert line_of(words) is first
    assert first == space_of(FACE).join(body_of(LIBRARY.word(FACE, word, "en"), FACE) for word in ("so", "it", "is"))
    line_of.cache_clear()
    shown.cache_clear()
    line_of(LIBRARY.words(FACE, "another one", "en"))
    assert line_of(words) == first
