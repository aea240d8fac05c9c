"""Turns contents and layouts into PDF files: `handout build`."""

from __future__ import annotations

import os
from itertools import compress
from typing import TYPE_CHECKING

import click

from generator.cli.documents import CLUB, Options, build_all, club_file, refuse_collisions, with_documents
from generator.cli.options import show
from generator.cli.paper import SectionedCommand, show_notes, with_paper
from generator.diagnostics import ExitCode, InputError, counted
from generator.postpone import lightly
from generator.writing import write_whole

if TYPE_CHECKING:
    from generator.building import Built
    from generator.printing.jobs import Job
    from generator.printing.order import Order
    from generator.printing.printable import Printed


@click.command(cls=SectionedCommand)
@with_documents
@with_paper
@click.option("-o", "--output", default="out", metavar="DIR", show_default=True, help="Where the files go.")
@click.option("--strict", is_flag=True, help="Treat warnings as a reason not to write a file.")
@click.option("-q", "--quiet", is_flag=True, help="No summary on stderr; problems are shown all the same.")
def build(options: Options, form: str, output: str, strict: bool, quiet: bool, order: Order) -> ExitCode:
    """Write a PDF for each CONTENT in each layout.

    CONTENT is a path or the name of a shipped one. Without any it means content/*.yaml of the current folder, else the
    shipped guide. Without -l, the layouts are those that the content names, else handout-a4 and card-a6. The names of
    the files written go to stdout, everything else to stderr.

    \b
    Examples:
      handout build
      handout build sore-back -l card-a6 --sheet a4 --copies 40
      handout build content/my-guide.yaml --set edition=2026-12 --strict
    """
    order.check()
    batch = build_all(options, order)
    is_sound = [bool(made.built.data) and not (strict and made.built.diagnostics) for made in batch.made]
    sound = tuple(compress(batch.made, is_sound))
    refuse_collisions(sound)
    jobs: tuple[Job, ...] = ()
    if any(order) or any(batch.prints):
        with lightly():
            from generator.printing.jobs import jobs_of, printed

        printable = list(filter(None, compress(batch.prints, is_sound)))
        jobs = jobs_of(order, batch.prints, printable, [made.built.name for made in sound])
    show(form, batch.found)
    talks = form == "human" and not quiet
    if talks and options.club is None and club_file(None):
        click.echo(f"{CLUB} is used as the club's file; --club none leaves it out.", err=True)

    for copy in [made.built for made in sound]:
        _write(output, copy, talks=talks, gave_way=copy.gave_way)
    has_errors, warned, painter = batch.has_errors, bool(batch.found), batch.painter
    del batch, sound  # and with them the bytes of what is written: there may be a thousand cards
    for job in jobs:
        try:
            for file in printed(job, painter):
                show(form, file.diagnostics)
                warned = warned or bool(file.diagnostics)
                if strict and file.diagnostics:
                    continue
                path = _write(output, file, talks=talks, paper=file.paper)
                if not quiet:
                    show_notes(form, path, file)
        except InputError as problem:  # the others may be sound
            show(form, problem.diagnostics)
            has_errors = True

    if has_errors:
        return ExitCode.INPUT
    return ExitCode.WARNINGS if strict and warned else ExitCode.OK


def _write(folder: str, one: Built | Printed, *, talks: bool, paper: str = "", gave_way: tuple[str, ...] = ()) -> str:
    """Write a file and print its path; if it `talks`, also its pages, or sides of `paper`, and what `gave_way`."""
    path = os.path.join(folder, one.name)
    write_whole(path, one.data or b"")
    click.echo(path)
    if talks:
        sides = f"{counted(one.pages, 'side')} of {paper}" if paper else counted(one.pages, "page")
        lost = f" (gave way: {', '.join(gave_way)})" if gave_way else ""
        click.echo(f"{path}: {sides}, {len(one.data or b'') / 1000:.1f} kB{lost}", err=True)
    return path
