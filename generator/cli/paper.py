"""Turns built cards and leaflets into what is printed of them: sheets, booklets, files for a print shop."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import click

from generator.cli.options import Verb
from generator.diagnostics import Diagnostics, InputError, UsageProblem

if TYPE_CHECKING:
    from generator.cli.documents import Document, Run
    from generator.impose.geometry import Matrix
    from generator.impose.sheet import Sheet
    from generator.pipeline import Built, Job

_OPTIONS = (
    click.option(
        "--sheet", metavar="SHEET", help="Cards on sheets as well: a4, letter, a name of `handout sheets` or a path."
    ),
    click.option(
        "--copies",
        type=click.IntRange(1, 100_000),
        metavar="N",
        help="So many cards of each content; else a sheet full.",
    ),
    click.option(
        "--start-at", type=click.IntRange(1), default=1, metavar="K", help="The first free place of a part-used sheet."
    ),
    click.option(
        "--flip",
        type=click.Choice(["long-edge", "short-edge"]),
        default="long-edge",
        show_default=True,
        help="On which edge the printer turns sheets over.",
    ),
    click.option("--fold", is_flag=True, help="Both faces of a card side by side, for printers that print one side."),
    click.option("--simplex", is_flag=True, help="Fronts and backs in two files, to feed the sheets twice."),
    click.option("--together", is_flag=True, help="The cards of all contents on the same sheets."),
    click.option("--printer", metavar="NAME", help="Make up for a printer's error; see `handout calibrate`."),
    click.option(
        "--print-copies", type=click.IntRange(1, 999), metavar="N", help="What the print dialog proposes for sheets."
    ),
    click.option("--booklet", is_flag=True, help="Leaflets as booklets as well: to fold in the middle and staple."),
    click.option("--2up", "two_up", is_flag=True, help="Leaflets with two pages side by side as well."),
    click.option(
        "--for", "purpose", type=click.Choice(["print-shop"]), help="Each page by itself with bleed and boxes as well."
    ),
)


class Paper(NamedTuple):
    """How it is to be printed: what the options of `with_paper` said."""

    sheet: str | None
    copies: int | None
    start_at: int
    flip: Literal["long-edge", "short-edge"]
    fold: bool
    simplex: bool
    together: bool
    printer: str | None
    print_copies: int | None
    booklet: bool
    two_up: bool
    purpose: str | None


class Output(NamedTuple):
    """A file for paper. `notes` are for people, `values` the same for programs, by name."""

    built: Built
    notes: tuple[str, ...] = ()
    values: dict[str, Any] = {}  # noqa: RUF012


def with_paper(verb: Verb) -> Verb:
    """Add the options of printing, handed on together as `paper`."""

    @wraps(verb)
    def gathered(**options: Any) -> Any:
        paper = Paper(**{field: options.pop(field) for field in Paper._fields})
        return verb(paper=paper, **options)

    made: Any = gathered
    for option in reversed(_OPTIONS):
        made = option(made)
    return made  # type: ignore[no-any-return]


def outputs(run: Run, documents: Iterable[Document], paper: Paper) -> Iterator[Output]:
    """What is printed of sound documents, one file after the other.

    Raises UsageProblem for what cannot be asked of them, InputError for a card that does not fit its sheet.
    """
    jobs = [(document, run.press.prepare(document.content, document.layout)) for document in documents]
    cards = [(document, job) for document, job in jobs if job.is_card]
    leaflets = [job for _, job in jobs if not job.is_card]
    sheeted = [(document, job, wanted) for document, job in cards if (wanted := paper.sheet or _own_sheet(job))]
    if paper.sheet and not cards:
        raise UsageProblem("--sheet is for cards, and none is built here; add one, such as -l card-a6")
    yield from _sheets(run, sheeted, paper)
    if (paper.booklet or paper.two_up) and not leaflets:
        raise UsageProblem("--booklet and --2up are for leaflets, and none is built here; add one: -l handout-a4")
    if paper.booklet or paper.two_up or paper.purpose:
        from generator.leaflets import print_for_shop, print_spreads

        for job in leaflets:
            if paper.booklet:
                yield Output(print_spreads(run.press, job, "booklet", f"{_stem(job)}-booklet"))
            if paper.two_up:
                yield Output(print_spreads(run.press, job, "2up", f"{_stem(job)}-2up"))
        for _, job in jobs if paper.purpose else ():
            from generator.impose.bleed import facts

            made = print_for_shop(run.press, job, f"{_stem(job)}-print-shop")
            yield Output(made.file, facts(made.preflight), {"preflight": made.preflight._asdict()})


def check_paper(paper: Paper) -> None:
    """Raise UsageProblem for wishes that contradict each other."""
    if paper.fold and paper.simplex:
        raise UsageProblem("--fold puts both faces on one side, and --simplex prints two: ask for one of them")
    if paper.purpose and paper.sheet:
        raise UsageProblem("a print shop makes its own sheets: ask for --for print-shop or --sheet")


def _sheets(run: Run, cards: list[tuple[Document, Job, str]], paper: Paper) -> Iterator[Output]:
    """The sheets of each card, or of all cards of a layout together."""
    if not cards:
        return
    from generator.impose.plan import cutting_plan, lines, values
    from generator.sheets import Order, print_sheets

    groups: dict[tuple[str, str], list[tuple[Document, Job, str]]] = {}
    for card in cards:
        document, job, _ = card
        groups.setdefault((document.layout, "" if paper.together else _stem(job)), []).append(card)
    for (layout, stem), members in groups.items():
        document, job, wanted = members[0]
        sheet = _sheet(wanted, job, document, paper)
        if paper.start_at > len(sheet.cells):
            raise UsageProblem(f"--start-at {paper.start_at}: the sheet has {len(sheet.cells)} places")
        order = Order(
            sheet,
            paper.copies,
            paper.start_at - 1,
            paper.flip,
            paper.fold,
            paper.simplex,
            paper.print_copies,
            _corrections(paper.printer, sheet),
        )
        name = f"{stem or 'cards-' + os.path.splitext(os.path.basename(layout))[0]}-sheet"
        files = print_sheets(run.press, tuple(job for _, job, _ in members), order, name)
        turns = order.run(len(members))
        plan = cutting_plan(sheet, turns.sheets, turns.cards)
        picture = places(sheet, paper.start_at) if paper.start_at > 1 else ()
        for number, file in enumerate(files):
            last = number == len(files) - 1
            notes = (*picture, _dialog(paper), *lines(plan)) if last else ()
            yield Output(file, notes, {"cutting-plan": values(plan)} if last else {})


def _dialog(paper: Paper) -> str:
    """What must be right when sheets are printed. The file asks for it, but not every viewer listens."""
    turned = (
        "on one side"
        if paper.fold or paper.simplex
        else f"on both sides, turned over on the {paper.flip.replace('-', ' ')}"
    )
    return f"Print at 100 %, {turned}. The cross or the ruler must be 50 mm long."


def _sheet(wanted: str, job: Job, document: Document, paper: Paper) -> Sheet:
    """The sheet that is asked for. Raises InputError for mistakes in its file, UsageProblem if there is none."""
    from generator.impose.sheet import paired
    from generator.sheets import find_sheet

    assert job.printed
    layout = job.printed.states[0].file
    width, height = layout.page.paper
    size = (2 * width if layout.fold else width, height)
    folder = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(document.content))), "layouts", "sheets")
    diagnostics = Diagnostics()
    sheet = find_sheet(wanted, size, folder if os.path.isdir(folder) else None, diagnostics)
    if sheet is None:
        raise InputError(diagnostics.sorted())
    if not paper.fold:
        return sheet
    pairs = paired(sheet)
    if pairs is None:
        raise UsageProblem("--fold needs a sheet on which cards touch side by side, two and two")
    return pairs


def _corrections(printer: str | None, sheet: Sheet) -> tuple[Matrix, Matrix]:
    """What is done to fronts and to backs for a printer that was measured."""
    from generator.impose.geometry import IDENTITY

    if printer is None:
        return IDENTITY, IDENTITY
    from generator.cli import profiles
    from generator.impose.printer import correction
    from generator.model.units import paper_name

    profile = profiles.load(printer)
    name = paper_name(sheet.width, sheet.height)
    if name != profile.paper:
        raise UsageProblem(f"printer '{printer}' was measured on {profile.paper}, and the sheet is {name}")
    return correction(profile.front, sheet.width, sheet.height), correction(profile.back, sheet.width, sheet.height)


def places(sheet: Sheet, start_at: int) -> tuple[str, ...]:
    """A small picture of a sheet's places: their numbers, and a cross for each that is used up."""
    rows: dict[int, list[tuple[float, str]]] = {}
    for number, cell in enumerate(sheet.cells, 1):
        shown = "x" if number < start_at else str(number)
        rows.setdefault(round(cell.y), []).append((cell.x, f"[{shown:>3}]"))
    return tuple("  " + " ".join(place for _, place in sorted(row)) for _, row in sorted(rows.items()))


def _own_sheet(job: Job) -> str | None:
    """The sheet that a layout names."""
    sheet = job.printed.states[0].file.sheet if job.printed else None
    return sheet.value if sheet else None


def _stem(job: Job) -> str:
    return job.name.removesuffix(".pdf")


def show_notes(form: str, output: Output) -> None:
    """Tell what there is to know of a file, on stderr."""
    if form == "json":
        for name, value in output.values.items():
            click.echo(json.dumps({"file": output.built.name, name: value}), err=True)
    elif form == "human":
        for line in output.notes:
            click.echo(line, err=True)
