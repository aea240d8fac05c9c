"""The Python interface to printing: makes sheets of cards from paths and names, with notes."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterable, Mapping
from typing import Literal

from generator.diagnostics import InputError, UsageProblem
from generator.documents import PathLike, asked_for, build_all
from generator.pdf import PdfPainter
from generator.printing.jobs import jobs_of, printed
from generator.printing.order import Order
from generator.printing.printable import Printable, Printed, printable
from generator.workspace import Workspace


def print_sheets(
    contents: PathLike | Iterable[PathLike],
    layout: PathLike = "card-a6",
    sheet: PathLike = "a4",
    copies: int | None = None,
    *,
    start_at: int | None = None,
    flip: Literal["long-edge", "short-edge"] | None = None,
    fold: bool = False,
    simplex: bool = False,
    together: bool = False,
    printer: str | None = None,
    print_copies: int | None = None,
    club: PathLike | None = None,
    values: Mapping[str, str] | None = None,
    day: datetime.date | None = None,
) -> tuple[Printed, ...]:
    """Print one or several contents in the layout of a card on sheets, as `handout build --sheet` does.

    `sheet` is a paper (a4, letter), or the name or path of a sheet. `copies` to `print_copies` mean what the options of
    that name do; `build` has the rest. Each result has a name, its bytes, and notes that say how to print and cut it.
    Raises InputError with the diagnostics of the first content that cannot be printed, UsageProblem for an unknown name
    or for options that cannot be or contradict each other, and EnvironmentProblem for a file that cannot be read.
    """
    order = Order(os.fspath(sheet), copies, start_at, flip, fold, simplex, together, printer, print_copies)
    several = (contents,) if isinstance(contents, (str, os.PathLike)) else tuple(contents)
    if not several:
        raise UsageProblem("there is no content to print: name one at least")
    asked = asked_for(several, layout, club, values, day)
    painter, cards = PdfPainter(), list[Printable]()
    try:
        order.check()
        for made in build_all(asked, Workspace(), painter):
            card = printable(made.built)
            if card is None:
                raise InputError(made.built.diagnostics)
            cards.append(card)
        return tuple(file for job in jobs_of(order, cards, cards) for file in printed(job, painter))
    except UsageProblem as problem:  # which calls the arguments by the options that they are on the command line
        told = re.sub("--([a-z][a-z-]*)", lambda found: found[1].replace("-", "_"), str(problem))
        raise UsageProblem(told) from problem
