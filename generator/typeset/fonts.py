"""Turns font files into faces, and words into glyphs that are ready to be written into a PDF content stream.

Words are shaped by HarfBuzz one at a time, with kerning and ligatures, and keep the glyph numbers of the font file:
so a shaped word serves every document of a run, and subsets are made at the very end.
"""

from __future__ import annotations

import os
import struct
import unicodedata
from typing import Any

import uharfbuzz as hb

from generator.diagnostics import EnvironmentProblem
from generator.digest import sha256
from generator.record import NamedTuple

# Past this many entries a cache starts again from nothing: a long batch must not grow without end, and what is
# dropped comes back the same.
CACHE_LIMIT = 50_000

_SPACE = 0x20
# Characters that say where a line may break. They have done their work before a word is shaped.
_BREAK_CONTROLS = (0xAD, 0x200B, 0x2060, 0xFEFF)
_NO_BREAK_SPACE = 0xA0
_HYPHENS = (0x2010, 0x2011)
_JOINERS = {0x200C: None, 0x200D: None}
# Spaces of any width are read back as plain ones; HarfBuzz draws those a font lacks with the plain glyph anyway.
_READ_AS_SPACE = dict.fromkeys((*range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_NAME_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-")


class Word(NamedTuple):
    """A shaped stretch of text without breakable spaces, in no particular size.

    `text` is what the word says when it is read back: normalised (NFC), no-break spaces as spaces, without marks for
    line breaking. `tj` is the body of a TJ array with two-byte glyph numbers and kerns in 1/1000 em; if `raised`,
    use `body`. `pairs` are the distinct glyphs, each with its text. `actual` says that the texts of the glyphs in
    their order do not add up to `text`, so that an ActualText is needed. `missing` are offsets in `text` of
    characters that the face has no glyph for.
    """

    text: str
    width: float  # in em, without any space after the word
    tj: str
    pairs: tuple[tuple[int, str], ...]
    actual: bool
    missing: tuple[int, ...]
    raised: bool = False

    def body(self, size: float) -> str:
        """`tj` with the rise of its accents in points, as the operator Ts (ISO 32000-1, 9.3.7) knows no em."""
        if not self.raised:
            return self.tj
        parts = self.tj.split("{")
        for index in range(1, len(parts)):
            rise, rest = parts[index].split("}", 1)
            parts[index] = f"{float(rise) * size / 1000:.3f}".rstrip("0").rstrip(".") + rest
        return "".join(parts)


class Face:
    """One font of one file, made by `FontLibrary.face`; equal only to itself. Metrics are in em unless said."""

    __slots__ = (
        "ascent", "bbox", "cap_height", "data", "descent", "digest", "hb_face", "hb_font", "is_cff", "italic_angle",
        "name", "space", "stand_ins", "upem", "weight", "x_height",
    )  # fmt: skip

    def __init__(self, data: bytes) -> None:
        """Read a font file's bytes. Raises ValueError if they are no font with outlines and a space."""
        self.data = data
        self.hb_face: Any = hb.Face(hb.Blob(data))
        self.hb_font: Any = hb.Font(self.hb_face)
        tags = set(self.hb_face.table_tags)
        if not tags & {"glyf", "CFF "} or not tags >= {"cmap", "head", "hmtx"} or not self.has(" "):
            raise ValueError("no outlines, or no space")
        self.digest = sha256(data).hexdigest()
        self.upem: int = self.hb_face.upem
        self.is_cff = "CFF " in tags
        name = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font-" + self.digest[:8]
        # The specification allows more (OpenType 1.9, name ID 6), but these need no escapes in a PDF name.
        self.name = "".join(character for character in name if character in _NAME_CHARACTERS)

        extents = self.hb_font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self.upem
        self.descent: float = extents.descender / self.upem  # negative
        self.cap_height = self._height(hb.OTMetricsTag.CAP_HEIGHT, "H")
        self.x_height = self._height(hb.OTMetricsTag.X_HEIGHT, "x")
        head = self.hb_face.reference_table("head").data
        x1, y1, x2, y2 = struct.unpack_from(">4h", head, 36)
        scale = 1000 / self.upem
        self.bbox = (x1 * scale, y1 * scale, x2 * scale, y2 * scale)  # in 1/1000 em: left, bottom, right, top
        self.italic_angle = struct.unpack_from(">l", self._table("post"), 4)[0] / 65536  # degrees, negative leans right
        self.weight: int = struct.unpack_from(">H", self._table("OS/2"), 4)[0] or 400

        self.stand_ins: dict[int, int | None] = dict.fromkeys(_BREAK_CONTROLS)
        self.stand_ins[_NO_BREAK_SPACE] = _SPACE
        # Fonts often lack the typographer's hyphens. Drawn, they are the same stroke.
        self.stand_ins.update({hyphen: 0x2D for hyphen in _HYPHENS if not self.has(chr(hyphen))})
        glyph = self.hb_font.get_nominal_glyph(_SPACE)
        self.space = Word(" ", self.advance(glyph) / 1000, f"<{glyph:04X}>", ((glyph, " "),), False, ())

    def advance(self, glyph: int) -> float:
        """The width of a glyph before kerning, in 1/1000 em."""
        return float(self.hb_font.get_glyph_h_advance(glyph) * 1000 / self.upem)

    def has(self, character: str) -> bool:
        """Whether the font maps this character to a glyph of its own."""
        return bool(self.hb_font.get_nominal_glyph(ord(character)))

    def _table(self, tag: str) -> bytes:
        # Padded with zeros, so that an absent table reads as "unknown".
        return bytes(self.hb_face.reference_table(tag).data or b"").ljust(8, b"\0")

    def _height(self, tag: Any, sample: str) -> float:
        stated = self.hb_font.get_metric_position(tag)
        if not stated:
            extents = self.hb_font.get_glyph_extents(self.hb_font.get_nominal_glyph(ord(sample)) or 0)
            stated = extents.y_bearing if extents else 0
        return float(stated / self.upem)


class FontLibrary:
    """Keeps faces, shaped words and set texts: the only cache that outlives a document.

    Whatever was asked before, an answer depends on its arguments alone, so bytes never depend on a batch's history.
    `texts` and `subsets` belong to `generator.typeset.lines` and to the PDF stage.
    """

    __slots__ = ("_buffer", "_faces", "_words", "subsets", "texts")

    def __init__(self) -> None:
        self._faces: dict[str, Face] = {}
        self._words: dict[tuple[Face, str, str], Word] = {}
        self.texts: dict[Any, Any] = {}
        self.subsets: dict[Any, Any] = {}
        self._buffer: Any = hb.Buffer()
        # Marks keep clusters of their own, so that far fewer glyphs have to share a stretch of text.
        self._buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        # Otherwise a joiner comes back as a space glyph without width, and is read as a space.
        self._buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES

    def face(self, path: str) -> Face:
        """The face in the font file at `path`; raises EnvironmentProblem if there is none."""
        if face := self._faces.get(path):
            return face
        try:
            with open(path, "rb") as file:
                face = Face(file.read())
        except OSError as problem:
            raise EnvironmentProblem(f"cannot read the font {path}: {os.strerror(problem.errno or 0)}") from problem
        except (ValueError, struct.error, hb.HarfBuzzError) as problem:
            raise EnvironmentProblem(f"{path} is not a usable font file: {problem}") from problem
        return self._faces.setdefault(path, face)

    def word(self, face: Face, text: str, language: str) -> Word:
        """`text` shaped with `face` for a BCP 47 language. A plain space in it is a space glyph like any other."""
        key = (face, text, language)
        word = self._words.get(key)
        if word is None:
            if len(self._words) >= CACHE_LIMIT:
                self._words.clear()
            word = self._words[key] = self._shape(face, text, language)
        return word

    def _shape(self, face: Face, text: str, language: str) -> Word:
        buffer = self._buffer
        buffer.clear_contents()
        if text.isascii():
            buffer.add_str(text)
            buffer.script, buffer.direction = "Latn", "ltr"
        else:
            text = unicodedata.normalize("NFC", text).translate(face.stand_ins)
            buffer.add_str(text)
            buffer.guess_segment_properties()
            # Figures and signs alone have no script of their own; a font may kern them only for a script it names.
            if buffer.script in (None, "Zyyy", "Zinh", "Zzzz"):
                buffer.script, buffer.direction = "Latn", "ltr"
        buffer.language = language
        hb.shape(face.hb_font, buffer, None)
        if not text.isascii():
            text = text.translate(_READ_AS_SPACE)  # no earlier: their widths are for HarfBuzz to know
        return _plain_word(face, text, buffer) or _any_word(face, text, buffer)


def _plain_word(face: Face, text: str, buffer: Any) -> Word | None:
    """The usual case made fast: one glyph for each character, on the baseline. None if it is another."""
    infos = buffer.glyph_infos
    if len(infos) != len(text):
        return None
    nominal = face.hb_font.get_glyph_h_advance
    pairs: dict[tuple[int, str], None] = {}
    total = 0
    tj = "<"
    for index, (info, position) in enumerate(zip(infos, buffer.glyph_positions or (), strict=True)):
        glyph = info.codepoint
        if info.cluster != index or not glyph or position.x_offset or position.y_offset:
            return None
        pairs[glyph, text[index]] = None
        advance = position.x_advance
        total += advance
        tj += f"{glyph:04X}"
        if kern := nominal(glyph) - advance:
            tj += f">{_number(kern, face.upem)}<"
    # A kern after the last glyph leaves an empty string behind it, which draws nothing.
    return Word(text, total / face.upem, tj + ">", tuple(pairs), False, ())


def _any_word(face: Face, text: str, buffer: Any) -> Word:
    """A word with ligatures, marks, reordered or missing glyphs."""
    infos, positions = buffer.glyph_infos, buffer.glyph_positions or ()
    clusters: dict[int, list[int]] = {}
    for index, info in enumerate(infos):
        clusters.setdefault(info.cluster, []).append(index)
    starts = sorted(clusters)
    texts = [""] * len(infos)
    missing: set[int] = set()
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        members = clusters[start]
        stretch = text[start:end].translate(_JOINERS)
        glyphs = [infos[index].codepoint for index in members]
        if 0 in glyphs:
            missing.update([i for i in range(start, end) if not face.has(text[i])] or [start])
        shares = [stretch] if len(members) == 1 else _shares(face, stretch, glyphs)
        for index, share in zip(members, shares, strict=True):
            texts[index] = share
    pairs: dict[tuple[int, str], None] = {}
    total = pending = rise = 0
    tj = "<"
    for index, (info, position) in enumerate(zip(infos, positions, strict=True)):
        glyph = info.codepoint
        pairs[glyph, texts[index]] = None
        if pending != position.x_offset:
            tj += f">{_number(pending - position.x_offset, face.upem)}<"
        if position.y_offset != rise:
            rise = position.y_offset
            tj += f">] TJ {{{_number(rise, face.upem)}}} Ts [<"
        tj += f"{glyph:04X}"
        pending = position.x_offset + face.hb_font.get_glyph_h_advance(glyph) - position.x_advance
        total += position.x_advance
    if pending:
        tj += f">{_number(pending, face.upem)}<"
    if rise:
        tj += ">] TJ 0 Ts [<"
    # Right-to-left words come in visual order; their text is read backwards glyph by glyph.
    ordered = reversed(texts) if buffer.direction == "rtl" else texts
    actual = "".join(ordered) != text.translate(_JOINERS)
    raised = "{" in tj
    return Word(text, total / face.upem, tj + ">", tuple(pairs), actual, tuple(sorted(missing)), raised)


def _shares(face: Face, stretch: str, glyphs: list[int]) -> list[str]:
    """What each of several glyphs says that stand for one stretch of text together.

    A glyph that the font gives to one of the characters says that character; the first of the others says what is
    left, any further one a space without width, since every glyph must say something (ISO 14289-1, 7.21.7).
    """
    left = list(unicodedata.normalize("NFD", stretch))
    shares: list[str | None] = []
    for glyph in glyphs:
        own = next((character for character in left if face.hb_font.get_nominal_glyph(ord(character)) == glyph), None)
        if own:
            left.remove(own)
        shares.append(own)
    rest = "".join(left)
    for index, share in enumerate(shares):
        if share is None:
            shares[index], rest = rest or "\u200b", ""
    return [share or "\u200b" for share in shares]


def _number(units: int, upem: int) -> str:
    """Font units as 1/1000 em in PDF's notation, which knows no exponents."""
    if upem == 1000:
        return str(units)
    return f"{units * 1000 / upem:.3f}".rstrip("0").rstrip(".")
