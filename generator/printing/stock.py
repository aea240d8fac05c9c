"""Turns what somebody calls a sheet into the `Sheet`: a paper, a name, or the path of a file."""

from __future__ import annotations

from generator.diagnostics import Diagnostics, UsageProblem
from generator.impose.choose import sheet_for
from generator.impose.sheet import Sheet, sheet_of
from generator.model.sheet import SheetFile
from generator.model.units import POINTS_PER
from generator.source.decode import decode
from generator.source.files import find, is_path, read_file, shipped_names

PAPERS = ("a4", "letter")  # names of papers, that stand for the sheet of the card's size


def find_sheet(wanted: str, card: tuple[float, float], folder: str | None, diagnostics: Diagnostics) -> Sheet | None:
    """The sheet of a name or a path, or the one of a paper (a4, letter) for cards of this size, in points.

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


def shipped_sheets() -> list[tuple[str, SheetFile]]:
    """The sheets that come with the package, by their names."""
    read = [
        (name, _sheet_file(find("layouts/sheets", name), Diagnostics())) for name in shipped_names("layouts/sheets")
    ]
    return [(name, file) for name, file in read if file]


def _sheet_file(path: str, diagnostics: Diagnostics) -> SheetFile | None:
    node = read_file(path, diagnostics)
    return decode(node, SheetFile, diagnostics) if node else None


def size_in_words(width: float, height: float) -> str:
    """A size as it stands in a sheet's file."""
    return f"{width / POINTS_PER['mm']:.5g} x {height / POINTS_PER['mm']:.5g} mm"
