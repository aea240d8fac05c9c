"""Turns the same pages into tagged and untagged files, in turns, and prints what tagging costs in time and bytes.

Untagged files are made here alone, by a painter that opens no marks and a tree that keeps nothing: the program has no
such option, so nobody can forget it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any, NamedTuple
from unittest import mock

from long import write_content

import generator.pdf
import generator.pdf.paint
from generator.building import build
from generator.pdf import PdfPainter
from generator.pdf.objects import Writer
from generator.pdf.paint import MarkedContent
from generator.pdf.tree import StructureTree
from generator.structure import StructureNode
from generator.workspace import Workspace

BARS = (15, 40)  # per cent: time, bytes
_NOBODY = object()


class _NoTree(StructureTree):
    """Keeps nothing."""

    def mark(self, node: StructureNode) -> int:
        return 0

    def annotate(self, node: StructureNode, reference: str) -> None:
        pass

    def illustration(self, node: StructureNode) -> StructureNode | None:
        return None

    def write(self, writer: Writer, root: StructureNode, pages: list[str]) -> str:
        return "null"


class _PlainContent(MarkedContent):
    """Opens no marks. Bookmarks still need to know where their headings are."""

    def _open(self, owner: Any, item: Any, actual: str | None = None) -> None:
        self._owner = owner
        self._figure = None
        if owner in self._awaited:
            self._arrive(owner, item)

    def _close_mark(self) -> None:
        self._owner = _NOBODY


def _catalogue(self: Writer, entries: dict[str, str]) -> None:
    _CATALOGUE(self, {key: entry for key, entry in entries.items() if key not in ("MarkInfo", "StructTreeRoot")})


_CATALOGUE = Writer.catalogue


@contextmanager
def untagged() -> Iterator[None]:
    """Files that are written within are the same pages without any tags."""
    with (
        mock.patch.object(generator.pdf.paint, "MarkedContent", _PlainContent),
        mock.patch.object(generator.pdf, "StructureTree", _NoTree),
        mock.patch.object(Writer, "catalogue", _catalogue),
    ):
        yield


class Cost(NamedTuple):
    """CPU seconds of a build and bytes of its file, first tagged, then untagged."""

    cpu: tuple[float, float]
    size: tuple[int, int]

    @property
    def per_cent(self) -> tuple[float, float]:
        """How much more a tagged file takes: time and bytes."""
        (slow, quick), (large, small) = self.cpu, self.size
        return 100 * (slow / quick - 1), 100 * (large / small - 1)


def cost(build: Callable[[], bytes], rounds: int, repeats: int) -> Cost:
    """What `build` takes, with and without tags: medians of rounds in turns, each of so many builds."""
    taken: tuple[list[float], list[float]] = ([], [])
    sizes = [0, 0]
    for number in range(rounds + 1):
        for side in (0, 1) if number % 2 else (1, 0):
            start = time.process_time()
            for _ in range(repeats):
                if side:
                    with untagged():
                        data = build()
                else:
                    data = build()
            if number:  # the first round warms caches
                taken[side].append((time.process_time() - start) / repeats)
            sizes[side] = len(data)
    return Cost((median(taken[0]), median(taken[1])), (sizes[0], sizes[1]))


def costs(folder: str, layout: str, rounds: int) -> dict[str, Cost]:
    """The costs for the shipped documents and a long one, written to `folder`; `layout` promises no number of pages."""
    workspace, painter = Workspace(), PdfPainter()
    path = f"{folder}/tagging-100.yaml"
    with open(path, "w", encoding="utf-8") as file:
        file.write(write_content(100))
    found: dict[str, Cost] = {}
    for name, content, chosen, repeats in (
        ("handout", "sore-back", "handout-a4", 20),
        ("card", "sore-back", "card-a6", 20),
        ("100 pages", path, layout, 1),
    ):
        names = iter(range(10**9))

        def made(content: str = content, chosen: str = chosen, names: Iterator[int] = names) -> bytes:
            # Another club each time, so that no finished text is taken from the cache.
            values = (("club.name", f"Town {next(names):06}"),)
            text = workspace.text(content)
            layout_read, club = workspace.layout(chosen, text), workspace.club(None, values)
            data = build(text, layout_read, club, values, None, painter).data
            if data is None:
                raise RuntimeError(f"{content} does not build")
            return data

        found[name] = cost(made, rounds, repeats)
    return found
