"""The order of the stages: from files to the bytes of a PDF, with all that was found on the way."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable

from generator import __version__
from generator.checks import Print, Report, Text, dates, quietened, reading, watched
from generator.checks.contrast import check_accent
from generator.checks.pages import check_size
from generator.checks.wording import check_club
from generator.compose import compose
from generator.compose.fill import Filler
from generator.diagnostics import Diagnostic, Diagnostics, EnvironmentProblem, InputError, Severity, UsageProblem
from generator.model.content import Content
from generator.model.variables import NAMES, variables
from generator.provenance import Provenance, SourceFile
from generator.record import NamedTuple
from generator.shelf import ReadClub, ReadLayout, ReadText, Shelf, load_club
from generator.source.decode import Located
from generator.source.files import find, shipped_names
from generator.source.settings import Settings
from generator.story import Story
from generator.structure import StructureNode
from generator.typeset.items import Document, Metadata, OutlineEntry
from generator.typeset.pages import Pages, typeset

__all__ = ["Built", "Press", "Shelf", "build", "contents_here"]

DEFAULT_LAYOUTS = ("handout-a4", "card-a6")
DEFAULT_CONTENT = "sore-back"
BASES = ("base",)  # shipped layouts that others extend: they say how things look, not what is printed
DOES_NOT_FIT = frozenset(("too-long", "too-high", "text-too-long", "word-too-wide"))  # rules of typesetting
DUPLEX = {"long-edge": "DuplexFlipLongEdge", "short-edge": "DuplexFlipShortEdge"}
UNDATED = "2000-01-01"  # a file must have a date, and the clock's would make each build another file


class Built(NamedTuple):
    """A finished document: its file name, its bytes (None after errors), its pages and what was found."""

    name: str
    data: bytes | None
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    gave_way: tuple[str, ...] = ()


class Job(NamedTuple):
    """All that one document is made of; what could not be read is None, and told in `diagnostics`.

    A job is small, so that there can be thousands: its text stands on the shelf, and is read again if it was put away.
    """

    name: str  # of the file to be written
    has_text: bool
    text_files: tuple[SourceFile, ...]
    read: Callable[[], ReadText | None]
    printed: ReadLayout | None
    club: ReadClub
    diagnostics: Diagnostics

    @property
    def text(self) -> ReadText | None:
        """The text. Raises EnvironmentProblem if its files are others by now."""
        text = self.read() if self.has_text else None
        if self.has_text and (text is None or text.files != self.text_files):
            raise EnvironmentProblem(f"the files of {self.name} were changed while it was printed")
        return text

    @property
    def is_sound(self) -> bool:
        """Whether it can be set."""
        return self.has_text and self.printed is not None and not self.diagnostics.has_errors

    @property
    def is_card(self) -> bool:
        """Whether it was read, and is a card."""
        return self.has_text and self.printed is not None and self.printed.states[0].file.is_card

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """The files that it was read from."""
        return (
            *self.text_files,
            *(self.printed.files if self.printed else ()),
            *self.club.files,
        )

    def fresh(self) -> Job:
        """The same with diagnostics of its own, for a stage that adds to them."""
        diagnostics = Diagnostics()
        diagnostics.extend(self.diagnostics.sorted())
        return self._replace(diagnostics=diagnostics)

    def told(self) -> tuple[Diagnostic, ...]:
        """What was found, without the warnings that the text or the layout quietens."""
        allowed = [
            *(self.text.content.allow if self.text else ()),
            *(self.printed.states[0].file.allow if self.printed else ()),
        ]
        return quietened(self.diagnostics.sorted(), allowed)


class Setting(NamedTuple):
    """A story and its pages."""

    story: Story
    pages: Pages


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
        self._jobs: dict[tuple[str, str], Job] = {}
        self._readings: dict[str, reading.Reading | None] = {}

    def layouts_of(self, content: str) -> tuple[str, ...]:
        """The layouts that a content names, else the shipped handout and card."""
        text, _ = self.shelf.text(find("content", content), self._content_settings)
        named = tuple(layout.value for layout in text.content.layouts) if text else ()
        return named or DEFAULT_LAYOUTS

    def reading(self, content: str) -> reading.Reading | None:
        """How hard a content is to read; None where its language cannot be measured, or after errors."""
        path = find("content", content)
        if path not in self._readings:
            text, _ = self.shelf.text(path, self._content_settings)
            self._readings[path] = text.reading if text else None
        return self._readings[path]

    def build(self, content: str, layout: str) -> Built:
        """Build one document from a content and a layout, each a path or a shipped name.

        Problems of the input are in the result; raises UsageProblem for an unknown name and EnvironmentProblem if a
        file cannot be read.
        """
        job = self.prepare(content, layout).fresh()
        made = self._make(job, job.diagnostics) if job.is_sound else None
        told = job.told()
        if made is None or job.diagnostics.has_errors:
            return Built(job.name, None, 0, self._with_sizes(told, job) if job.is_card else told)
        return Built(job.name, made.data, made.pages, told, made.gave_way)

    def prepare(self, content: str, layout: str) -> Job:
        """Read and judge all that one document is made of, once for each. Raises as `build` does."""
        key = (content, layout)
        if key not in self._jobs:
            self._jobs[key] = self._prepared(content, layout)
        return self._jobs[key]

    def _prepared(self, content: str, layout: str) -> Job:
        content_path = find("content", content)
        text, found = self.shelf.text(content_path, self._content_settings)
        has_text, text_files = text is not None, text.files if text else ()
        self._readings[content_path] = text.reading if text else None
        diagnostics = Diagnostics()
        diagnostics.extend(found.sorted())
        slug = text.content.slug.value if text else _stem(content_path)
        club, club_found = self._loaded_club()

        def read() -> ReadText | None:
            return self.shelf.text(content_path, self._content_settings)[0]

        try:
            layout_path = find("layouts", layout, _folder_beside(content_path, layout), BASES)
        except UsageProblem as problem:
            named = [name for name in text.content.layouts if name.value == layout] if text else []
            if not named:
                raise
            diagnostics.error("unknown-name", str(problem), named[0].span)
            return Job(f"{slug}-{layout}.pdf", has_text, text_files, read, None, club, diagnostics)
        diagnostics.extend(club_found.sorted())
        accent = _accent(club, club_found)
        printed, layout_found = self.shelf.layout(layout_path, accent)
        if accent:
            check_accent(accent, printed.states[0].colours.values() if printed else (), Report(diagnostics))
        diagnostics.extend(layout_found.sorted())
        if text and club.club:
            check_club(club.club, text.judged, Report(diagnostics))
        if text and self._today:
            dates.check_dates(text.content, self._today, Report(diagnostics))
        name = f"{slug}-{_stem(layout_path)}.pdf"
        return Job(name, has_text, text_files, read, printed, club, diagnostics)

    def set(self, job: Job, diagnostics: Diagnostics, parent: StructureNode | None = None) -> Setting | None:
        """Compose and typeset a sound job; None after errors were reported.

        With a `parent`, the text is a section of that node: one of several in a document.
        """
        assert job.text
        assert job.printed
        text, states = job.text, job.printed.states
        story = compose(
            text.content, states[0].file, text.locale, job.club.club, job.club.logo, diagnostics, text.pictures, parent
        )
        if story is None:
            return None
        try:
            pages = typeset(story, states, self.shelf.library, diagnostics)
        except InputError as problem:
            diagnostics.extend(problem.diagnostics)
            return None
        return Setting(story, pages) if pages else None

    def _make(self, job: Job, diagnostics: Diagnostics) -> _Made | None:
        """The stages after reading; None after errors were reported."""
        done = self.set(job, diagnostics)
        if done is None or job.text is None:
            return None
        story, set_pages = done
        report = Report(diagnostics)
        print_ = Print(_as_printed(job.text, job.club), set_pages.layout, set_pages.layout.file.is_card)
        outline = tuple(OutlineEntry(heading.level, heading.title, heading.node) for heading in story.headings)
        count = len(set_pages.pages)
        pages = watched(set_pages.pages.consumed(), print_, report)
        data = self.shelf.painter.paint(
            Document(pages, count, story.root, outline, self.metadata(job, story.title, story.author))
        )
        check_size(len(data), print_, report)
        return _Made(data, count, set_pages.gave_way)

    def _with_sizes(self, told: tuple[Diagnostic, ...], job: Job) -> tuple[Diagnostic, ...]:
        """What was told of a card; if its text just does not fit, with the shipped cards that it does fit."""
        if not {problem.rule for problem in told if problem.severity is Severity.ERROR} <= DOES_NOT_FIT:
            return told
        accent = job.club.club.accent if job.club.club else None
        fits: list[str] = []
        for name in shipped_names("layouts"):
            printed, _ = self.shelf.layout(find("layouts", name), accent)
            trial = Diagnostics()
            if printed and printed.states[0].file.is_card and self._make(job._replace(printed=printed), trial):
                fits += [] if trial.has_errors else [name]
        named = " and ".join(filter(None, (", ".join(fits[:-1]), *fits[-1:])))
        hint = f"It fits {named or 'none of the shipped cards'}."
        return tuple(
            problem._replace(hint=f"{problem.hint or ''} {hint}".strip()) if problem.rule in DOES_NOT_FIT else problem
            for problem in told
        )

    def metadata(self, job: Job, title: str, author: str = "") -> Metadata:
        """What stands in the properties of a document made from a sound job."""
        assert job.text
        assert job.printed
        content, page = job.text.content, job.printed.states[0].file.page
        return Metadata(
            title=title,
            author=author,
            subject="",
            language=content.language.value,
            created=self.created or _date_of(content),
            producer=f"handout {__version__}",
            duplex=DUPLEX[page.duplex] if page.duplex else None,
            provenance=Provenance(content.edition.value, job.files, self._settings),
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
    """Build one document: its bytes, page count and diagnostics. See `Press` for more than one.

    `today` is the day by which it is judged whether the text is still in date; by default it is this day.
    """
    return Press(club=club, today=today or datetime.date.today()).build(content, layout)


def contents_here(folder: str) -> tuple[str, ...]:
    """The contents of a folder: content/*.yaml in it, in alphabetical order, else the shipped guide."""
    inside = os.path.join(folder, "content")
    names = sorted(os.listdir(inside)) if os.path.isdir(inside) else []
    paths = [os.path.join(inside, name) for name in names if name.endswith((".yaml", ".yml"))]
    return tuple(os.path.relpath(path, folder) for path in paths) or (DEFAULT_CONTENT,)


def _accent(club: ReadClub, found: Diagnostics) -> Located | None:
    return club.club.accent if club.club and not found.has_errors else None


def _as_printed(text: ReadText, club: ReadClub) -> Text:
    """The text as it stands on pages, which know the club's name."""
    values = {**dict.fromkeys(NAMES, ""), **variables(text.locale, club.club, text.content)}
    return text.judged._replace(plain=Filler(values, Diagnostics()).plain)


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
