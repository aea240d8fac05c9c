"""Finds and reads texts, layouts and clubs by name or path, and keeps them until one of their files changes.

It decodes and judges what it reads; it never builds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache, partial
from typing import TypeVar

from generator import compiled
from generator import values as laid
from generator.compose.kept import Pictures
from generator.diagnostics import Diagnostics, Source, UsageProblem
from generator.digest import sha256
from generator.filecache import FileCache, FileRead
from generator.inputs import Found, LayoutMemory, ReadClub, ReadLayout, ReadText, TextMemory
from generator.model import drawing
from generator.model.content import Content, figures_of
from generator.model.exhibits import Figure
from generator.model.locale import Locale, WordList
from generator.provenance import SourceFile, source_file
from generator.source.decode import decode
from generator.source.files import find, is_path, read_file, shipped_names
from generator.source.node import Node
from generator.source.overlay import Values, layers, merged
from generator.source.picture import read_drawing, read_picture
from generator.source.reader import read_text
from generator.source.spelling import shortened
from generator.story import Drawing, Image
from generator.typeset.fonts import FontLibrary

BASES = ("base",)  # shipped layouts that others extend: they say how things look, not what is printed
DEFAULT_CONTENT = "sore-back"
DEFAULT_LAYOUTS = ("handout-a4", "card-a6")
MOST_TEXTS = 12  # that are kept; a print run may have thousands

_Record = TypeVar("_Record", Locale, WordList)


class Workspace:
    """Reads files once, and again when they changed. Of texts only the last ones are kept."""

    def __init__(self) -> None:
        self.fonts = FontLibrary()
        self._cache = FileCache()
        self._texts: dict[tuple[str, Values], None] = {}  # that are kept, the oldest first

    @property
    def files(self) -> tuple[FileRead, ...]:
        """Every file that what is kept was read from, each once, in the order of reading."""
        return self._cache.files

    def text(self, name: str, values: Values = ()) -> ReadText:
        """The content of a name or path. Raises UsageProblem if there is none, EnvironmentProblem if it is unreadable.

        Only those `values` are laid over it that choose what else is read; but a file that is no content with these
        is read with all of them.
        """
        path = find("content", name)
        own = laid.of_text(values)
        naming = tuple((key, value) for key, value in own if key in laid.NAMING)
        read = self._text(path, naming)
        return self._text(path, own) if read.content is None and own != naming else read

    def layout(self, name: str, text: ReadText) -> ReadLayout:
        """The layout of a name or path; a bare name is looked for beside the text's own folder first.

        Raises UsageProblem if there is none, unless the text names it: then that is a mistake of the text.
        """
        try:
            path = find("layouts", name, _layouts_beside(text.path, name), BASES)
        except UsageProblem as problem:
            named = [word for word in text.content.layouts if word.value == name] if text.content else []
            if not named:
                raise
            found = Diagnostics()
            found.error("unknown-name", str(problem), named[0].span)
            return ReadLayout(name, Found(found.sorted()), self.fonts, LayoutMemory())
        read = self._cache.once(("layout", path), lambda: self._read_layout(path))
        if read.layers is None:
            self._cache.forget(("layout", path))  # which of the files that it extends is at fault is not known here
        return read

    def club(self, path: str | None, values: Values = ()) -> ReadClub:
        """The club in a file, or none. Raises UsageProblem if there is no such file.

        Of the `values`, only the logo is laid over it; but a file that is no club with that, or no file at all, is
        read with all of them.
        """
        if path and not os.path.lexists(path):
            raise UsageProblem(f"there is no club file '{path}'")
        own = laid.of_club(values)
        naming = tuple((key, value) for key, value in own if key == "logo")
        if not path:
            return self._read_club(None, own) if own else ReadClub()
        read = self._cache.once(("club", path, naming), lambda: self._read_club(path, naming))
        return self._read_club(path, own) if read.club is None and own != naming else read

    def _text(self, path: str, values: Values) -> ReadText:
        """The content at a path, read for these values; the oldest of many is put away."""
        key = (path, values)
        read = self._cache.once(("content", *key), lambda: self._read_text(path, values))
        self._texts[key] = None
        if len(self._texts) > MOST_TEXTS:
            oldest = next(iter(self._texts))
            del self._texts[oldest]
            content = self._cache.forget(("content", *oldest)).content
            if content:
                content.span.source.put_away()  # what was found in it still names its lines
        return read

    def _file(self, kind: str, path: str, found: Diagnostics) -> Node | None:
        """The document in a file, which is noted as read; None after an error was reported."""
        node = read_file(path, found)
        self._cache.note(kind, path, node.span.source.digest if node else "")
        return node

    def _read_text(self, path: str, values: Values) -> ReadText:
        parsed, decoded, beside = Diagnostics(), Diagnostics(), Diagnostics()
        content: Content | None
        document: Callable[[], Node]
        if not values and (loaded := compiled.load_text(path)):
            content, document = loaded
            source = content.span.source
            self._cache.note("content", path, source.digest)
        else:
            node = self._file("content", path, parsed)
            if node is None:
                return ReadText(path, Found(parsed.sorted()), TextMemory())
            source = node.span.source
            content = laid.decode_text(node, laid.layer_of(values, decoded), decoded)
            document = cache(partial(_parsed, source))  # once more, if it is needed: of a long text it takes much room
        read = ReadText(path, Found(parsed.sorted(), decoded.sorted()), TextMemory(), document, content)
        if content is None:
            return read
        pictures, picture_files = self._pictures(content, beside)
        locale = self._locale(content, os.path.dirname(path), beside)
        words = self._words(content, beside)
        files = (source_file("content", source), *picture_files)
        if locale:
            files = (files[0], source_file("locale", locale.span.source), *picture_files)
        found = read.found._replace(beside=beside.sorted())
        return laid.judged(read._replace(found=found, locale=locale, words=words, pictures=pictures, files=files))

    def _read_layout(self, path: str) -> ReadLayout:
        if loaded := compiled.load_layout(path):
            states, sources, whole = loaded
            for source in sources:
                self._cache.note("layout", source.name, source.digest)
            files = tuple(source_file("layout", source) for source in sources)
            return ReadLayout(path, Found(), self.fonts, LayoutMemory(), whole, states, files)
        parsed = Diagnostics()
        found = layers(path, parsed)
        read = ReadLayout(path, Found(parsed.sorted()), self.fonts, LayoutMemory())
        if found is None:
            return read
        for layer in found:
            self._cache.note("layout", layer.span.source.name, layer.span.source.digest)
        files = tuple(source_file("layout", layer.span.source) for layer in found)
        mapping, below = merged(found), merged(found[1:]) if len(found) > 1 else None
        return laid.compiled(read._replace(layers=lambda: (mapping, below), files=files), mapping, below)

    def _read_club(self, path: str | None, values: Values) -> ReadClub:
        parsed, decoded, beside = Diagnostics(), Diagnostics(), Diagnostics()
        node = None
        if path:
            node = self._file("club", path, parsed)
            if node is None:
                return ReadClub(path, Found(parsed.sorted()))
        club = laid.decode_club(node, values, decoded)
        picture = read_picture(club.logo, beside) if club and club.logo else None
        files = [source_file("club", node.span.source)] if node else []
        if club and club.logo and picture:
            digest = sha256(picture.data).hexdigest()
            files.append(SourceFile("logo", "", digest))
            self._cache.note("logo", os.path.join(club.logo.span.source.folder or "", club.logo.value), digest)
        found = Found(parsed.sorted(), decoded.sorted(), beside.sorted())
        return ReadClub(path, found, node, club, Image(*picture) if picture else None, tuple(files))

    def _pictures(self, content: Content, found: Diagnostics) -> tuple[Pictures, tuple[SourceFile, ...]]:
        """What the figures of a content show, and the files. One that cannot be read is reported and missing here."""
        pictures: Pictures = {}
        digests: dict[str, str] = {}
        for figure in figures_of(content):
            if not (figure.picture or figure.drawing):
                continue
            loaded = _picture(figure, found)
            if loaded:
                pictures[figure.file.value], digests[figure.file.value] = loaded
                folder = figure.file.span.source.folder or ""
                self._cache.note("picture", os.path.join(folder, figure.file.value), loaded[1])
        return pictures, tuple(SourceFile("picture", "", digest) for digest in digests.values())

    def _locale(self, content: Content, folder: str, found: Diagnostics) -> Locale | None:
        """The locale that a content names, else one of its language; from `locales/` in its folder, else shipped."""
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
            self._cache.note("locale", os.path.join(beside, f"{wanted}.yaml"), "")
            path = find("content/locales", wanted, place)
        except UsageProblem as problem:
            hint = "Words such as 'Sources' come from there. A folder locales/ beside the content may have more."
            found.error("unknown-name", str(problem), name.span, hint)
            return None
        return self._record("locale", path, Locale, found)

    def _words(self, content: Content, found: Diagnostics) -> WordList | None:
        """The list of words of the content's language, if there is one."""
        name = content.language.value.partition("-")[0]
        if name not in shipped_names("content/words"):
            return None
        return self._record("words", find("content/words", name), WordList, found)

    def _record(self, kind: str, path: str, record: type[_Record], found: Diagnostics) -> _Record | None:
        """The record in a file that texts share; its problems are reported for each of them."""

        def read() -> tuple[_Record | None, Diagnostics]:
            told = Diagnostics()
            if loaded := compiled.load_record(path, record):
                self._cache.note(kind, path, loaded.span.source.digest)
                return loaded, told
            node = self._file(kind, path, told)
            return decode(node, record, told) if node else None, told

        value, told = self._cache.once((kind, path), read)
        found.extend(told.sorted())
        return value


def _parsed(source: Source) -> Node:
    """The document of a file that was read without an error."""
    text = "\n".join(source.lines)
    node = read_text(text.encode("utf-8", "surrogatepass"), source.name, Diagnostics(), source.folder)
    assert node
    return node


def _picture(figure: Figure, found: Diagnostics) -> tuple[Image | Drawing, str] | None:
    """What a figure shows, and the SHA-256 of its file."""
    if figure.picture:
        picture = read_picture(figure.picture, found)
        return (Image(*picture), sha256(picture.data).hexdigest()) if picture else None
    read = read_drawing(figure.file, found)
    parsed = drawing.parse_drawing(*read, figure.file.span, found) if read else None
    return (parsed, read[0].digest) if read and parsed else None


def _layouts_beside(content_path: str, layout: str) -> str | None:
    """Where a layout's bare name is looked for first: the folder `layouts` beside the content's own folder."""
    if is_path(layout):
        return None
    folder = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(content_path))), "layouts")
    return folder if os.path.isdir(folder) else None
