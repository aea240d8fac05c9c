"""Turns a text, a layout and a club into a document: compose, typeset, judge, paint.

Nothing is read but the fonts that the layout names, nothing is written, and no clock is asked: equal arguments give
equal bytes.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from generator.checks import (
    ReadingLevel,
    judge_accent,
    judge_club,
    judge_dates,
    judge_pages,
    judge_size,
    judge_text_in_layout,
    without_suppressed,
)
from generator.compose import Material, compose
from generator.diagnostics import Diagnostic, Diagnostics, InputError
from generator.inputs import ReadClub, ReadLayout, ReadText, stem_of
from generator.model.content import Content
from generator.provenance import Provenance, SourceFile
from generator.record import NamedTuple
from generator.source.overlay import Values
from generator.story import Story
from generator.typeset.items import Document, Metadata, Page, Painter
from generator.typeset.pages import Pages, typeset
from generator.values import club_with, layout_in, plain, text_with
from generator.version import __version__

DUPLEX = {"long-edge": "DuplexFlipLongEdge", "short-edge": "DuplexFlipShortEdge"}
MOST_JUDGED = 16  # texts of one layout whose judgements are kept
UNDATED = "2000-01-01"  # a file must have a date, and the clock's would make each build another file


class Setting(NamedTuple):
    """A typeset text: its story and pages, and what they were made from. All files of a document come from it."""

    text: ReadText
    layout: ReadLayout
    story: Story
    pages: Pages
    metadata: Metadata

    def document(self, pages: Iterable[Page], count: int) -> Document:
        """What a painter makes a file of: these pages, or sheets that they stand on."""
        return Document(pages, count, lambda: self.story.root, self.story.headings, self.metadata)


class Built(NamedTuple):
    """A finished document: its file name, its bytes (None after errors), its pages and what was found.

    `gave_way` has the notes of the steps by which the layout gave way. `reading` says how hard the text is to read,
    where that can be measured. `setting` is what other prints of it are made from.
    """

    name: str
    data: bytes | None
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    gave_way: tuple[str, ...] = ()
    reading: ReadingLevel | None = None
    setting: Setting | None = None


def build(
    text: ReadText,
    layout: ReadLayout,
    club: ReadClub,
    values: Values,
    day: datetime.date | None,
    painter: Painter,
    created: str | None = None,
) -> Built:
    """Build one document. Problems of the input are in the result; raises EnvironmentProblem for a missing font.

    `values` lie over text and club: ("title", "..."), ("club.name", "..."). By `day` it is judged whether the text is
    still in date; without it, that is not judged. `created` is the ISO date that stands in the document; by default
    that of the content. A `painter` makes the bytes.
    """
    found = Diagnostics()
    text, club = text_with(text, values), club_with(club, values)
    layout = layout_in(layout, club.club.accent if club.club and not club.found.has_errors else None)
    _judge_inputs(text, layout, club, day, found)
    setting = None if found.has_errors else _set(text, layout, club, values, created, found)
    data = _painted(setting, club, painter, found) if setting else None
    name = f"{text.slug}-{stem_of(layout.path)}.pdf"
    told = without_suppressed(found.sorted(), _allowed(text, layout))
    if setting is None or found.has_errors:
        return Built(name, None, 0, told, reading=text.reading)
    return Built(name, data, len(setting.pages.pages), told, setting.pages.gave_way, text.reading, setting)


def _judge_inputs(
    text: ReadText, layout: ReadLayout, club: ReadClub, day: datetime.date | None, found: Diagnostics
) -> None:
    """Collect what was found in the files and what rules find before anything is set."""
    found.extend(text.found.all)
    found.extend(club.found.all)
    accent = club.club.accent if club.club and not club.found.has_errors else None
    if accent:
        judge_accent(accent, layout.states[0].colours.values() if layout.states else (), found)
    found.extend(layout.found.all)
    if text.manuscript:
        if club.club:
            judge_club(club.club, text.manuscript, found)
        if day:
            judge_dates(text.manuscript.content, day, found)


def _set(
    text: ReadText, layout: ReadLayout, club: ReadClub, values: Values, created: str | None, found: Diagnostics
) -> Setting | None:
    """Compose and typeset; None after errors were reported."""
    assert text.manuscript
    assert layout.states
    content, locale, *_ = text.manuscript
    material = Material(content, locale, text.pictures, text.memory.composed)
    story = compose(material, layout.states[0].file, club.club, club.logo, found)
    if story is None:
        return None
    try:
        pages = typeset(story, layout.states, layout.fonts, found, layout.memory.built)
    except InputError as problem:
        found.extend(problem.diagnostics)
        return None
    files = (*text.files, *layout.files, *club.files)
    metadata = _metadata(content, layout, story, files, values, created)
    return Setting(text, layout, story, pages, metadata) if pages else None


def _painted(setting: Setting, club: ReadClub, painter: Painter, found: Diagnostics) -> bytes:
    """Judge the pages as they go by, and paint them."""
    text, pages = setting.text.manuscript, setting.pages
    assert text
    known = setting.layout.memory.judged
    judged = known.get((text, pages.layout.note))
    if judged is None:
        if len(known) >= MOST_JUDGED:
            known.clear()
        judged = known[text, pages.layout.note] = judge_text_in_layout(text, pages.layout)
    watched = judge_pages(pages.pages, judged, plain(text.content, text.locale, club.club), found)
    data = painter.paint(setting.document(watched, len(pages.pages)))
    judge_size(len(data), text.content, found)
    return data


def _allowed(text: ReadText, layout: ReadLayout) -> list[str]:
    """The rules whose warnings the text or the layout suppresses."""
    return [
        *(text.content.allow if text.content else ()),
        *(layout.states[0].file.allow if layout.states else ()),
    ]


def _metadata(
    content: Content,
    layout: ReadLayout,
    story: Story,
    files: tuple[SourceFile, ...],
    values: Values,
    created: str | None,
) -> Metadata:
    """What stands in the properties of the document."""
    assert layout.states
    duplex = layout.states[0].file.page.duplex
    return Metadata(
        title=story.title,
        author=story.author,
        subject="",
        language=content.language.value,
        created=created or _date_of(content),
        producer=f"handout {__version__}",
        duplex=DUPLEX[duplex] if duplex else None,
        provenance=Provenance(content.edition.value, files, values),
    )


def _date_of(content: Content) -> str:
    """The date that stands in the document: the day it was written, else the edition's month."""
    if content.written_on:
        return content.written_on.isoformat()
    year, _, month = content.edition.value.partition("-")
    if re.fullmatch("[0-9]{4}", year) and re.match("0[1-9]|1[0-2]", month):
        return f"{year}-{month[:2]}-01"
    return UNDATED
