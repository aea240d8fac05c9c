"""Faces, and words as glyphs: what a PDF shows must be as wide, and read as, what was shaped."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import EnvironmentProblem
from generator.typeset import fonts
from generator.typeset.fonts import Face, FontLibrary, Word
from tests.support.fuzzing import times

FONTS = Path(__file__).parents[2] / "layouts" / "fonts"
REGULAR = str(FONTS / "AtkinsonHyperlegibleNext_400Regular.ttf")
BOLD = str(FONTS / "AtkinsonHyperlegibleNext_700Bold.ttf")

LIBRARY = FontLibrary()
FACE = LIBRARY.face(REGULAR)
# What a face draws and a word can hold: no spaces of other widths, which are read back as plain ones.
DRAWN = sorted(chr(code) for code in FACE.hb_face.unicodes if not chr(code).isspace())


def shown(face: Face, word: Word) -> tuple[list[int], float]:
    """The glyphs a TJ array draws and how far it moves the pen, in 1/1000 em, as ISO 32000-1, 9.4.3 says."""
    glyphs: list[int] = []
    moved = 0.0
    assert re.fullmatch(r"(<[0-9A-F]*>|-?\d+(\.\d+)?|\] TJ (\{-?\d+(\.\d+)?\}|0) Ts \[)*", word.tj)
    for digits, number in re.findall(r"<([0-9A-F]*)>|\{[^}]*\}|(-?\d+(?:\.\d+)?)(?! Ts)", word.tj):
        if number:
            moved -= float(number)
        for start in range(0, len(digits), 4):
            glyphs.append(int(digits[start : start + 4], 16))
            moved += face.advance(glyphs[-1])
    return glyphs, moved


def test_metrics_are_those_the_design_measured() -> None:
    bold = LIBRARY.face(BOLD)
    assert (FACE.name, bold.name) == ("AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold")
    assert (FACE.x_height, FACE.cap_height, FACE.weight, bold.weight) == (0.496, 0.668, 400, 700)
    assert FACE.descent < 0 < FACE.x_height < FACE.cap_height < FACE.ascent
    assert FACE.bbox[0] < 0 < FACE.bbox[2]
    assert FACE.bbox[1] / 1000 < -0.162  # the descender of p
    assert FACE.bbox[3] / 1000 > FACE.cap_height
    assert (FACE.italic_angle, FACE.is_cff) == (0, False)
    assert FACE.space.text == " "
    assert FACE.space.width * 1000 == FACE.advance(FACE.space.pairs[0][0])
    assert FACE.digest != bold.digest


def test_a_face_is_made_once_and_knows_its_characters() -> None:
    assert LIBRARY.face(REGULAR) is FACE
    assert FontLibrary().face(REGULAR) is not FACE
    assert all(FACE.has(character) for character in "aé½²Ł–“")
    assert not any(FACE.has(character) for character in "→☐✓Ж")  # as the design found


def test_what_is_no_font_is_a_problem_of_the_environment(tmp_path: Path) -> None:
    text = tmp_path / "text.ttf"
    text.write_bytes(b"not a font")
    empty = tmp_path / "empty.ttf"
    empty.write_bytes(b"")
    cut = tmp_path / "cut.ttf"
    cut.write_bytes(FACE.data[:300])
    for path in (text, empty, cut, tmp_path, tmp_path / "absent.ttf"):
        with pytest.raises(EnvironmentProblem, match=re.escape(str(path))):
            LIBRARY.face(str(path))


def test_kerning_is_written_between_original_glyph_numbers() -> None:
    word = LIBRARY.word(FACE, "Take", "en")
    numbers = {character: FACE.hb_font.get_nominal_glyph(ord(character)) for character in "Take"}
    assert word.pairs == tuple((glyph, character) for character, glyph in numbers.items())
    assert re.fullmatch(r"<0053>70<007000A2>21<0085>", word.tj)
    assert word.width < sum(FACE.advance(glyph) for glyph in numbers.values()) / 1000


@settings(max_examples=times(200))
@given(st.text(st.sampled_from(DRAWN), max_size=12))
def test_the_drawn_width_is_the_width_and_the_glyphs_say_the_text(text: str) -> None:
    word = LIBRARY.word(FACE, text, "en")
    glyphs, moved = shown(FACE, word)
    assert moved / 1000 == pytest.approx(word.width, abs=1e-6)
    assert {glyph for glyph, _ in word.pairs} == set(glyphs)
    assert 0 not in glyphs
    assert word.missing == ()
    says = dict(word.pairs)
    if len(says) == len(word.pairs) and not word.actual:
        assert "".join(says[glyph] for glyph in glyphs) == word.text


@settings(max_examples=times(200))
@given(st.text(st.sampled_from("aTé½ЖЯ→א中😀\x07"), max_size=10))
def test_missing_are_exactly_the_characters_without_a_glyph(text: str) -> None:
    word = LIBRARY.word(FACE, text, "en")
    assert word.text == text
    assert word.missing == tuple(offset for offset, character in enumerate(text) if not FACE.has(character))


@settings(max_examples=times(200))
@given(st.text(max_size=8))
def test_no_text_breaks_the_shaper(text: str) -> None:
    word = LIBRARY.word(FACE, text, "en")
    glyphs, moved = shown(FACE, word)
    assert moved / 1000 == pytest.approx(word.width, abs=1e-6)
    assert bool(word.missing) == (0 in glyphs)
    assert all(offset < len(word.text) for offset in word.missing)
    assert all(says or not glyph for glyph, says in word.pairs)


@settings(max_examples=times(100))
@given(st.lists(st.text(st.sampled_from("ATVaeéfi10\u0301\u00a0\u200b-Ж"), max_size=6), max_size=6))
def test_a_word_does_not_depend_on_what_was_shaped_before(texts: list[str]) -> None:
    for text in texts:
        fresh = FontLibrary()
        assert LIBRARY.word(FACE, text, "en") == fresh.word(fresh.face(REGULAR), text, "en")


def test_equal_texts_in_other_normal_forms_give_the_same_word() -> None:
    for text in ("café", "Żółć", "Ǭ"):
        assert LIBRARY.word(FACE, unicodedata.normalize("NFD", text), "pl") == LIBRARY.word(FACE, text, "pl")


def test_a_no_break_space_is_a_space_that_is_read_as_one() -> None:
    word = LIBRARY.word(FACE, "5\u00a0km", "en")
    assert word.text == "5 km"
    assert FACE.space.pairs[0] in word.pairs
    assert word == LIBRARY.word(FACE, "5 km", "en")
    narrow = LIBRARY.word(FACE, "5\u202fkm", "fr")
    assert (narrow.text, narrow.actual) == ("5 km", False)
    assert narrow.width < word.width


def test_marks_for_line_breaking_leave_no_trace() -> None:
    plain = LIBRARY.word(FACE, "sit-ups", "en")
    assert LIBRARY.word(FACE, "sit\u2011\u200bu\u00adps\u2060\ufeff", "en") == plain
    joined = LIBRARY.word(FACE, "a\u200db", "en")
    assert (joined.tj, joined.actual) == (LIBRARY.word(FACE, "ab", "en").tj, False)


def test_an_accent_set_higher_rises_by_points_of_the_size() -> None:
    word = LIBRARY.word(FACE, "Ǭ\u0301", "en")
    assert word.raised
    rise = float(re.findall(r"\{(.*?)\} Ts", word.tj)[0])
    assert rise > 0
    assert float(re.findall(r"TJ ([\d.]+) Ts", word.body(20))[0]) == pytest.approx(rise * 20 / 1000, abs=0.001)
    assert "{" not in word.body(20)
    assert word.body(20).count("Ts") == 2
    assert word.actual  # several glyphs for one character
    assert all(text for _, text in word.pairs)
    plain = LIBRARY.word(FACE, "Take", "en")
    assert plain.body(20) == plain.tj


def test_a_full_cache_starts_again_and_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "CACHE_LIMIT", 2)
    library = FontLibrary()
    face = library.face(REGULAR)
    first = library.word(face, "one", "en")
    for text in ("two", "three", "four"):
        library.word(face, text, "en")
    assert library.word(face, "one", "en") == first
