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
from generator.typeset.fonts import FontLibrary
from tests.support.fuzzing import times

FONTS = Path(__file__).parents[2] / "layouts" / "fonts"
REGULAR = str(FONTS / "AtkinsonHyperlegibleNext_400Regular.ttf")
BOLD = str(FONTS / "AtkinsonHyperlegibleNext_700Bold.ttf")

LIBRARY = FontLibrary()
FACE = LIBRARY.face(REGULAR)
# What a face draws and a word can hold: no spaces of other widths, which are read back as plain ones.
DRAWN = sorted(chr(code) for code in FACE.hb_face.unicodes if not chr(code).isspace())


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
    assert FACE.space.width * 1000 == FACE.advance(FACE.space.glyphs[0].id)
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


def test_kerning_is_in_the_advances_of_original_glyph_numbers() -> None:
    word = LIBRARY.word(FACE, "Take", "en")
    numbers = [FACE.hb_font.get_nominal_glyph(ord(character)) for character in "Take"]
    assert [glyph.id for glyph in word.glyphs] == numbers
    assert [(glyph.text, glyph.cluster) for glyph in word.glyphs] == [("T", 0), ("a", 1), ("k", 2), ("e", 3)]
    nominal = [FACE.hb_font.get_glyph_h_advance(number) for number in numbers]
    kerns = [wide - glyph.advance for wide, glyph in zip(nominal, word.glyphs, strict=True)]
    assert kerns == [70, 0, 21, 0]
    assert word.width == (sum(nominal) - 91) / FACE.upem


@settings(max_examples=times(200))
@given(st.text(st.sampled_from(DRAWN), max_size=12))
def test_the_drawn_width_is_the_width_and_the_glyphs_say_the_text(text: str) -> None:
    word = LIBRARY.word(FACE, text, "en")
    assert sum(glyph.advance for glyph in word.glyphs) / FACE.upem == pytest.approx(word.width, abs=1e-6)
    assert all(glyph.id for glyph in word.glyphs)
    assert word.missing == ()
    assert word.is_spelled_out == ("".join(glyph.text for glyph in word.glyphs) == word.text)


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
    assert sum(glyph.advance for glyph in word.glyphs) / FACE.upem == pytest.approx(word.width, abs=1e-6)
    assert bool(word.missing) == (0 in [glyph.id for glyph in word.glyphs])
    assert all(offset < len(word.text) for offset in word.missing)
    assert all(glyph.text or not glyph.id for glyph in word.glyphs)
    assert all(0 <= glyph.cluster < len(word.text) for glyph in word.glyphs)


@settings(max_examples=times(100))
@given(st.lists(st.text(st.sampled_from("ATVaeéfi10\u0301\u00a0\u200b-Ж"), max_size=6), max_size=6))
def test_a_word_does_not_depend_on_what_was_shaped_before(texts: list[str]) -> None:
    for text in texts:
        fresh = FontLibrary()
        assert tuple(LIBRARY.word(FACE, text, "en")) == tuple(fresh.word(fresh.face(REGULAR), text, "en"))


def test_equal_texts_in_other_normal_forms_give_the_same_word() -> None:
    for text in ("café", "Żółć", "Ǭ"):
        decomposed = LIBRARY.word(FACE, unicodedata.normalize("NFD", text), "pl")
        assert tuple(decomposed) == tuple(LIBRARY.word(FACE, text, "pl"))


def test_a_no_break_space_is_a_space_that_is_read_as_one() -> None:
    word = LIBRARY.word(FACE, "5\u00a0km", "en")
    assert word.text == "5 km"
    assert FACE.space.glyphs[0].id in [glyph.id for glyph in word.glyphs]
    assert tuple(word) == tuple(LIBRARY.word(FACE, "5 km", "en"))
    narrow = LIBRARY.word(FACE, "5\u202fkm", "fr")
    assert (narrow.text, narrow.is_spelled_out) == ("5 km", True)
    assert narrow.width < word.width


def test_marks_for_line_breaking_leave_no_trace() -> None:
    marked = LIBRARY.word(FACE, "sit\u2011\u200bu\u00adps\u2060\ufeff", "en")
    assert tuple(marked) == tuple(LIBRARY.word(FACE, "sit-ups", "en"))
    joined = LIBRARY.word(FACE, "a\u200db", "en")
    assert [glyph.id for glyph in joined.glyphs] == [glyph.id for glyph in LIBRARY.word(FACE, "ab", "en").glyphs]
    assert joined.is_spelled_out


def test_an_accent_set_higher_has_an_offset_and_a_share_of_the_text() -> None:
    word = LIBRARY.word(FACE, "Ǭ\u0301", "en")
    assert word.glyphs[-1].y_offset > 0
    assert not word.is_spelled_out  # several glyphs for one character
    assert all(glyph.text for glyph in word.glyphs)


def test_words_of_a_line_know_their_width_and_text() -> None:
    words = LIBRARY.words(FACE, "Call 999 NOW", "en")
    assert [word.text for word in words] == ["Call", "999", "NOW"]
    assert words.width == sum(word.width for word in words) + 2 * FACE.space.width
    assert words.text == "Call999NOW"
    assert (len(words), words[1].text) == (3, "999")


def test_the_extents_of_a_line_reach_over_its_ends() -> None:
    ink = LIBRARY.words(FACE, "jolly", "en").ink
    extents = FACE.hb_font.get_glyph_extents(FACE.hb_font.get_nominal_glyph(ord("j")))
    assert ink
    assert (ink.left, ink.bottom) == (extents.x_bearing, min(extents.y_bearing + extents.height, ink.bottom))
    assert ink.left < 0 < ink.top
    assert LIBRARY.words(FACE, " ", "en").ink is None


def test_a_full_cache_starts_again_and_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "CACHE_LIMIT", 2)
    library = FontLibrary()
    face = library.face(REGULAR)
    first = library.word(face, "one", "en")
    for text in ("two", "three", "four"):
        library.word(face, text, "en")
    assert tuple(library.word(face, "one", "en")) == tuple(first)
