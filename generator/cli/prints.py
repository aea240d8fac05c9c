"""Turns sound documents into what is printed of them: sheets, booklets, files for a print shop.

All of it is planned before anything is written, so that a command line that asks for too much leaves nothing half done.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from generator.cli.paper import Output, Paper
from generator.diagnostics import Diagnostics, InputError, Span, UsageProblem
from generator.record import NamedTuple

if TYPE_CHECKING:
    from generator.building import Setting
    from generator.cli.documents import Batch
    from generator.documents import Made
    from generator.impose.geometry import Matrix
    from generator.impose.sheet import Sheet
    from generator.printing.leaflets import Kind
    from generator.printing.sheets import Order
    from generator.typeset.painter import Painter


class Task(NamedTuple):
    """Files that are made together. `make` raises InputError for what does not fit."""

    names: tuple[str, ...]
    make: Callable[[], Iterable[Output]]


class _Wanted(NamedTuple):
    """A sheet by its name or path, where it is looked for first, and where it was asked for, if in a layout."""

    value: str
    folder: str | None
    span: Span | None = None


def planned(batch: Batch, sound: Sequence[Made], paper: Paper) -> tuple[Task, ...]:
    """What is printed of sound documents, in the order in which it is made.

    Raises UsageProblem for what cannot be asked of them.
    """
    _refuse_idle(paper, [made.built.setting for made in batch.made])
    painter = batch.painter
    kept = [(made, made.built.setting) for made in sound if made.built.setting]
    tasks = [*_sheets(painter, [pair for pair in kept if pair[1].layout.is_card], paper)]
    for made, setting in kept:
        if paper.booklet and not setting.layout.is_card:
            tasks.append(_spreads(painter, made, setting, "booklet"))
        if paper.two_up and not setting.layout.is_card:
            tasks.append(_spreads(painter, made, setting, "2up"))
        if paper.purpose:
            name = f"{_stem(made)}-print-shop"
            tasks.append(Task((f"{name}.pdf",), partial(_print_shop, painter, setting, name)))
    _refuse_collisions(sound, tasks)
    return tuple(tasks)


def _refuse_idle(paper: Paper, settings: Sequence[Setting | None]) -> None:
    """Raise UsageProblem for options that none of the documents has a use for."""
    known = [setting for setting in settings if setting]
    if len(known) < len(settings):
        return  # what it would have been, nobody knows
    cards = [setting for setting in known if setting.layout.is_card]
    if paper.sheet and not cards:
        raise UsageProblem("--sheet is for cards, and none is built here: add one, such as -l card-a6")
    if paper.about_sheets and not paper.sheet and not any(map(_own_sheet, cards)):
        option = paper.about_sheets[0]
        raise UsageProblem(f"{option} is for cards on sheets, and none are asked for: add --sheet a4 or --sheet letter")
    if (paper.booklet or paper.two_up) and len(cards) == len(known):
        option = "--booklet" if paper.booklet else "--2up"
        raise UsageProblem(f"{option} is for leaflets, and none is built here: add one, such as -l handout-a4")


def _refuse_collisions(sound: Sequence[Made], tasks: Iterable[Task]) -> None:
    """Raise UsageProblem if a print would be written over another file of this run."""
    names = {made.built.name for made in sound}
    for name in (name for task in tasks for name in task.names):
        if name in names:
            raise UsageProblem(f"two files would both be written to {name}: ask for one of them")
        names.add(name)


def _spreads(painter: Painter, made: Made, setting: Setting, kind: Kind) -> Task:
    name = f"{_stem(made)}-{kind}"
    return Task((f"{name}.pdf",), partial(_print_spreads, painter, setting, kind, name))


def _print_spreads(painter: Painter, setting: Setting, kind: Kind, name: str) -> Iterator[Output]:
    from generator.printing.leaflets import print_spreads

    made = print_spreads(setting, kind, name, painter)
    sides = "on one side" if made.file.pages == 1 else "on both sides, turned over on the short edge"
    how = ("Fold the sheets in the middle and staple them.",) if kind == "booklet" else ()
    yield Output(made.file, (f"Print at 100 % on {made.paper}, {sides}.", *how), paper=made.paper)


def _print_shop(painter: Painter, setting: Setting, name: str) -> Iterator[Output]:
    from generator.impose.bleed import facts, values
    from generator.printing.leaflets import print_for_shop

    made = print_for_shop(setting, name, painter)
    yield Output(made.file, facts(made.preflight), {"preflight": values(made.preflight)})


def _sheets(painter: Painter, cards: Iterable[tuple[Made, Setting]], paper: Paper) -> Iterator[Task]:
    """The sheets of each card, or of all cards of a layout together."""
    groups: dict[tuple[str, str], list[tuple[Made, Setting]]] = {}
    for made, setting in cards:
        if paper.sheet or _own_sheet(setting):
            layout = setting.pages.layout.file.span.source.name
            groups.setdefault((layout, "" if paper.together else _stem(made)), []).append((made, setting))
    for (layout, stem), members in groups.items():
        name = f"{stem or 'cards-' + os.path.splitext(os.path.basename(layout))[0]}-sheet"
        names = (f"{name}-fronts.pdf", f"{name}-backs.pdf") if paper.simplex else (f"{name}.pdf",)
        settings = tuple(setting for _, setting in members)
        faces = max(made.built.pages for made, _ in members)
        try:
            order = _order(*members[0], faces, paper)
        except InputError as problem:
            yield Task(names, partial(_fail, problem))
        else:
            yield Task(names, partial(_print, painter, settings, order, name, paper))


def _order(made: Made, setting: Setting, faces: int, paper: Paper) -> Order:
    """What is wanted of the sheets of a card. Raises InputError for mistakes in files, UsageProblem for others."""
    from generator.printing.sheets import Order

    folded = setting.pages.layout.file.fold
    sheet = _sheet(made, setting, paper)
    start = paper.start_at or 1
    if start > len(sheet.cells):
        number = "1 place" if len(sheet.cells) == 1 else f"{len(sheet.cells)} places"
        raise UsageProblem(f"--start-at {start}: the sheet has {number}")
    return Order(
        sheet,
        paper.copies,
        start - 1,
        paper.flip or "long-edge",
        paper.fold,
        paper.simplex,
        paper.print_copies,
        _corrections(paper, sheet),
        faces > (2 if folded else 1),
        paper.printer,
    )


def _print(painter: Painter, settings: tuple[Setting, ...], order: Order, name: str, paper: Paper) -> Iterator[Output]:
    from generator.impose.plan import cutting_plan, lines, values
    from generator.printing.sheets import folds_of, gauge_of, print_sheets

    files = print_sheets(settings, order, name, painter)
    turns = order.run(len(settings))
    plan = cutting_plan(order.sheet, turns.sheets, turns.cards, folds_of(settings[0], order))
    picture = places(order.sheet, order.start + 1) if order.start else ()
    for file in files[:-1]:
        yield Output(file)
    told = _dialog(paper, turned=order.is_turned)
    if not order.sheet.cut:
        told += ("Print it on plain paper first, and hold that against the stock.",)
    elif gauge := gauge_of(settings[0], order):
        shown = {"ruler": "ruler", "cross": "cross in the middle", "line": "line with a bar at both ends"}[gauge]
        told += (f"The {shown} must be 50 mm long on the paper.",)
    else:
        told += ("This sheet has no room for a ruler: measure a card.",)
    notes = (*picture, *told, *lines(plan))
    yield Output(files[-1], notes, {"cutting-plan": values(plan)})


def _fail(problem: InputError) -> Iterable[Output]:
    raise problem


def _dialog(paper: Paper, *, turned: bool) -> tuple[str, ...]:
    """What must be right when sheets are printed. The file asks for it, but not every viewer listens."""
    edge = (paper.flip or "long-edge").replace("-", " ")
    if not turned:
        return ("Print at 100 %, on one side.",)
    if paper.simplex:
        return "Print the fronts at 100 %, on one side.", f"Turn the sheets over on the {edge}, and print the backs."
    return (f"Print at 100 %, on both sides, turned over on the {edge}.",)


def _sheet(made: Made, setting: Setting, paper: Paper) -> Sheet:
    """The sheet that is asked for. Raises InputError for mistakes in its file, UsageProblem if there is none."""
    from generator.impose.sheet import paired
    from generator.printing.stock import find_sheet

    layout = setting.pages.layout.file
    if paper.fold and layout.fold:
        raise UsageProblem(f"--fold is not for {made.layout}, which is folded already")
    width, height = layout.page.paper
    size = (2 * width if layout.fold else width, height)
    wanted = _wanted(made, setting, paper)
    diagnostics = Diagnostics()
    try:
        sheet = find_sheet(wanted.value, size, wanted.folder, diagnostics)
    except UsageProblem as problem:
        if wanted.span is None:
            raise
        diagnostics.error("unknown-name", str(problem), wanted.span)
        raise InputError(diagnostics.sorted()) from problem
    if sheet is None:
        raise InputError(diagnostics.sorted())
    if not paper.fold:
        return sheet
    pairs = paired(sheet)
    if pairs is None:
        raise UsageProblem("--fold needs a sheet of upright cards that touch side by side, two and two")
    return pairs


def _wanted(made: Made, setting: Setting, paper: Paper) -> _Wanted:
    """The command line's sheet, else the layout's. A path starts from where it is written, and names are looked for
    in the folder `layouts/sheets` beside that of the content first.
    """
    from generator.printing.stock import check_inside
    from generator.source.files import find, is_path

    own = _own_sheet(setting)
    value, span = (paper.sheet, None) if paper.sheet else own or ("", None)
    if is_path(value):
        if span:
            check_inside(value, span)
        return _Wanted(value, span.source.folder if span else None, span)
    content = os.path.abspath(find("content", made.content))
    folder = os.path.join(os.path.dirname(os.path.dirname(content)), "layouts", "sheets")
    return _Wanted(value, folder if os.path.isdir(folder) else None, span)


def _own_sheet(setting: Setting) -> tuple[str, Span] | None:
    """The sheet that a layout names."""
    sheet = setting.pages.layout.file.sheet
    return (sheet.value, sheet.span) if sheet else None


def _corrections(paper: Paper, sheet: Sheet) -> tuple[Matrix, Matrix]:
    """What is done to fronts and to backs for a printer that was measured."""
    from generator.impose.geometry import IDENTITY

    if paper.printer is None:
        return IDENTITY, IDENTITY
    from generator.calibration import profiles
    from generator.calibration.correction import correction
    from generator.model.units import paper_name

    profile = profiles.load(paper.printer)
    name = paper_name(sheet.width, sheet.height)
    if name != profile.paper:
        raise UsageProblem(f"printer '{paper.printer}' was measured on {profile.paper}, and the sheet is {name}")
    # Which way a driver turns such backs, and with them their error, nobody can know.
    if paper.flip == "short-edge" and not paper.simplex:
        raise UsageProblem(f"printer '{paper.printer}' was measured with sheets turned over on the long edge")
    front = correction(profile.front, sheet.width, sheet.height)
    # In two files, backs go the way of fronts through the printer.
    return front, front if paper.simplex else correction(profile.back, sheet.width, sheet.height)


def places(sheet: Sheet, start_at: int) -> tuple[str, ...]:
    """A small picture of a sheet's places: their numbers, and a cross for each that is used up."""
    rows: dict[int, list[tuple[float, str]]] = {}
    for number, cell in enumerate(sheet.cells, 1):
        shown = "x" if number < start_at else str(number)
        rows.setdefault(round(cell.y), []).append((cell.x, f"[{shown:>3}]"))
    return tuple("  " + " ".join(place for _, place in sorted(row)) for _, row in sorted(rows.items()))


def _stem(made: Made) -> str:
    return made.built.name.removesuffix(".pdf")
