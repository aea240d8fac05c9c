"""Turns names and paths into texts, layouts and clubs, each read once and kept for the documents to come."""

from __future__ import annotations

import os
import re
from typing import TypeVar

from generator.checks import Report, Text, check_allowed, check_text
from generator.checks.reading import Reading, measure
from generator.compose.blocks import Pictures
from generator.compose.fill import Filler
from generator.diagnostics import Diagnostics, UsageProblem
from generator.digest import sha256
from generator.model import drawing
from generator.model.blocks import Figure
from generator.model.club import Club
from generator.model.compile import compile_layout
from generator.model.content import Content
from generator.model.layout import Layout
from generator.model.locale import Locale
from generator.model.variables import NAMES, variables
from generator.model.wordlist import WordList
from generator.pdf import PdfPainter
from generator.provenance import SourceFile, source_file
from generator.record import NamedTuple
from generator.source.decode import Located, decode
from generator.source.files import find, read_file, shipped_names
from generator.source.node import Node, Scalar
from generator.source.overlay import layers, merged, overlay
from generator.source.picture import read_drawing, read_picture
from generator.source.settings import Settings, laid_over, nested, settings_layer
from generator.source.spelling import shortened
from generator.story import Drawing, Logo, Raster
from generator.typeset.fonts import FontLibrary
from generator.typeset.painter import Painter


class ReadText(NamedTuple):
    """A content with all that it brings along, and the files that it was read from."""

    content: Content
    locale: Locale
    pictures: Pictures
    judged: Text
    reading: Reading | None  # how hard it is to read; None where its language cannot be measured
    files: tuple[SourceFile, ...]


class ReadLayout(NamedTuple):
    """All states of a layout, and the files that it was read from."""

    states: tuple[Layout, ...]
    files: tuple[SourceFile, ...]


class ReadClub(NamedTuple):
    """A club with its logo, and the files that they were read from. Without a club, nothing."""

    club: Club | None = None
    logo: Logo | None = None
    files: tuple[SourceFile, ...] = ()


MOST_TEXTS = 12  # that are kept; a print run may have thousands


class Shelf:
    """What presses share: fonts, and contents and layouts as they were read and judged.

    Of the texts only the last ones are kept. Of a club nothing is known but the colour that a layout is wanted in, and
    where that was written: what is found in the layout may be said of that place.
    """

    def __init__(self) -> None:
        self.library = FontLibrary()
        self.painter: Painter = PdfPainter()
        self._texts: dict[tuple[str, Settings], tuple[ReadText | None, Diagnostics]] = {}
        self._layouts: dict[tuple[str, str | None, str], tuple[ReadLayout | None, Diagnostics]] = {}
        self._beside = _Beside({}, {})

    def text(self, path: str, settings: Settings) -> tuple[ReadText | None, Diagnostics]:
        """The content in a file with settings laid over it, and what was found; None after errors."""
        key = (path, settings)
        if key not in self._texts:
            diagnostics = Diagnostics()
            made = _load_text(path, settings, diagnostics, self._beside), diagnostics
            while len(self._texts) >= MOST_TEXTS:
                oldest, _ = self._texts.pop(next(iter(self._texts)))
                if oldest:
                    oldest.content.span.source.put_away()  # what was found in it still names its lines
            self._texts[key] = made
        return self._texts[key]

    def layout(self, path: str, accent: Located | None) -> tuple[ReadLayout | None, Diagnostics]:
        """The layout in a file, in a club's colour if it has one, and what was found; None after errors."""
        key = (path, accent.value, str(accent.span)) if accent else (path, None, "")
        if key not in self._layouts:
            diagnostics = Diagnostics()
            self._layouts[key] = (_load_layout(path, accent, diagnostics), diagnostics)
        return self._layouts[key]


def load_club(path: str | None, settings: Settings, diagnostics: Diagnostics) -> ReadClub:
    """The club in a file, or in settings alone. Raises UsageProblem if there is no such file."""
    if path and not os.path.lexists(path):
        raise UsageProblem(f"there is no club file '{path}'")
    node: Node | None = read_file(path, diagnostics) if path else None
    files = [source_file("club", node.span.source)] if node else []
    if node or not path:
        node = laid_over(node, settings_layer(settings, "club.", diagnostics))
    club = decode(node, Club, diagnostics) if node else None
    picture = read_picture(club.logo, diagnostics) if club and club.logo else None
    if picture:
        files.append(SourceFile("logo", "", sha256(picture.data).hexdigest()))
    return ReadClub(club, Logo(*picture) if picture else None, tuple(files))


class _Beside(NamedTuple):
    """What texts share: the locales and lists of words that were read without a problem, by their paths."""

    locales: dict[str, Locale]
    words: dict[str, WordList]


def _load_text(path: str, settings: Settings, diagnostics: Diagnostics, beside: _Beside) -> ReadText | None:
    read = read_file(path, diagnostics)
    node = laid_over(read, settings_layer(settings, "", diagnostics))
    content = decode(node, Content, diagnostics) if node else None
    if read is None or content is None:
        return None
    pictures, picture_files = _load_pictures(content, diagnostics)
    locale = _load_locale(content, os.path.dirname(path), diagnostics, beside.locales)
    if locale is None:
        return None
    files = (source_file("content", read.span.source), source_file("locale", locale.span.source), *picture_files)
    # Without the club, which a text is not judged by; what it lacks is told when the story is composed.
    values = {**dict.fromkeys(NAMES, ""), **variables(locale, None, content)}
    text = Text(content, locale, _load_words(content, diagnostics, beside.words), Filler(values, Diagnostics()).plain)
    check_allowed(content.allow, diagnostics)
    reading = measure(text) if diagnostics.has_errors else check_text(text, Report(diagnostics))
    return ReadText(content, locale, pictures, text, reading, files)


def _load_words(content: Content, diagnostics: Diagnostics, known: dict[str, WordList]) -> WordList | None:
    """The list of words of the content's language, if there is one."""
    name = content.language.value.partition("-")[0]
    if name not in shipped_names("content/words"):
        return None
    return _read_once(find("content/words", name), WordList, diagnostics, known)


def _load_layout(path: str, accent: Located | None, diagnostics: Diagnostics) -> ReadLayout | None:
    found = layers(path, diagnostics)
    if found is None:
        return None
    mapping = merged(found)
    if accent:
        colour = Scalar(accent.value, accent.span, True)
        # The accent has its place in the club's file; all else keeps its own.
        mapping = overlay(mapping, nested(("colours", "accent"), colour))._replace(span=mapping.span)
    states = compile_layout(mapping, diagnostics, merged(found[1:]) if len(found) > 1 else None)
    if states is None:
        return None
    check_allowed(states[0].file.allow, diagnostics)
    return ReadLayout(states, tuple(source_file("layout", layer.span.source) for layer in found))


def _load_pictures(content: Content, diagnostics: Diagnostics) -> tuple[Pictures, tuple[SourceFile, ...]]:
    """What the figures of a content show, and the files. One that cannot be read is reported, and is missing here."""
    pictures: Pictures = {}
    digests: dict[str, str] = {}
    for figure in (block.figure for section in content.sections for block in section.blocks):
        if figure is None or not (figure.picture or figure.drawing):
            continue
        loaded = _load_picture(figure, diagnostics)
        if loaded:
            pictures[figure.file.value], digests[figure.file.value] = loaded
    return pictures, tuple(SourceFile("picture", "", digest) for digest in digests.values())


def _load_picture(figure: Figure, diagnostics: Diagnostics) -> tuple[Raster | Drawing, str] | None:
    """What a figure shows, and the SHA-256 of its file."""
    if figure.picture:
        picture = read_picture(figure.picture, diagnostics)
        return (Raster(*picture), sha256(picture.data).hexdigest()) if picture else None
    read = read_drawing(figure.file, diagnostics)
    parsed = drawing.parse_drawing(*read, figure.file.span, diagnostics) if read else None
    return (parsed, read[0].digest) if read and parsed else None


def _load_locale(content: Content, folder: str, diagnostics: Diagnostics, known: dict[str, Locale]) -> Locale | None:
    """The locale that a content names, else one of its language; from `locales/` in its folder, else a shipped one."""
    beside = os.path.join(folder, "locales")
    place = beside if os.path.isdir(beside) else None
    name = content.locale or content.language
    wanted = name.value
    if not content.locale:
        names = shipped_names("content/locales")
        primary = wanted.partition("-")[0]
        same = [locale for locale in names if locale.partition("-")[0] == primary]
        wanted = wanted if wanted in names or place or not same else same[0]
    try:
        if not re.fullmatch("[A-Za-z0-9_-]+", wanted):  # no path: a text reads no other files of the machine
            raise UsageProblem(f"'{shortened(wanted)}' is not the name of a locale, such as en-GB")
        path = find("content/locales", wanted, place)
    except UsageProblem as problem:
        hint = "Words such as 'Sources' come from there. A folder locales/ beside the content may have more."
        diagnostics.error("unknown-name", str(problem), name.span, hint)
        return None
    return _read_once(path, Locale, diagnostics, known)


_Record = TypeVar("_Record", Locale, WordList)


def _read_once(path: str, kind: type[_Record], diagnostics: Diagnostics, known: dict[str, _Record]) -> _Record | None:
    """The record in a file. One with problems is read again each time, so that each text that uses it tells of them."""
    if path not in known:
        found = Diagnostics()
        node = read_file(path, found)
        record = decode(node, kind, found) if node else None
        diagnostics.extend(found.sorted())
        if record is None or found.sorted():
            return record
        known[path] = record
    return known[path]
