"""Turns contents and layouts into PDF files: `handout build`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from generator.cli.documents import CLUB, Options, build_all, club_file, refuse_collisions, with_documents
from generator.cli.options import show
from generator.cli.paper import Paper, SectionedCommand, check_paper, show_notes, with_paper
from generator.cli.prints import planned
from generator.diagnostics import ExitCode, InputError
from generator.writing import write_whole

if TYPE_CHECKING:
    from generator.building import Built


@click.command(cls=SectionedCommand)
@with_documents
@with_paper
@click.option("-o", "--output", default="out", metavar="DIR", show_default=True, help="Where the files go.")
@click.option("--strict", is_flag=True, help="Treat warnings as a reason not to write a file.")
@click.option("-q", "--quiet", is_flag=True, help="No summary on stderr; problems are shown all the same.")
def build(
    contents: tuple[str, ...],
    layouts: tuple[str, ...],
    club: str | None,
    values: tuple[tuple[str, str], ...],
    form: str,
    output: str,
    strict: bool,
    quiet: bool,
    paper: Paper,
) -> ExitCode:
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
    check_paper(paper)
    batch = build_all(Options(contents, layouts, club, values))
    sound = tuple(made for made in batch.made if made.built.data and not (strict and made.built.diagnostics))
    refuse_collisions(sound)
    tasks = planned(batch, sound, paper)
    show(form, batch.found)
    talks = form == "human" and not quiet
    if talks and club is None and club_file(club):
        click.echo(f"{CLUB} is used as the club's file; --club none leaves it out.", err=True)

    for copy in [made.built for made in sound]:
        _write(output, copy, talks=talks)
    has_errors, warned = batch.has_errors, bool(batch.found)
    del batch, sound  # and with them the bytes of what is written: there may be a thousand cards
    for task in tasks:
        try:
            for print_ in task.make():
                show(form, print_.built.diagnostics)
                warned = warned or bool(print_.built.diagnostics)
                if strict and print_.built.diagnostics:
                    continue
                path = _write(output, print_.built, talks=talks, paper=print_.paper)
                if not quiet:
                    show_notes(form, path, print_)
        except InputError as problem:  # the others may be sound
            show(form, problem.diagnostics)
            has_errors = True

    if has_errors:
        return ExitCode.INPUT
    return ExitCode.WARNINGS if strict and warned else ExitCode.OK


def _write(folder: str, one: Built, *, talks: bool, paper: str = "") -> str:
    path = os.path.join(folder, one.name)
    write_whole(path, one.data or b"")
    click.echo(path)
    if talks:
        click.echo(f"{path}: {_summary(one, paper)}", err=True)
    return path


def _summary(one: Built, paper: str) -> str:
    """The pages, or the sides of another `paper`; the size, and what the layout gave up to keep its promise."""
    noun = "side" if paper else "page"
    pages = f"{one.pages} {noun}{'' if one.pages == 1 else 's'}{f' of {paper}' if paper else ''}"
    gave_way = f" (gave way: {', '.join(one.gave_way)})" if one.gave_way else ""
    return f"{pages}, {len(one.data or b'') / 1000:.1f} kB{gave_way}"
