"""The order of the stages: from files to the bytes of a PDF, with all that was found on the way."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from generator import __version__
from generator.compose import compose
from generator.compose.blocks import Pictures
from generator.diagnostics import Diagnostic, Diagnostics, InputError, UsageProblem
from generator.model import drawing
from generator.model.blocks import Figure
from generator.model.club import Club
from generator.model.compile import compile_layout
from generator.model.content import Content
from generator.model.contrast import ENHANCED, darkened, hexadecimal, printed_ratio
from generator.model.layout import Layout
from generator.model.locale import Locale
from generator.model.units import parse_colour
from generator.pdf import write
from generator.source.decode import Located, decode
from generator.source.files import find, read_file, shipped_names
from generator.source.node import Node, Scalar
from generator.source.overlay import extended, overlay
from generator.source.picture import read_drawing, read_picture
from generator.source.settings import Settings, laid_over, nested, settings_layer
from generator.source.spelling import shortened
from generator.story import Drawing, Logo, Raster, Story
from generator.typeset.fonts import FontLibrary
from generator.typeset.items import Document, Metadata, OutlineEntry
from generator.typeset.pages import typeset

DEFAULT_LAYOUTS = ("handout-a4", "card-a6")
DEFAULT_CONTENT = "sore-back"
PAPER = (1.0, 1.0, 1.0)
UNDATED = "2000-01-01"  # a file must have a date, and the clock's would make each build another file


class Built(NamedTuple):
    """A finished document: its file name, its bytes (None after errors), its pages and what was found."""

    name: str
    data: bytes | None
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    gave_way: tuple[str, ...] = ()


class _Text(NamedTuple):
    """A content with all that it brings along."""

    content: Content
    locale: Locale
    pictures: Pictures


class Shelf:
    """What presses share: fonts, and contents and layouts as they were read. Nothing on it depends on a club."""

    def __init__(self) -> None:
        self.library = FontLibrary()
        self.texts: dict[tuple[str, Settings], tuple[_Text | None, Diagnostics]] = {}
        self.layouts: dict[tuple[str, str | None], tuple[tuple[Layout, ...] | None, Diagnostics]] = {}


class Press:
    """Builds documents one after another.

    `club` is the path of a club file. `settings` are (key, value) pairs laid over the content, or over the club where
    the key starts with `club.`: ("title", "..."), ("club.name", "..."). `created` is the ISO date that stands in the
    documents; by default the content's edition. A `shelf` keeps what was read from one press to the next.
    """

    def __init__(
        self,
        *,
        club: str | None = None,
        settings: Settings = (),
        created: str | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        self.shelf = shelf or Shelf()
        self.club_path = club
        self.created = created
        self.club_settings = tuple(
            (key.removeprefix("club."), value) for key, value in settings if key.startswith("club.")
        )
        self.content_settings = tuple((key, value) for key, value in settings if not key.startswith("club."))
        self._club: tuple[Club | None, Logo | None, Diagnostics] | None = None

    def layouts_of(self, content: str) -> tuple[str, ...]:
        """The layouts that a content names, else the shipped handout and card."""
        text, _ = self._text(find("content", content))
        named = tuple(layout.value for layout in text.content.layouts) if text else ()
        return named or DEFAULT_LAYOUTS

    def build(self, content: str, layout: str) -> Built:
        """Build one document from a content and a layout, each a path or a shipped name.

        Problems of the input are in the result; raises UsageProblem for an unknown name and EnvironmentProblem if a
        file cannot be read.
        """
        content_path = find("content", content)
        text, found = self._text(content_path)
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
        layout_name = _stem(layout_path)
        club, logo, club_found = self._load_club()
        diagnostics.extend(club_found.sorted())
        states, layout_found = self._layout(layout_path, None if club_found.has_errors else club)
        diagnostics.extend(layout_found.sorted())
        slug = text.content.slug.value if text else _stem(content_path)
        name = f"{slug}-{layout_name}.pdf"
        if text is None or states is None or diagnostics.has_errors:
            return Built(name, None, 0, diagnostics.sorted())

        story = compose(text.content, states[0].file, text.locale, club, logo, diagnostics, text.pictures)
        try:
            set_pages = typeset(story, states, self.shelf.library, diagnostics) if story else None
        except InputError as problem:
            diagnostics.extend(problem.diagnostics)
            set_pages = None
        if story is None or set_pages is None:
            return Built(name, None, 0, diagnostics.sorted())
        outline = tuple(OutlineEntry(heading.level, heading.title, heading.node) for heading in story.headings)
        count = len(set_pages.pages)
        document = Document(
            set_pages.pages.consumed(), count, story.root, outline, self._metadata(text.content, story, states[0])
        )
        data = write(document, self.shelf.library.subsets)
        return Built(name, data, count, diagnostics.sorted(), set_pages.gave_way)

    def _metadata(self, content: Content, story: Story, layout: Layout) -> Metadata:
        duplex = layout.file.page.duplex
        return Metadata(
            title=story.title,
            author=story.author,
            subject="",
            language=story.language,
            created=self.created or _date_of(content),
            producer=f"handout {__version__}",
            duplex={"long-edge": "DuplexFlipLongEdge", "short-edge": "DuplexFlipShortEdge", None: None}[duplex],
        )

    def _text(self, path: str) -> tuple[_Text | None, Diagnostics]:
        key = (path, self.content_settings)
        if key not in self.shelf.texts:
            diagnostics = Diagnostics()
            self.shelf.texts[key] = (self._load_text(path, diagnostics), diagnostics)
        return self.shelf.texts[key]

    def _load_text(self, path: str, diagnostics: Diagnostics) -> _Text | None:
        node = laid_over(read_file(path, diagnostics), settings_layer(self.content_settings, "", diagnostics))
        content = decode(node, Content, diagnostics) if node else None
        if content is None:
            return None
        pictures = _load_pictures(content, diagnostics)
        locale = _load_locale(content, os.path.dirname(path), diagnostics)
        return _Text(content, locale, pictures) if locale else None

    def _layout(self, path: str, club: Club | None) -> tuple[tuple[Layout, ...] | None, Diagnostics]:
        accent = club.accent if club else None
        key = (path, accent.value if accent else None)
        if key not in self.shelf.layouts:
            diagnostics = Diagnostics()
            mapping = extended(path, diagnostics)
            if mapping and accent:
                _check_accent(accent, diagnostics)
                colour = Scalar(accent.value, accent.span, True)
                # The accent has its place in the club's file; all else keeps its own.
                mapping = overlay(mapping, nested(("colours", "accent"), colour))._replace(span=mapping.span)
            self.shelf.layouts[key] = (compile_layout(mapping, diagnostics) if mapping else None, diagnostics)
        return self.shelf.layouts[key]

    def _load_club(self) -> tuple[Club | None, Logo | None, Diagnostics]:
        if self._club is None:
            diagnostics = Diagnostics()
            if self.club_path and not os.path.lexists(self.club_path):
                raise UsageProblem(f"there is no club file '{self.club_path}'")
            node: Node | None = read_file(self.club_path, diagnostics) if self.club_path else None
            if node or not self.club_path:
                node = laid_over(node, settings_layer(self.club_settings, "club.", diagnostics))
            club = decode(node, Club, diagnostics) if node else None
            picture = read_picture(club.logo, diagnostics) if club and club.logo else None
            self._club = (club, Logo(*picture) if picture else None, diagnostics)
        return self._club


def build(content: str, layout: str, club: str | None = None) -> Built:
    """Build one document: its bytes, page count and diagnostics. See `Press` for more than one."""
    return Press(club=club).build(content, layout)


def contents_here(folder: str) -> tuple[str, ...]:
    """The contents of a folder: content/*.yaml in it, in alphabetical order, else the shipped guide."""
    inside = os.path.join(folder, "content")
    names = sorted(os.listdir(inside)) if os.path.isdir(inside) else []
    paths = [os.path.join(inside, name) for name in names if name.endswith((".yaml", ".yml"))]
    return tuple(os.path.relpath(path, folder) for path in paths) or (DEFAULT_CONTENT,)


def _check_accent(accent: Located, diagnostics: Diagnostics) -> None:
    """White on the club's colour, and the colour on white, must be easy to read, also off a grey printer."""
    colour = parse_colour(accent.value)
    if colour and printed_ratio(colour, PAPER) < ENHANCED:
        nearest = hexadecimal(darkened(colour, PAPER, ENHANCED))
        message = f"{accent.value} is too pale to read on white: {printed_ratio(colour, PAPER):.1f} to 1, not 7 to 1"
        diagnostics.error("low-contrast", message, accent.span, f'The nearest shade that can be read is "{nearest}".')


def _folder_beside(content_path: str, layout: str) -> str | None:
    """Where a layout's bare name is looked for first: the folder `layouts` beside the content's own folder."""
    if os.sep in layout or "/" in layout or layout.endswith((".yaml", ".yml")):
        return None
    folder = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(content_path))), "layouts")
    return folder if os.path.isdir(folder) else None


def _load_pictures(content: Content, diagnostics: Diagnostics) -> Pictures:
    """What the figures of a content show. One that cannot be read is reported, and is missing here."""
    pictures: Pictures = {}
    for figure in (block.figure for section in content.sections for block in section.blocks):
        if figure is None or not (figure.picture or figure.drawing):
            continue
        loaded = _load_picture(figure, diagnostics)
        if loaded:
            pictures[figure.file.value] = loaded
    return pictures


def _load_picture(figure: Figure, diagnostics: Diagnostics) -> Raster | Drawing | None:
    if figure.picture:
        picture = read_picture(figure.picture, diagnostics)
        return Raster(*picture) if picture else None
    read = read_drawing(figure.file, diagnostics)
    return drawing.parse_drawing(*read, figure.file.span, diagnostics) if read else None


def _load_locale(content: Content, folder: str, diagnostics: Diagnostics) -> Locale | None:
    """The locale that a content names, else one of its language; from `locales/` in its folder, else a shipped one."""
    beside = os.path.join(folder, "locales")
    place = beside if os.path.isdir(beside) else None
    name = content.locale or content.language
    wanted = name.value
    if not content.locale:
        known = shipped_names("content/locales")
        primary = wanted.partition("-")[0]
        same = [locale for locale in known if locale.partition("-")[0] == primary]
        wanted = wanted if wanted in known or place or not same else same[0]
    try:
        if not re.fullmatch("[A-Za-z0-9-]+", wanted):  # no path: a text reads no other files of the machine
            raise UsageProblem(f"'{shortened(wanted)}' is not the name of a locale, such as en-GB")
        path = find("content/locales", wanted, place)
    except UsageProblem as problem:
        hint = "Words such as 'Sources' come from there. A folder locales/ beside the content may have more."
        diagnostics.error("unknown-name", str(problem), name.span, hint)
        return None
    node = read_file(path, diagnostics)
    return decode(node, Locale, diagnostics) if node else None


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
