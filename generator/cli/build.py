"""Turns contents and layouts into PDF files: `handout build`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from generator.cli.documents import CLUB, Asked, build_all, club_file, refuse_collisions, with_documents
from generator.cli.files import write_whole
from generator.cli.options import show
from generator.cli.paper import Paper, check_paper, outputs, show_notes, with_paper
from generator.diagnostics import ExitCode

if TYPE_CHECKING:
    from generator.pipeline import Built


@click.command()
@with_documents
@with_paper
@click.option("-o", "--output", default="out", metavar="DIR", show_default=True, help="Where the files go.")
@click.option("--strict", is_flag=True, help="Treat warnings as a reason not to write a file.")
@click.option("-q", "--quiet", is_flag=True, help="No summary on stderr; problems are shown all the same.")
def build(
    contents: tuple[str, ...],
    layouts: tuple[str, ...],
    club: str | None,
    settings: tuple[tuple[str, str], ...],
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
    run = build_all(Asked(contents, layouts, club, settings))
    show(form, run.found)
    talks = form == "human" and not quiet
    if talks and club is None and club_file(club):
        click.echo(f"{CLUB} is used as the club's file; --club none leaves it out.", err=True)

    sound = tuple(
        document for document in run.documents if document.built.data and not (strict and document.built.diagnostics)
    )
    refuse_collisions(sound)
    for document in sound:
        _write(output, document.built, talks=talks)
    for sheets in outputs(run, sound, paper):
        _write(output, sheets.built, talks=talks)
        if not quiet:
            show_notes(form, sheets)

    if run.has_errors:
        return ExitCode.INPUT
    return ExitCode.WARNINGS if strict and run.found else ExitCode.OK


def _write(folder: str, one: Built, *, talks: bool) -> None:
    path = os.path.join(folder, one.name)
    write_whole(path, one.data or b"")
    click.echo(path)
    if talks:
        click.echo(f"{path}: {_summary(one)}", err=True)


def _summary(one: Built) -> str:
    """The pages, the size, and what the layout gave up to keep its promise."""
    pages = "1 page" if one.pages == 1 else f"{one.pages} pages"
    gave_way = f" (gave way: {', '.join(one.gave_way)})" if one.gave_way else ""
    return f"{pages}, {len(one.data or b'') / 1000:.1f} kB{gave_way}"
