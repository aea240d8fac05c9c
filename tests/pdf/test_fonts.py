"""Embedded fonts: subsets, widths, and what their glyphs say."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import uharfbuzz as hb

from generator.pdf import PdfPainter
from generator.structure import Artifact, StructureNode
from generator.typeset.fonts import FontLibrary, Glyph, Word, Words
from generator.typeset.items import Document
from tests.support.roundtrip import check_tree, tree_text
from tests.support.specimen import BOLD, REGULAR, one_page, run

SHAPES = str(Path(__file__).resolve().parents[1] / "support" / "shapes.otf")


@pytest.fixture(scope="module")
def library() -> FontLibrary:
    return FontLibrary()


def line(library: FontLibrary, text: str, face: str = REGULAR) -> Document:
    node = StructureNode("P")
    return one_page(StructureNode("Document", (node,)), run(library, text, 20, 40, node, face=face))


@contextmanager
def fonts(data: bytes) -> Iterator[list[Any]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield list(pdf.pages[0].Resources.Font.values())


def content(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return bytes(pdf.pages[0].Contents.read_bytes())


def test_the_subset_has_the_outlines_in_use_under_their_old_numbers(library: FontLibrary) -> None:
    face = library.face(REGULAR)
    with fonts(PdfPainter().paint(line(library, "Hut"))) as (font,):
        subset = hb.Face(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())
    drawn = {}
    for glyph in range(subset.glyph_count):
        extents = hb.Font(subset).get_glyph_extents(glyph)
        if extents is not None and extents.width:
            drawn[glyph] = extents
    used = {face.hb_font.get_nominal_glyph(ord(letter)) for letter in "Hut"}
    assert drawn.keys() == used | {0}
    assert drawn[max(used)] == face.hb_font.get_glyph_extents(max(used))
    assert set(subset.table_tags).isdisjoint({"cmap", "GSUB", "GPOS", "name", "OS/2"})


def test_widths_are_those_of_the_font(library: FontLibrary) -> None:
    face = library.face(REGULAR)
    widths: dict[int, float] = {}
    with fonts(PdfPainter().paint(line(library, "Hallo Welt, wie geht es?"))) as (font,):
        entries = list(font.DescendantFonts[0].W)
        for first, neighbours in zip(entries[::2], entries[1::2], strict=True):
            widths.update(enumerate(map(float, neighbours), int(first)))
        assert font.DescendantFonts[0].DW == 0
    assert {face.hb_font.get_nominal_glyph(ord(letter)) for letter in "HaloWet,wighs? "} == widths.keys()
    assert all(width == pytest.approx(face.advance(glyph), abs=0.01) for glyph, width in widths.items())


def test_each_face_is_embedded_once_with_a_tagged_name(library: FontLibrary) -> None:
    paragraph = StructureNode("P")
    root = StructureNode("Document", (paragraph,))
    runs = [run(library, "one", 20, 20 * i, paragraph, face=face) for i, face in enumerate((REGULAR, BOLD, REGULAR))]
    with fonts(PdfPainter().paint(one_page(root, *runs))) as embedded:
        names = [str(font.BaseFont) for font in embedded]
    assert [name.partition("+")[2] for name in names] == [library.face(path).name for path in (REGULAR, BOLD)]
    assert all(len(name) > 8 and name[1:7].isupper() and name[1:7].isalpha() for name in names)


def test_cff_outlines(library: FontLibrary) -> None:
    data = PdfPainter().paint(line(library, "AB BA", SHAPES))
    with fonts(data) as (font,):
        descendant = font.DescendantFonts[0]
        assert descendant.Subtype == "/CIDFontType0"
        assert "/CIDToGIDMap" not in descendant
        assert descendant.FontDescriptor.FontFile3.Subtype == "/OpenType"
        assert str(font.BaseFont).endswith("-Identity-H")
    assert tree_text(data) == "AB BA"


def test_subsets_are_kept_by_font_and_glyphs(library: FontLibrary) -> None:
    painter = PdfPainter()
    painter.paint(line(library, "abc"))
    (first,) = painter.subsets.values()
    painter.paint(line(library, "cab bac"))
    assert list(painter.subsets.values()) == [first]
    painter.paint(line(library, "abcd"))
    painter.paint(line(FontLibrary(), "abc"))
    assert len(painter.subsets) == 2


def test_a_full_cache_starts_again(library: FontLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.pdf.fonts._CACHE_LIMIT", 2)
    painter = PdfPainter()
    for text in ("ab", "cd", "ef", "gh"):
        painter.paint(line(library, text))
    assert len(painter.subsets) == 2


def test_long_maps_come_in_blocks_of_a_hundred(library: FontLibrary) -> None:
    text = "".join(chr(c) for c in [*range(0x21, 0x7F), *range(0xA1, 0x17F)] if library.face(REGULAR).has(chr(c)))
    data = PdfPainter().paint(line(library, " ".join(text)))
    with fonts(data) as (font,):
        cmap = font.ToUnicode.read_bytes().decode("ascii")
    sizes = [int(row.split()[0]) for row in cmap.splitlines() if row.endswith("beginbfchar")]
    assert sum(sizes) >= 150
    assert max(sizes) == 100
    assert tree_text(data).replace("\u00ad", "") == " ".join(text).replace("\u00ad", "")


# Glyphs that do not say what the word says


def glyph(library: FontLibrary, letter: str) -> int:
    return int(library.face(REGULAR).hb_font.get_nominal_glyph(ord(letter)))


def shaped(library: FontLibrary, letters: str, text: str, rise: int = 0) -> Word:
    """A word that is drawn with `letters`, the last of them raised, but says `text`."""
    face = library.face(REGULAR)
    shares = text if len(text) == len(letters) else letters
    glyphs = [
        Glyph(number, face.hb_font.get_glyph_h_advance(number), 0, 0, index, share)
        for index, (number, share) in enumerate(
            zip([glyph(library, letter) for letter in letters], shares, strict=True)
        )
    ]
    glyphs[-1] = glyphs[-1]._replace(y_offset=rise)
    return Word(text, 0.5 * len(letters), tuple(glyphs), is_spelled_out=text == letters)


def words(library: FontLibrary, *shapes: Word, owner: str = "P", trail: bool = False) -> bytes:
    node = StructureNode(owner)
    root = StructureNode("Document", (node,))
    set_words = Words(shapes, library.face(REGULAR))
    line = run(library, "x", 20, 40, node, trail=trail)._replace(words=set_words)
    return PdfPainter().paint(one_page(root, line))


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("trail", [False, True])
def test_actual_text_stands_beside_the_other_marks(library: FontLibrary, place: int, trail: bool) -> None:
    plain = [library.word(library.face(REGULAR), word, "en") for word in ("one", "two")]
    plain.insert(place, shaped(library, "abc", "क्षि"))
    data = words(library, *plain, trail=trail)
    assert check_tree(data) == []
    assert tree_text(data) == " ".join(word.text for word in plain)
    stream = content(data)
    assert stream.count(b"/ActualText") == 1
    assert stream.count(b"BDC") == (3 if place == 1 else 2)


def test_a_glyph_keeps_the_text_it_was_first_seen_with(library: FontLibrary) -> None:
    first = shaped(library, "ab", "ab")
    other = shaped(library, "ba", "xy")
    data = words(library, first, other, first)
    assert tree_text(data) == "ab xy ab"
    assert content(data).count(b"/ActualText") == 1


def test_artifacts_need_no_actual_text(library: FontLibrary) -> None:
    root = StructureNode("Document")
    twice = Words([shaped(library, "ab", "क")] * 2, library.face(REGULAR))
    note = run(library, "x", 20, 40, Artifact.PAGINATION)._replace(words=twice)
    data = PdfPainter().paint(one_page(root, note))
    assert check_tree(data) == []
    assert b"/ActualText" not in content(data)


def test_accents_rise_in_points(library: FontLibrary) -> None:
    raised = shaped(library, "ab", "ab", rise=library.face(REGULAR).upem // 2)
    data = words(library, raised, raised)
    assert tree_text(data) == "ab ab"
    assert content(data).count(b"] TJ 5 Ts [") == 2


def test_a_missing_glyph_is_refused(library: FontLibrary) -> None:
    word = library.word(library.face(REGULAR), "a\u4e00", "en")
    assert word.missing
    with pytest.raises(ValueError, match="no glyph"):
        words(library, word)
