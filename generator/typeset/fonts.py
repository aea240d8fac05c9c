"""Turns font files into faces, and words into glyphs that any painter can draw.

Words are shaped by HarfBuzz one at a time, with kerning and ligatures, and keep the glyph numbers of the font file:
so a shaped word serves every document of a run, and subsets are made at the very end. Lengths are in font units, of
which a face has `upem` to the em, unless said.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

import uharfbuzz as hb

from generator.diagnostics import EnvironmentProblem
from generator.digest import sha256
from generator.record import NamedTuple, by_identity
from generator.typeset.clusters import JOINERS, shares_of

# Past this many entries a cache starts again from nothing: a long batch must not grow without end, and what is
# dropped comes back the same.
CACHE_LIMIT = 20_000

_SPACE = 0x20
# Characters that say where a line may break. They have done their work before a word is shaped.
_BREAK_CONTROLS = (0xAD, 0x200B, 0x2060, 0xFEFF)
_NO_BREAK_SPACE = 0xA0
_HYPHENS = (0x2010, 0x2011)
# Spaces of any width are read back as plain ones; HarfBuzz draws those a font lacks with the plain glyph anyway.
_READ_AS_SPACE = dict.fromkeys((*range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_NAME_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-")


class Glyph(NamedTuple):
    """One glyph of a word, in the order from left to right.

    `advance` is how far the pen moves, kerning included; the offsets, right and up, move the glyph and not the pen.
    `cluster` is the offset in the word's text of what it stands for, `text` its own share of that.
    """

    id: int
    advance: int
    x_offset: int
    y_offset: int
    cluster: int
    text: str


@by_identity
class Word(NamedTuple):
    """A shaped stretch of text without breakable spaces, in no particular size.

    `text` is what the word says when it is read back: normalised (NFC), no-break spaces as spaces, without marks for
    line breaking. `missing` are offsets in `text` of characters that the face has no glyph for. The glyphs of a word
    in a right-to-left script (`rtl`) say it from the last to the first. It `is_spelled_out` if their texts, in reading
    order, add up to its text. Equal only to itself.
    """

    text: str
    width: float  # in em, without any space after the word
    glyphs: tuple[Glyph, ...]
    missing: tuple[int, ...] = ()
    rtl: bool = False
    is_spelled_out: bool = True


class Extents(NamedTuple):
    """How far outlines reach: above the baseline, below it (negative), and beyond the pen's start and end."""

    top: int
    bottom: int
    left: int  # from the start to the right, so negative if something hangs out
    right: int


class Face:
    """One font of one file, made by `FontLibrary.face`; equal only to itself. Metrics are in em unless said."""

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
        self.bbox = x1 * scale, y1 * scale, x2 * scale, y2 * scale  # in 1/1000 em: left, bottom, right, top
        self.italic_angle = struct.unpack_from(">l", self._table("post"), 4)[0] / 65536  # degrees, negative leans right
        self.weight: int = struct.unpack_from(">H", self._table("OS/2"), 4)[0] or 400

        self.stand_ins: dict[int, int | None] = dict.fromkeys(_BREAK_CONTROLS)
        self.stand_ins[_NO_BREAK_SPACE] = _SPACE
        # Fonts often lack the typographer's hyphens. Drawn, they are the same stroke.
        self.stand_ins.update({hyphen: 0x2D for hyphen in _HYPHENS if not self.has(chr(hyphen))})
        glyph = self.hb_font.get_nominal_glyph(_SPACE)
        advance = self.hb_font.get_glyph_h_advance(glyph)
        self.space = Word(" ", advance / self.upem, (Glyph(glyph, advance, 0, 0, 0, " "),))

    def advance(self, glyph: int) -> float:
        """The width of a glyph before kerning, in 1/1000 em."""
        return float(self.hb_font.get_glyph_h_advance(glyph) * 1000 / self.upem)

    def extents(self, glyphs: list[int]) -> Extents | None:
        """How far the outlines of glyphs in a row reach; None if there are none."""
        extents = {glyph: self.hb_font.get_glyph_extents(glyph) for glyph in glyphs}
        inked = [one for one in extents.values() if one and one.height]
        if not inked:
            return None
        first, last = extents[glyphs[0]], extents[glyphs[-1]]
        return Extents(
            max([one.y_bearing for one in inked]),
            min([one.y_bearing + one.height for one in inked]),  # the height is negative
            first.x_bearing if first else 0,
            last.x_bearing + last.width - self.hb_font.get_glyph_h_advance(glyphs[-1]) if last else 0,
        )

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


@by_identity
class Words(tuple[Word, ...]):
    """Words of one face in a row, with one space glyph between each two. All that is set with them shares them.

    What the stages ask of them again and again is worked out when it is first asked. Equal only to itself.
    """

    face: Face

    def __new__(cls, words: Iterable[Word], face: Face) -> Words:
        """The words, which are all of this face."""
        self = super().__new__(cls, words)
        self.face = face
        return self

    @property
    def width(self) -> float:
        """In em, with the spaces between them."""
        return sum(word.width for word in self) + self.face.space.width * (len(self) - 1)

    @cached_property
    def text(self) -> str:
        """What they say, without the spaces between them."""
        return "".join([word.text for word in self])

    @cached_property
    def has_capitals(self) -> bool:
        """Whether a word of them is written in capitals."""
        return any(word.text.isupper() for word in self)

    @cached_property
    def ink(self) -> Extents | None:
        """The extents of all outlines; only the first and last reach beyond the ends. None for what leaves no ink."""
        return self.face.extents([glyph.id for word in self for glyph in word.glyphs])


class ShapedWords(dict[str, Word]):
    """Shaped words by their texts; one that is missing is shaped when it is asked for."""

    def __init__(self, shape: Callable[[str], Word]) -> None:
        self._shape = shape

    def __missing__(self, text: str) -> Word:
        if len(self) >= CACHE_LIMIT:
            self.clear()
        word = self[text] = self._shape(text)
        return word


class FontLibrary:
    """Keeps faces, shaped words and set texts from one document to the next.

    Whatever was asked before, an answer depends on its arguments alone, so bytes never depend on a batch's history.
    `texts` belongs to `generator.typeset.lines`.
    """

    def __init__(self) -> None:
        self._faces: dict[str, Face] = {}
        self._shaped: dict[tuple[Face, str], ShapedWords] = {}
        self._glyphs: dict[Glyph, Glyph] = {}  # equal ones are one
        self.texts: dict[Any, Any] = {}
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
            raise EnvironmentProblem.of(problem, "cannot read the font", path) from problem
        except (ValueError, struct.error, hb.HarfBuzzError) as problem:
            raise EnvironmentProblem(f"{path} is not a usable font file: {problem}") from problem
        return self._faces.setdefault(path, face)

    def word(self, face: Face, text: str, language: str) -> Word:
        """`text` shaped with `face` for a BCP 47 language. A plain space in it is a space glyph like any other."""
        return self.shaped(face, language)[text]

    def shaped(self, face: Face, language: str) -> ShapedWords:
        """All words of a face and a language: those that were not asked for before are shaped then."""
        key = (face, language)
        if key not in self._shaped:
            self._shaped[key] = ShapedWords(lambda text: self._shape(face, text, language))
        return self._shaped[key]

    def words(self, face: Face, text: str, language: str) -> Words:
        """The words of a text on one line."""
        return Words([self.word(face, word, language) for word in text.split(" ")], face)

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
        numbers = [(info.codepoint, info.cluster) for info in buffer.glyph_infos]
        rtl = buffer.direction == "rtl"
        shares, missing = shares_of(text, numbers, face.hb_font)
        known = self._glyphs
        if len(known) >= CACHE_LIMIT:
            known.clear()
        glyphs: list[Glyph] = []
        width = 0
        for (number, cluster), position, share in zip(numbers, buffer.glyph_positions or (), shares, strict=True):
            advance = position.x_advance
            glyph = Glyph(number, advance, position.x_offset, position.y_offset, cluster, share)
            glyphs.append(known.setdefault(glyph, glyph))
            width += advance
        spelled_out = shares is text or "".join(reversed(shares) if rtl else shares) == text.translate(JOINERS)
        return Word(text, width / face.upem, tuple(glyphs), missing, rtl, spelled_out)
