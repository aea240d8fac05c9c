"""Turns cards into print sheets to measure: ten of one card beside one, and a thousand different ones.

No shipped sheet has ten places for a shipped card. So the ten are folded cards for the wallet on A3, which has just
the room for them; their text is the shipped guide's.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from generator.building import Built, build
from generator.pdf import PdfPainter
from generator.printing.order import Order
from generator.printing.printable import printable
from generator.printing.sheets import SheetJob, print_sheets
from generator.printing.stock import find_sheet
from generator.workspace import Workspace

BARS = (1.3, 1.3, 150)  # bytes and time of ten cards to one, MB of a thousand
CARDS = 10
_TEN = """\
about: Ten cards for the wallet on A3, each to fold in the middle.
paper: [420 mm, 297 mm]
card: [171.2 mm, 53.98 mm]
grid: {columns: 2, rows: 5, at: [38.8 mm, 13.55 mm], pitch: [171.2 mm, 53.98 mm]}
"""
_REPEATS = 10  # in a round


class Card(NamedTuple):
    """CPU seconds of a build and bytes of its file; medians of rounds in turns."""

    cpu: float
    size: int


def ten_and_one(folder: Path, rounds: int) -> dict[str, Card]:
    """What a reading copy takes, a sheet with one card on it, and a sheet with ten of them."""
    path = folder / "ten.yaml"
    path.write_text(_TEN)
    workspace, painter = Workspace(), PdfPainter()
    sheet = find_sheet(str(path), (0.0, 0.0), None)
    assert len(sheet.cells) == CARDS

    def card(name: str) -> Built:
        text, values = workspace.text("sore-back"), (("club.name", name),)
        layout, club = workspace.layout("card-wallet", text), workspace.club(None, values)
        return build(text, layout, club, values, None, painter)

    def reading_copy(name: str) -> bytes | None:
        return card(name).data

    def on_a_sheet(copies: int) -> Callable[[str], bytes | None]:
        def printed(name: str) -> bytes | None:
            found = printable(card(name))
            assert found
            assert sheet
            (made,) = print_sheets(SheetJob("cards", (found,), sheet, Order(copies=copies)), painter)
            return made.data

        return printed

    sides = {"one card": reading_copy, "one on a sheet": on_a_sheet(1), "ten on a sheet": on_a_sheet(CARDS)}
    taken: dict[str, list[float]] = {side: [] for side in sides}
    sizes: dict[str, int] = {}
    for number in range(rounds + 1):
        for side in sorted(sides, reverse=number % 2 == 0):
            start = time.process_time()
            for repeat in range(_REPEATS):
                # Another club each time, so that no finished text is taken from the cache.
                name = f"Town {side[:3]} {10_001 + number * _REPEATS + repeat}"
                data = sides[side](name)
                if data is None:
                    raise RuntimeError(f"{side} does not build")
            if number:  # the first round warms caches
                taken[side].append((time.process_time() - start) / _REPEATS)
            sizes[side] = len(data or b"")
    return {side: Card(median(taken[side]), sizes[side]) for side in sides}


def write_contents(folder: Path, count: int) -> list[Path]:
    """So many contents, each with a title and tasks of its own."""
    folder.mkdir(exist_ok=True)
    shipped = (Path(__file__).parents[2] / "content" / "sore-back.yaml").read_text(encoding="utf-8")
    paths = []
    for number in range(count):
        word = "".join(chr(97 + number // 26**place % 26) for place in range(3))
        head, checklist = shipped.split("\nchecklist:\n")
        head = head.replace("slug: sore-back", f"slug: card-{number:04}")
        checklist = checklist.replace("title: ", f"title: {word.capitalize()}. ", 1)
        path = folder / f"card-{number:04}.yaml"
        path.write_text(f"{head}\nchecklist:\n{checklist}", encoding="utf-8")
        paths.append(path)
    return paths
