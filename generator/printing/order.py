"""Defines an order of prints besides the documents: cards on sheets, booklets, files for a print shop."""

from __future__ import annotations

from typing import Literal

from generator.diagnostics import UsageProblem
from generator.record import NamedTuple

MOST = {"copies": 100_000, "start_at": 1_000, "print_copies": 999}
EDGES = ("long-edge", "short-edge")
ABOUT_SHEETS = ("copies", "start_at", "flip", "fold", "simplex", "together", "printer", "print_copies")


class Order(NamedTuple):
    """What to print. The fields are options of `handout build`, and messages name these.

    Of cards, `sheet` is a paper (a4, letter), or the name or path of a sheet; without it, cards go on the sheet that
    their layout names. `copies` are those of each content: by default a sheet full of one, one each of several. The
    first card stands in the place `start_at`, from 1. The printer turns the paper over at the edge `flip`, by default
    the long one. `fold` puts both faces side by side, to be folded, `simplex` fronts and backs into two files,
    `together` all contents on the same sheets. A `printer` that was measured is put right. `print_copies` is what the
    print dialog proposes. Leaflets become a `booklet`, or stand `two_up` on a sheet; for the `purpose` of a print shop
    each page of all documents stands by itself, with bleed.
    """

    sheet: str | None = None
    copies: int | None = None
    start_at: int | None = None
    flip: Literal["long-edge", "short-edge"] | None = None
    fold: bool = False
    simplex: bool = False
    together: bool = False
    printer: str | None = None
    print_copies: int | None = None
    booklet: bool = False
    two_up: bool = False
    purpose: Literal["print-shop"] | None = None

    @property
    def idle_without_sheets(self) -> str | None:
        """The first option given that is about sheets, but `--sheet` itself; None if there is none."""
        return next((f"--{field.replace('_', '-')}" for field in ABOUT_SHEETS if getattr(self, field)), None)

    def check(self) -> None:
        """Raise UsageProblem for numbers and edges that cannot be, and for contradictory options."""
        for field, most in MOST.items():
            value = getattr(self, field)
            if value is not None and not (type(value) is int and 1 <= value <= most):
                option = f"--{field.replace('_', '-')}"
                raise UsageProblem(f"{option}: {value!r} is not a whole number from 1 to {most}")
        if self.flip not in (None, *EDGES):
            raise UsageProblem(f"--flip: {self.flip!r} is none of {', '.join(EDGES)}")
        if self.fold and self.simplex:
            raise UsageProblem("--fold puts both faces on one side, and --simplex prints two: ask for one of them")
        if self.fold and self.flip:
            raise UsageProblem("--fold prints one side, and no sheet is turned over: leave out --flip")
        if self.purpose and self.sheet:
            raise UsageProblem("a print shop makes its own sheets: ask for --for print-shop or --sheet")
