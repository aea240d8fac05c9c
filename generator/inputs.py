"""Defines what a document is built from: a text, a layout and a club, each with what was found in its files.

What could not be read is None and reported in `found`, so one run shows the problems of all files.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from generator.checks import Manuscript, ReadingLevel, TextInLayout
from generator.compose.kept import KeptParts, Pictures
from generator.diagnostics import Diagnostic, Severity
from generator.model.club import Club
from generator.model.content import Content
from generator.model.layout import Layout
from generator.model.locale import Locale, WordList
from generator.provenance import SourceFile
from generator.record import NamedTuple
from generator.source.node import Mapping, Node
from generator.source.overlay import Values
from generator.story import Image
from generator.typeset.fonts import FontLibrary
from generator.typeset.kept import Kept


class Found(NamedTuple):
    """What was found in a file: while it was parsed, while it was decoded, beside it (locale, pictures), by rules."""

    parsed: tuple[Diagnostic, ...] = ()
    decoded: tuple[Diagnostic, ...] = ()
    beside: tuple[Diagnostic, ...] = ()
    judged: tuple[Diagnostic, ...] = ()

    @property
    def all(self) -> tuple[Diagnostic, ...]:
        """Everything, in that order."""
        return self.parsed + self.decoded + self.beside + self.judged

    @property
    def has_errors(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.all)


class TextMemory:
    """What builds of one text keep for each other to be faster; it changes no result.

    Elements as they were composed, and the text with the values that were laid over it last.
    """

    def __init__(self, composed: KeptParts | None = None) -> None:
        self.composed: KeptParts = {} if composed is None else composed
        self.laid: dict[Values, ReadText] = {}


class ReadText(NamedTuple):
    """A content file with all that was read for it.

    `document` gives the file as it stands, on which values can be laid. `manuscript` is the text as rules judge it,
    `reading` how hard it is to read; None where its language cannot be measured.
    """

    path: str
    found: Found
    memory: TextMemory
    document: Callable[[], Node] | None = None
    content: Content | None = None
    locale: Locale | None = None
    words: WordList | None = None
    pictures: Pictures = {}  # noqa: RUF012
    manuscript: Manuscript | None = None
    reading: ReadingLevel | None = None
    files: tuple[SourceFile, ...] = ()

    @property
    def slug(self) -> str:
        """The name of files made from it; after errors, that of its own file."""
        return self.content.slug.value if self.content else stem_of(self.path)


class LayoutMemory:
    """What builds in one layout keep for each other to be faster; it changes no result.

    Elements as they were set, texts as they were judged, and the layout in the colours of clubs.
    """

    def __init__(self) -> None:
        self.built = Kept()
        self.judged: dict[tuple[Manuscript, str], TextInLayout] = {}  # with the note of the layout's state
        self.coloured: dict[tuple[str, str], ReadLayout] = {}


class ReadLayout(NamedTuple):
    """A layout file with those that it extends.

    `states` are the layout as it is, and after each step of giving way. `layers` gives what they are compiled from:
    all files laid over each other, and all but the first.
    """

    path: str
    found: Found
    fonts: FontLibrary
    memory: LayoutMemory
    layers: Callable[[], tuple[Mapping, Mapping | None]] | None = None
    states: tuple[Layout, ...] | None = None
    files: tuple[SourceFile, ...] = ()

    @property
    def is_card(self) -> bool:
        """Whether it was read, and is a card's."""
        return self.states is not None and self.states[0].file.is_card


class ReadClub(NamedTuple):
    """A club file with its logo; without a club, nothing."""

    path: str | None = None
    found: Found = Found()
    node: Node | None = None
    club: Club | None = None
    logo: Image | None = None
    files: tuple[SourceFile, ...] = ()


def stem_of(path: str) -> str:
    """The name of a file without its folder and ending."""
    return os.path.splitext(os.path.basename(path))[0]
