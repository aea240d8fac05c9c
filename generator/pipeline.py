"""The order of the stages: from files to the bytes of a PDF, with all that was found on the way."""

from __future__ import annotations

import datetime
import os
import re
from typing import NamedTuple

from generator import __version__
from generator.checks import Print, Report, dates, quietened, reading, watched
from generator.checks.pages import check_size
from generator.compose import compose
from generator.diagnostics import Diagnostic, Diagnostics, InputError, UsageProblem
from generator.model.content import Content
from generator.model.layout import Layout
from generator.pdf import write
from generator.provenance import Provenance, SourceFile
from generator.shelf import ReadClub, ReadLayout, ReadText, Shelf, load_club
from generator.source.files import find
from generator.source.settings import Settings
from generator.story import Story
from generator.typeset.items import Document, Metadata, OutlineEntry
from generator.typeset.pages import typeset

__all__ = ["Built", "Press", "Shelf", "build", "contents_here"]

DEFAULT_LAYOUTS = ("handout-a4", "card-a6")
DEFAULT_CONTENT = "sore-back"
UNDATED = "2000-01-01"  # a file must have a date, and the clock's would make each build another file


class Built(NamedTuple):
    """A finished document: its file name, its bytes (None after errors), its pages and what was found."""

    name: str
    data: bytes | None
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    gave_way: tuple[str, ...] = ()


class Press:
    """Builds documents one after another.

    `club` is the path of a club file. `settings` are (key, value) pairs laid over the content, or over the club where
    the key starts with `club.`: ("title", "..."), ("club.name", "..."). `created` is the ISO date that stands in the
    documents; by default the content's edition. `today` is the day by which it is judged whether a text is still in
    date; without it, that is not judged. A `shelf` keeps what was read from one press to the next.
    """

    def __init__(
        self,
        *,
        club: str | None = None,
        settings: Settings = (),
        created: str | None = None,
        today: datetime.date | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        self.shelf = shelf or Shelf()
        self.created = created
        self._today = today
        self._club_path = club
        self._settings = settings
        self._club_settings = tuple(
            (key.removeprefix("club."), value) for key, value in settings if key.startswith("club.")
        )
        self._content_settings = tuple((key, value) for key, value in settings if not key.startswith("club."))
        self._club: tuple[ReadClub, Diagnostics] | None = None

    def layouts_of(self, content: str) -> tuple[str, ...]:
        """The layouts that a content names, else the shipped handout and card."""
        text, _ = self.shelf.text(find("content", content), self._content_settings)
        named = tuple(layout.value for layout in text.content.layouts) if text else ()
        return named or DEFAULT_LAYOUTS

    def reading(self, content: str) -> reading.Reading | None:
        """How hard a content is to read; None where its language cannot be measured, or after errors."""
        text, _ = self.shelf.text(find("content", content), self._content_settings)
        return reading.measure(text.judged) if text else None

    def build(self, content: str, layout: str) -> Built:
        """Build one document from a content and a layout, each a path or a shipped name.

        Problems of the input are in the result; raises UsageProblem for an unknown name and EnvironmentProblem if a
        file cannot be read.
        """
        content_path = find("content", content)
        text, found = self.shelf.text(content_path, self._content_settings)
        diagnostics = Diagnostics()
        diagnostics.extend(found.sorted())
        try:
            layout_path = find("layouts", layout, _folder_beside(content_path, layout))
        except UsageProblem as problem:
            named = [name for name in text.content.layouts if name.value == layout] if text else []
            if not named:
                raise
            diagnostics.error("unknown-name", str(problem), named[0].span)
            return Built(f"{_stem(content_path)}-{layout}.pdf", None, 0, diagnostics.sorted())
        club, club_found = self._loaded_club()
        diagnostics.extend(club_found.sorted())
        accent = club.club.accent if club.club and not club_found.has_errors else None
        printed, layout_found = self.shelf.layout(layout_path, accent)
        diagnostics.extend(layout_found.sorted())
        slug = text.content.slug.value if text else _stem(content_path)
        name = f"{slug}-{_stem(layout_path)}.pdf"
        if text and self._today:
            dates.check_dates(text.content, self._today, Report(diagnostics))
        made = None
        if text and printed and not diagnostics.has_errors:
            made = self._make(text, printed, club, diagnostics)
        allowed = [*(text.content.allow if text else ()), *(printed.states[0].file.allow if printed else ())]
        told = quietened(diagnostics.sorted(), allowed)
        if made is None or diagnostics.has_errors:
            return Built(name, None, 0, told)
        return Built(name, made.data, made.pages, told, made.gave_way)

    def _make(self, text: ReadText, printed: ReadLayout, club: ReadClub, diagnostics: Diagnostics) -> _Made | None:
        """The stages after reading; None after errors were reported."""
        layout = printed.states[0].file
        story = compose(text.content, layout, text.locale, club.club, club.logo, diagnostics, text.pictures)
        if story is None:
            return None
        try:
            set_pages = typeset(story, printed.states, self.shelf.library, diagnostics)
        except InputError as problem:
            diagnostics.extend(problem.diagnostics)
            return None
        if set_pages is None:
            return None
        report = Report(diagnostics)
        print_ = Print(text.judged, set_pages.layout, layout.is_card)
        outline = tuple(OutlineEntry(heading.level, heading.title, heading.node) for heading in story.headings)
        count = len(set_pages.pages)
        pages = watched(set_pages.pages.consumed(), print_, report)
        files = (*text.files, *printed.files, *club.files)
        metadata = self._metadata(text.content, story, printed.states[0], files)
        data = write(Document(pages, count, story.root, outline, metadata), self.shelf.library.subsets)
        check_size(len(data), print_, report)
        return _Made(data, count, set_pages.gave_way)

    def _metadata(self, content: Content, story: Story, layout: Layout, files: tuple[SourceFile, ...]) -> Metadata:
        duplex = layout.file.page.duplex
        return Metadata(
            title=story.title,
            author=story.author,
            subject="",
            language=story.language,
            created=self.created or _date_of(content),
            producer=f"handout {__version__}",
            duplex={"long-edge": "DuplexFlipLongEdge", "short-edge": "DuplexFlipShortEdge", None: None}[duplex],
            provenance=Provenance(content.edition.value, files, self._settings),
        )

    def _loaded_club(self) -> tuple[ReadClub, Diagnostics]:
        if self._club is None:
            diagnostics = Diagnostics()
            self._club = (load_club(self._club_path, self._club_settings, diagnostics), diagnostics)
        return self._club


class _Made(NamedTuple):
    """The bytes of a document, its pages, and what gave way."""

    data: bytes
    pages: int
    gave_way: tuple[str, ...]


def build(content: str, layout: str, club: str | None = None, today: datetime.date | None = None) -> Built:
    """Build one document: its bytes, page count and diagnostics. See `Press` for more than one, and for `today`."""
    return Press(club=club, today=today).build(content, layout)


def contents_here(folder: str) -> tuple[str, ...]:
    """The contents of a folder: content/*.yaml in it, in alphabetical order, else the shipped guide."""
    inside = os.path.join(folder, "content")
    names = sorted(os.listdir(inside)) if os.path.isdir(inside) else []
    paths = [os.path.join(inside, name) for name in names if name.endswith((".yaml", ".yml"))]
    return tuple(os.path.relpath(path, folder) for path in paths) or (DEFAULT_CONTENT,)


def _folder_beside(content_path: str, layout: str) -> str | None:
    """Where a layout's bare name is looked for first: the folder `layouts` beside the content's own folder."""
    if os.sep in layout or "/" in layout or layout.endswith((".yaml", ".yml")):
        return None
    folder = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(content_path))), "layouts")
    return folder if os.path.isdir(folder) else None


def _date_of(content: Content) -> str:
    """The date that stands in the document: the day it was written, else the edition's month."""
    if content.written_on:
        return content.written_on.isoformat()
    year, _, month = content.edition.value.partition("-")
    if re.fullmatch("[0-9]{4}", year) and re.match("0[1-9]|1[0-2]", month):
        return f"{year}-{month[:2]}-01"
    return UNDATED


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]
