"""Builds documents from files for tests: one workspace and one painter for all, with the same club and values."""

from __future__ import annotations

import datetime

from generator.building import Built, Setting
from generator.documents import Asked, build_all, layouts_of
from generator.pdf import PdfPainter
from generator.printing.printable import Printable, printable
from generator.workspace import Workspace


class Press:
    """Builds documents one after another. Without `today`, it is not judged whether a text is still in date."""

    def __init__(
        self,
        *,
        club: str | None = None,
        settings: tuple[tuple[str, str], ...] = (),
        created: str | None = None,
        today: datetime.date | None = None,
        workspace: Workspace | None = None,
        painter: PdfPainter | None = None,
    ) -> None:
        self.workspace = workspace or Workspace()
        self.painter = painter or PdfPainter()
        self._asked = Asked((), (), club, settings, today, created)

    def build(self, content: str, layout: str) -> Built:
        """One document from a content and a layout, by paths or names."""
        asked = self._asked._replace(contents=(content,), layouts=(layout,))
        (made,) = build_all(asked, self.workspace, self.painter)
        return made.built

    def set(self, content: str, layout: str) -> Setting:
        """What prints of a sound document are made from."""
        setting = self.build(content, layout).setting
        assert setting
        return setting

    def printable(self, content: str, layout: str) -> Printable:
        """The same, without what prints have no use for."""
        found = printable(self.build(content, layout))
        assert found
        return found

    def layouts_of(self, content: str) -> tuple[str, ...]:
        """The layouts that a content names, else the usual ones."""
        return layouts_of(self.workspace.text(content, self._asked.values))
