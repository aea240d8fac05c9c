"""Turns a built document into a `Printable`: what other prints of it are made from, without setting it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.building import Built
from generator.diagnostics import Diagnostic, Span
from generator.inputs import ReadLayout
from generator.model.layout import LayoutFile
from generator.model.locale import Locale
from generator.record import NamedTuple
from generator.source.decode import Located
from generator.structure import OutlineEntry, StructureNode
from generator.typeset.items import Metadata, Page


class Printable(NamedTuple):
    """A sound document: its pages with their structure, and what is said of it beside them.

    There may be a thousand cards, and one sheet has cards from far apart among them, so all are kept, without the rest
    of their setting: about 45 kB a card, not 0.5 MB.

    `stem` is the name of its own file without `.pdf`, `path` the file of its text.
    """

    stem: str
    path: str
    pages: Sequence[Page]
    root: StructureNode
    outline: tuple[OutlineEntry, ...]
    language: str
    title: tuple[str, Span]  # with its place
    edition: Located
    locale: Locale
    layout: ReadLayout
    metadata: Metadata

    @property
    def look(self) -> LayoutFile:
        """The file of its layout."""
        assert self.layout.states
        return self.layout.states[0].file

    @property
    def width(self) -> float:
        """Its width when cut out and unfolded."""
        return self.look.page.paper.width * (2 if self.look.fold else 1)


class Printed(NamedTuple):
    """A finished print: the name of its file, its bytes, the sides of paper in it, and what was found.

    `notes` tell people how to print, cut and fold it, `values` tell programs the same by names, as JSON has them.
    `paper` is what its pages are sides of, where that is not the paper of the layout.
    """

    name: str
    data: bytes
    pages: int
    diagnostics: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()
    values: dict[str, Any] = {}  # noqa: RUF012
    paper: str = ""


def printable(built: Built) -> Printable | None:
    """A document for other prints of it; None if it has errors. Pages of a card are put together now."""
    setting = built.setting
    if setting is None or setting.text.content is None or setting.text.locale is None:
        return None
    content, pages = setting.text.content, setting.pages.pages
    return Printable(
        built.name.removesuffix(".pdf"),
        setting.text.path,
        tuple(pages) if setting.layout.is_card else pages,
        setting.story.root,
        setting.document((), 0).outline,
        setting.story.language,
        (setting.story.title, (content.checklist or content).title.span),
        content.edition,
        setting.text.locale,
        setting.layout,
        setting.metadata,
    )
