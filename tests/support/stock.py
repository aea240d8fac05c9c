"""Sheets to put marks on: the shipped ones, a few that are made up, and random ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from generator.diagnostics import Diagnostics, Source, Span
from generator.impose.geometry import Cell
from generator.impose.lettering import Lettering
from generator.impose.sheet import Sheet, sheet_of
from generator.model.locale import Locale, SheetWords, fill
from generator.model.sheet import SheetFile
from generator.source.decode import decode
from generator.source.files import shipped_folder
from generator.source.reader import read_text
from generator.structure import StructureNode
from generator.typeset.fonts import FontLibrary
from generator.typeset.geometry import Rect, ink_box
from generator.typeset.items import Document, Item, Page
from tests.support.specimen import REGULAR, metadata

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
SPAN = Span(Source("a sheet", ""), 1, 1, 1, 2)
DEAD = 6.35 * MM
FOLDER = Path(shipped_folder("layouts/sheets"))
SHIPPED = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))

LIBRARY = FontLibrary()
LETTERING = Lettering(LIBRARY, LIBRARY.face(REGULAR), "en-GB")


def read(path: Path, kind: type) -> object:
    """A file without mistakes, as a record."""
    diagnostics = Diagnostics()
    node = read_text(path.read_bytes(), path.name, diagnostics)
    assert node
    value = decode(node, kind, diagnostics)
    assert diagnostics.sorted() == ()
    return value


@cache
def shipped(name: str) -> Sheet:
    """A shipped sheet."""
    file = read(FOLDER / f"{name}.yaml", SheetFile)
    assert isinstance(file, SheetFile)
    sheet = sheet_of(file, Diagnostics())
    assert sheet
    return sheet


@cache
def words(locale: str = "en-GB") -> SheetWords:
    """What a locale writes beside the cards."""
    found = read(Path(shipped_folder("content/locales")) / f"{locale}.yaml", Locale)
    assert isinstance(found, Locale)
    assert found.sheet
    return found.sheet


def job(name: str = "Sore back after a run", sheet: int = 1, sheets: int = 25) -> str:
    """A job line."""
    beside = words()
    return fill(
        beside.job, name=name, edition="2026-11", sheet=str(sheet), sheets=str(sheets),
        side=beside.front.plain, flip=beside.long_edge.plain,
    )  # fmt: skip


def grid(columns: int, rows: int, card: tuple[float, float], at: tuple[float, float] | None = None,
         gap: tuple[float, float] = (0, 0), paper: tuple[float, float] = (210, 297), margin: float = 6.35,
         turn: int = 0) -> Sheet:  # fmt: skip
    """A grid of cards in millimetres; in the middle of the paper if it is not said where."""
    width, height = card if turn % 180 == 0 else card[::-1]
    whole = columns * width + (columns - 1) * gap[0], rows * height + (rows - 1) * gap[1]
    x, y = at or ((paper[0] - whole[0]) / 2, (paper[1] - whole[1]) / 2)
    cells = tuple(
        Cell((x + column * (width + gap[0])) * MM, (y + row * (height + gap[1])) * MM, width * MM, height * MM, turn)
        for row in range(rows)
        for column in range(columns)
    )
    size = card[0] * MM, card[1] * MM
    return Sheet(paper[0] * MM, paper[1] * MM, cells, size, margin * MM, True, SPAN)


def one_by_one(*boxes: tuple[float, float, float, float]) -> Sheet:
    """Cells on A4 in millimetres: left, top, width, height."""
    cells = tuple(Cell(*(side * MM for side in box)) for box in boxes)
    return Sheet(*A4, cells, (cells[0].width, cells[0].height), DEAD, True, SPAN)


@st.composite
def grids(draw: st.DrawFn) -> Sheet:
    """Any grid that lies on its paper, upright or not, with gaps and waste of any width, or none."""
    paper = draw(st.sampled_from([(210, 297), (297, 210), (215.9, 279.4)]))
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    gap = draw(st.sampled_from([0, 0.02, 2, 6, 7.9, 10, 13])), draw(st.sampled_from([0, 0.02, 3, 6, 8.5, 11]))
    waste = [draw(st.sampled_from([0, 0.5, 4, 8, 9, 11, 12.7, 15, 20, 31])) for _ in range(2)]
    width = (paper[0] - 2 * waste[0] - (columns - 1) * gap[0]) / columns
    height = (paper[1] - 2 * waste[1] - (rows - 1) * gap[1]) / rows
    turn = draw(st.sampled_from([0, 90, 180, 270]))
    card = (height, width) if turn % 180 else (width, height)
    return grid(columns, rows, card, (waste[0], waste[1]), gap, paper, draw(st.sampled_from([4, 6.35])), turn)


PINWHEEL = one_by_one((40, 40, 60, 30), (100, 40, 30, 60), (70, 100, 60, 30), (40, 70, 30, 60))
STAIRS = one_by_one((20, 20, 60, 40), (80, 40, 60, 40), (20, 130, 60, 90), (120, 150, 60, 90))
MADE_UP = {
    "gap-between-columns": grid(2, 5, (85, 54), gap=(10, 0)),
    "ten-that-touch": grid(2, 5, (85, 54)),
    "wallets": grid(1, 5, (171.2, 53.98)),
    "waste-on-the-left-alone": grid(1, 2, (190, 148.5), at=(20, 0)),
    "gaps-too-narrow-for-marks": grid(2, 4, (85, 54), gap=(6, 6)),
    "on-its-side": grid(4, 2, (74, 105), at=(0.5, 0), paper=(297, 210)),
    "pinwheel": PINWHEEL,
    "stairs": STAIRS,
}


def sheets() -> dict[str, Sheet]:
    """All of these by name; those of stock that is cut already as if it were to be cut, too."""
    named = {name: shipped(name) for name in SHIPPED}
    bare = {f"{name}-to-cut": sheet._replace(cut=True) for name, sheet in named.items() if not sheet.cut}
    return named | bare | MADE_UP


def inked(marks: Page) -> list[tuple[Item, Rect]]:
    """Every item with the box of its ink on the sheet, those of placed faces as well."""
    found = [(item, box) for item in marks.items if (box := ink_box(item))]
    for one in marks.placed:
        a, b, c, d, e, f = one.matrix
        for item in one.face.items:
            box = ink_box(item)
            assert box
            corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in (box[:2], box[2:])]
            xs, ys = zip(*corners, strict=True)
            found.append((item, Rect(min(xs), min(ys), max(xs), max(ys))))
    return found


def document(*pages: Page) -> Document:
    """Pages that nobody reads out."""
    return Document(pages, len(pages), lambda: StructureNode("Document"), (), metadata())
