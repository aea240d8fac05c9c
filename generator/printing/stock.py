"""Finds the sheet that is asked for by a paper (a4, letter), by its name or by its path."""

from __future__ import annotations

from generator.diagnostics import Diagnostics, InputError, Span, UsageProblem
from generator.impose.choose import sheet_for
from generator.impose.sheet import Sheet, sheet_of
from generator.model.compile import compile_layout
from generator.model.sheet import SheetFile
from generator.model.units import POINTS_PER
from generator.source.decode import decode
from generator.source.files import find, inside, is_path, read_file, shipped_names
from generator.source.overlay import extended

PAPERS = ("a4", "letter")  # names of papers, that stand for the sheet of the card's size


def find_sheet(wanted: str, card: tuple[float, float], folder: str | None, diagnostics: Diagnostics) -> Sheet | None:
    """The sheet with a name or path; for a paper (a4, letter), that for cards of this size, in points.

    A bare name is looked for in `folder` first. None after errors; raises UsageProblem if there is none.
    """
    name = wanted
    if wanted.lower() in PAPERS:
        found = sheet_for(wanted, card, shipped_sheets())
        if found is None:
            size, paper = size_in_words(*card), wanted.capitalize()
            raise UsageProblem(f"no shipped sheet of {paper} is cut into cards of {size}; handout sheets lists them")
        name = found
    try:
        path = find("layouts/sheets", name, folder)
    except UsageProblem as problem:
        if is_path(name):
            raise
        raise UsageProblem(f"{problem}; or a4 and letter, the sheet of the card's size") from problem
    file = _sheet_file(path, diagnostics)
    return sheet_of(file, diagnostics) if file else None


def check_inside(path: str, span: Span) -> None:
    """Raise InputError if a sheet's path leads out of the folder of the file that names it at `span`."""
    if inside(span.source.folder or ".", path) is None:
        diagnostics = Diagnostics()
        message = "the sheet is outside the folder of the file that names it"
        hint = "Copy it into that folder and write its path from there, or ask for it with --sheet."
        diagnostics.error("unknown-name", message, span, hint)
        raise InputError(diagnostics.sorted())


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
