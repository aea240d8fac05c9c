"""Turns an order and built documents into jobs, and jobs into files.

All jobs are made before a file is printed, so that an order that asks for too much leaves nothing half done.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Union

from generator.calibration import profiles
from generator.diagnostics import Diagnostic, InputError, UsageProblem, counted
from generator.impose.geometry import IDENTITY, Matrix
from generator.impose.sheet import Sheet, paired
from generator.inputs import stem_of
from generator.model.units import paper_name
from generator.printing.leaflets import LeafletJob, print_leaflet
from generator.printing.order import Order
from generator.printing.printable import Printable, Printed
from generator.printing.sheets import SheetJob, check_sheets, print_sheets
from generator.printing.stock import find_sheet
from generator.record import NamedTuple
from generator.source.files import inside, is_path
from generator.typeset.items import Painter


class FailedJob(NamedTuple):
    """A job that mistakes in files prevent; the others may be sound."""

    name: str
    problem: InputError


Job = Union[SheetJob, LeafletJob, FailedJob]


def jobs_of(
    order: Order, documents: Sequence[Printable | None], sound: Sequence[Printable], taken: Iterable[str] = ()
) -> tuple[Job, ...]:
    """The jobs of an order for `sound` documents, in the order in which they are done.

    Raises UsageProblem for options that contradict each other or apply to none of the `documents` (unless one is None,
    which could not be built: they may apply to that), and for a print with the name of a file that is `taken`.
    """
    order.check()
    known = [document for document in documents if document]
    if len(known) == len(documents):
        _refuse_idle(order, known)
    jobs: list[Job] = [*_sheet_jobs(order, [document for document in sound if document.layout.is_card])]
    for document in sound:
        if not document.layout.is_card:
            jobs += [LeafletJob(document, "booklet")] if order.booklet else []
            jobs += [LeafletJob(document, "2up")] if order.two_up else []
        jobs += [LeafletJob(document, order.purpose)] if order.purpose else []
    names = [*taken]
    for job in jobs:
        in_two = order.simplex and not isinstance(job, LeafletJob)
        names += [f"{job.name}{side}.pdf" for side in (("-fronts", "-backs") if in_two else ("",))]
    if twice := next((name for name, times in Counter(names).items() if times > 1), None):
        raise UsageProblem(f"two files would both be written to {twice}: ask for one of them")
    return tuple(jobs)


def printed(job: Job, painter: Painter) -> tuple[Printed, ...]:
    """The files of a job. Raises InputError for what does not fit."""
    if isinstance(job, SheetJob):
        return print_sheets(job, painter)
    if isinstance(job, LeafletJob):
        return (print_leaflet(job, painter),)
    raise job.problem


def problems_on_own_sheet(document: Printable) -> tuple[Diagnostic, ...]:
    """The diagnostics of the print sheet that a document's layout names; none without a name."""
    try:
        for job in jobs_of(Order(), [document], [document]):  # one at most
            if isinstance(job, FailedJob):
                raise job.problem
            if isinstance(job, SheetJob):
                return check_sheets(job).sorted()
    except InputError as problem:
        return problem.diagnostics
    return ()


def _refuse_idle(order: Order, documents: Sequence[Printable]) -> None:
    """Raise UsageProblem for options that apply to none of the documents."""
    cards = [document for document in documents if document.layout.is_card]
    if order.sheet and not cards:
        raise UsageProblem("--sheet is for cards, and none is built here: add one, such as -l card-a6")
    idle = order.idle_without_sheets
    if idle and not order.sheet and not any(card.look.sheet for card in cards):
        raise UsageProblem(f"{idle} is for cards on sheets, and none are asked for: add --sheet a4 or --sheet letter")
    idle = "--booklet" if order.booklet else "--2up" if order.two_up else None
    if idle and len(cards) == len(documents):
        raise UsageProblem(f"{idle} is for leaflets, and none is built here: add one, such as -l handout-a4")


def _sheet_jobs(order: Order, cards: Iterable[Printable]) -> Iterator[SheetJob | FailedJob]:
    """The sheets of each card, or of all cards of a layout together."""
    groups: dict[tuple[str, str], list[Printable]] = {}
    for card in cards:
        if order.sheet or card.look.sheet:
            groups.setdefault((card.look.span.source.name, "" if order.together else card.stem), []).append(card)
    for (layout, stem), members in groups.items():
        name = f"{stem or f'cards-{stem_of(layout)}'}-sheet"
        try:
            sheet = _sheet_for(members[0], order)
            yield SheetJob(name, tuple(members), sheet, order, _corrections(order, sheet))
        except InputError as problem:
            yield FailedJob(name, problem)


def _sheet_for(card: Printable, order: Order) -> Sheet:
    """The sheet that is asked for. Raises InputError for mistakes in files, UsageProblem for others."""
    if order.fold and card.look.fold:
        raise UsageProblem(f"--fold is not for {stem_of(card.layout.path)}, which is folded already")
    sheet = _found_sheet(card, order.sheet)
    if order.fold:
        pairs = paired(sheet)
        if pairs is None:
            raise UsageProblem("--fold needs a sheet of upright cards that touch side by side, two and two")
        sheet = pairs
    if (order.start_at or 1) > len(sheet.cells):
        raise UsageProblem(f"--start-at {order.start_at}: the sheet has {counted(len(sheet.cells), 'place')}")
    return sheet


def _found_sheet(card: Printable, wanted: str | None) -> Sheet:
    """The sheet of a name or path, else that of the card's layout, whose mistake it is if there is none.

    A path starts from where it is written; names are looked for in `layouts/sheets` beside the text's folder first.
    """
    own = None if wanted else card.look.sheet
    value = wanted or (own.value if own else "")
    folder: str | None = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(card.path))), "layouts", "sheets")
    if is_path(value):
        folder = own.span.source.folder if own else None
        if own and inside(folder or ".", value) is None:
            message = "the sheet is outside the folder of the file that names it"
            hint = "Copy it into that folder and write its path from there, or ask for it with --sheet."
            raise InputError.of("unknown-name", message, own.span, hint)
    try:
        return find_sheet(value, (card.width, card.look.page.paper.height), folder)
    except UsageProblem as problem:
        if own is None:
            raise
        raise InputError.of("unknown-name", str(problem), own.span) from problem


def _corrections(order: Order, sheet: Sheet) -> tuple[Matrix, Matrix]:
    """The corrections of fronts and backs for a printer that was measured."""
    if order.printer is None:
        return IDENTITY, IDENTITY
    profile = profiles.load(order.printer)
    name = paper_name(sheet.width, sheet.height)
    if name != profile.paper:
        raise UsageProblem(f"printer '{order.printer}' was measured on {profile.paper}, and the sheet is {name}")
    # Which way a driver turns such backs, and with them their error, nobody can know.
    if order.flip == "short-edge" and not order.simplex:
        raise UsageProblem(f"printer '{order.printer}' was measured with sheets turned over on the long edge")
    front = profiles.correction(profile.front, sheet.width, sheet.height)
    # In two files, backs go the way of fronts through the printer.
    return front, front if order.simplex else profiles.correction(profile.back, sheet.width, sheet.height)
