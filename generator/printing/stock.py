"""Finds the sheet that is asked for by a paper (a4, letter), by its name or by its path."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diagnostics import Diagnostics, InputError, UsageProblem
from generator.impose.sheet import ROUNDING, Sheet, sheet_of
from generator.model.compile import compile_layout
from generator.model.sheet import SheetFile
from generator.model.units import POINTS_PER, paper_name
from generator.source.decode import decode
from generator.source.files import find, is_path, read_file, shipped_names
from generator.source.overlay import extended

PAPERS = ("a4", "letter")  # names of papers, that stand for the sheet of the card's size


def find_sheet(wanted: str, card: tuple[float, float], folder: str | None) -> Sheet:
    """The sheet with a name or path; for a paper (a4, letter), that for cards of this size, in points.

    A bare name is looked for in `folder` first. Raises InputError for mistakes in its file, UsageProblem if there is
    none.
    """
    name = wanted
    if wanted.lower() in PAPERS:
        chosen = sheet_for(wanted, card, shipped_sheets())
        if chosen is None:
            size, paper = size_in_words(*card), wanted.capitalize()
            raise UsageProblem(f"no shipped sheet of {paper} is cut into cards of {size}; handout sheets lists them")
        name = chosen
    try:
        path = find("layouts/sheets", name, folder)
    except UsageProblem as problem:
        if is_path(name):
            raise
        raise UsageProblem(f"{problem}; or a4 and letter, the sheet of the card's size") from problem
    found = Diagnostics()
    file = _sheet_file(path, found)
    sheet = sheet_of(file, found) if file else None
    if sheet is None:
        raise InputError(found.sorted())
    return sheet


def sheet_for(paper: str, card: tuple[float, float], sheets: Iterable[tuple[str, SheetFile]]) -> str | None:
    """The first sheet, by its name, of a paper such as "a4" that is cut into cards of just this size, in points.

    Stock that is cut already is never chosen: whoever has it in the printer names it.
    """
    for name, file in sorted(sheets, key=lambda sheet: sheet[0]):
        same_paper = paper_name(*file.paper).lower() == paper.lower()
        if file.cut and same_paper and all(abs(left) <= ROUNDING for left in _left(file, card)):
            return name
    return None


def fits(file: SheetFile, card: tuple[float, float]) -> bool:
    """Whether a card, in points, is no larger than a sheet's cell; it turns with the cell, and no further."""
    return all(left >= -ROUNDING for left in _left(file, card))


def fitting(card: tuple[float, float], sheets: Iterable[tuple[str, SheetFile]]) -> tuple[str, ...]:
    """The names of all sheets that a card fits, in alphabetical order, for a message."""
    return tuple(sorted(name for name, file in sheets if fits(file, card)))


def _left(file: SheetFile, card: tuple[float, float]) -> tuple[float, float]:
    """How much wider and higher than the card a cell is, before both are turned."""
    return file.card.width - card[0], file.card.height - card[1]


def shipped_sheets() -> list[tuple[str, SheetFile]]:
    """The sheets that come with the package, with their names in alphabetical order."""
    named = [(name, find("layouts/sheets", name)) for name in shipped_names("layouts/sheets")]
    return [(name, file) for name, path in named if (file := _sheet_file(path, Diagnostics()))]


def shipped_cards() -> list[tuple[str, tuple[float, float]]]:
    """The cards that come with the package, by the names of their layouts, with their size in points, unfolded."""
    cards = []
    for name in shipped_names("layouts"):
        mapping = extended(find("layouts", name), Diagnostics())
        states = compile_layout(mapping, Diagnostics()) if mapping else None
        if states and states[0].file.is_card:
            file = states[0].file
            cards.append((name, (file.page.paper.width * (2 if file.fold else 1), file.page.paper.height)))
    return cards


def _sheet_file(path: str, diagnostics: Diagnostics) -> SheetFile | None:
    node = read_file(path, diagnostics)
    return decode(node, SheetFile, diagnostics) if node else None


def size_in_words(width: float, height: float) -> str:
    """A size as it stands in a sheet's file."""
    return f"{width / POINTS_PER['mm']:.5g} x {height / POINTS_PER['mm']:.5g} mm"
