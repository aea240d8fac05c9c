"""Turns the glyphs that a document uses of a face into an embedded font.

A font is embedded as a composite font with the glyph numbers of the font file (ISO 32000-1, 9.7; Identity-H), cut
down to the glyphs in use. A subset depends on nothing but the font file and the glyphs with their texts, so it can be
kept for the next document without making bytes depend on history.
"""

from __future__ import annotations

from typing import Any

import uharfbuzz as hb  # type: ignore[import-untyped,unused-ignore]

from generator.digest import sha256
from generator.pdf.objects import Writer
from generator.pdf.strings import line_of, shown, space_of
from generator.pdf.syntax import deflated, hundredths, name, number, packed_stream, utf16
from generator.record import NamedTuple
from generator.typeset.fonts import Face, Word, Words

_CACHE_LIMIT = 500
# A composite font is drawn by glyph number: it needs outlines and metrics, but no character map, names or layout.
_DROPPED_TABLES = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "OS/2", "STAT", "cmap", "kern", "name", "post")
_MAPPINGS_IN_A_BLOCK = 100  # Adobe Technical Note 5411, 1.4.1


class Subset(NamedTuple):
    """What is embedded of a font: finished stream objects, and the array of widths in 1/1000 em."""

    name: str
    file: bytes
    widths: str
    to_unicode: bytes


SubsetCache = dict[tuple[str, frozenset[tuple[int, str]]], Subset]
"""Subsets by the digest of the font file and the glyphs in use with their texts."""


class FontInUse:
    """What one document uses of a face. `key` is its name in the pages' resources.

    A glyph stands for the text it was first seen with; a word in which it would say something else needs an
    ActualText. The memory is the document's, never the process's, or bytes would depend on earlier documents.
    """

    def __init__(self, face: Face, key: str) -> None:
        self.face = face
        self.key = key
        self.space = space_of(face)
        self._texts: dict[int, str] = {}
        self._said: set[tuple[int, str]] = set()  # the same as pairs
        self._plain: set[Word] = set()  # which were taken in, and can be shown as they are
        self._learn(self.face.space)

    def line(self, words: Words) -> str | None:
        """The body of a TJ array for words; None if they must be shown one by one. Their glyphs get into the subset.

        Raises ValueError for a word with a character that the face lacks.
        """
        if not self._plain.issuperset(words):
            for word in words:
                if word not in self._plain:
                    self._learn(word)
            if not self._plain.issuperset(words):
                return None
        return line_of(words)

    def says(self, word: Word) -> bool:
        """Whether the glyphs of a word given to `line` say what it says."""
        return word.is_spelled_out and shown(word, self.face).texts <= self._said

    def _learn(self, word: Word) -> None:
        if word.missing:
            raise ValueError(f"{self.face.name} has no glyph for a character of {word.text!r}")
        strings = shown(word, self.face)
        if not strings.texts <= self._said:
            for glyph in word.glyphs:
                if glyph.id not in self._texts:
                    self._texts[glyph.id] = glyph.text
                    self._said.add((glyph.id, glyph.text))
        if strings.is_plain and strings.texts <= self._said:
            self._plain.add(word)

    def embed(self, writer: Writer, cache: SubsetCache) -> str:
        """Write the font; returns how to refer to it."""
        face = self.face
        cache_key = (face.digest, frozenset(self._said))
        subset = cache.get(cache_key)
        if subset is None:
            if len(cache) >= _CACHE_LIMIT:
                cache.clear()
            subset = cache[cache_key] = _subset(face, self._texts)
        file_key, kind, glyph_map = (
            ("FontFile3", "CIDFontType0", "") if face.is_cff else ("FontFile2", "CIDFontType2", "/CIDToGIDMap/Identity")
        )
        base = name(subset.name)
        slanted = 64 if face.italic_angle else 0
        # The thickness of upright stems in 1/1000 em, guessed from the weight class: 400 gives 88, 700 gives 166.
        stem = 50 + round((face.weight / 65) ** 2)
        descriptor = writer.add((
            f"<</Type/FontDescriptor/FontName{base}/Flags {4 | slanted}/FontBBox[{' '.join(map(number, face.bbox))}]"
            f"/ItalicAngle {number(face.italic_angle)}/Ascent {number(face.ascent * 1000)}"
            f"/Descent {number(face.descent * 1000)}/CapHeight {number(face.cap_height * 1000)}"
            f"/StemV {stem}/{file_key} {writer.add(subset.file)}>>"
        ).encode())  # fmt: skip
        descendant = writer.add((
            f"<</Type/Font/Subtype/{kind}/BaseFont{base}{glyph_map}/FontDescriptor {descriptor}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/DW 0/W[{subset.widths}]>>"
        ).encode())  # fmt: skip
        # A composite font of CFF outlines carries the name of its encoding too (9.7.6.2).
        full_name = base + "-Identity-H" if face.is_cff else base
        return writer.add((
            f"<</Type/Font/Subtype/Type0/BaseFont{full_name}/Encoding/Identity-H/DescendantFonts[{descendant}]"
            f"/ToUnicode {writer.add(subset.to_unicode)}>>"
        ).encode())  # fmt: skip


def _subset(face: Face, texts: dict[int, str]) -> Subset:
    plan: Any = hb.SubsetInput()
    plan.flags = (
        hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.RETAIN_GIDS
    )  # fmt: skip
    plan.sets(hb.SubsetInputSets.GLYPH_INDEX).update(texts)
    plan.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
        int.from_bytes(tag.encode(), "big") for tag in _DROPPED_TABLES
    )  # fmt: skip
    data = bytes(hb.subset(face.hb_face, plan).blob.data)
    # Six letters that differ when the subsets do (9.6.4).
    digest = sha256(data).digest()
    letters = "".join([chr(65 + byte % 26) for byte in digest[:6]])
    entries = "/Subtype/OpenType" if face.is_cff else f"/Length1 {len(data)}"
    glyphs = sorted(texts)
    return Subset(
        f"{letters}+{face.name}",
        packed_stream(entries, data, deflated),
        _widths(face, glyphs),
        packed_stream("", _to_unicode([(glyph, texts[glyph]) for glyph in glyphs]), deflated),
    )


def _widths(face: Face, glyphs: list[int]) -> str:
    """The /W array (9.7.4.3): runs of neighbouring glyphs, each with the number of its first."""
    parts: list[str] = []
    previous = -2
    for glyph in glyphs:
        if glyph != previous + 1:
            parts.append(f"{']' if parts else ''}{glyph}[")
        else:
            parts.append(" ")
        # To 1/100 of 1/1000 em. ISO 14289-1, 7.21.5 lets them differ from the font by 1/1000 em.
        parts.append(hundredths(round(face.advance(glyph) * 100)))
        previous = glyph
    return "".join(parts) + "]"


def _to_unicode(texts: list[tuple[int, str]]) -> bytes:
    """The ToUnicode character map (9.10.3). Some readers insist on its lines."""
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange",
    ]  # fmt: skip
    for start in range(0, len(texts), _MAPPINGS_IN_A_BLOCK):
        block = texts[start : start + _MAPPINGS_IN_A_BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{glyph:04X}> <{utf16(text)}>" for glyph, text in block]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end", ""]
    return "\n".join(lines).encode()
