"""Turns contents and layouts into PDF files: `handout build`."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import click

from generator.cli.files import write_whole
from generator.cli.options import show, with_traceback
from generator.cli.postpone import postpone
from generator.diagnostics import Diagnostics, ExitCode, UsageProblem

if TYPE_CHECKING:
    from generator.pipeline import Built

_END_OF_TIME = 253_402_300_800  # the year 10 000, which no date in a PDF can name


def _pairs(
    _context: click.Context, _parameter: click.Parameter, settings: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Each KEY=VALUE as (key, value); only the first equals sign parts them."""
    pairs = []
    for setting in settings:
        key, sign, value = setting.partition("=")
        if not key or not sign:
            raise click.BadParameter(f"{setting!r} is not KEY=VALUE, such as edition=2026-12")
        pairs.append((key, value))
    return tuple(pairs)


@click.command()
@click.argument("contents", nargs=-1, metavar="[CONTENT]...")
@click.option(
    "-l", "--layout", "layouts", multiple=True, metavar="LAYOUT", help="A layout: a name or a path; repeatable."
)
@click.option("--club", metavar="FILE", help="The club's own data, such as its name and accent colour.")
@click.option("-o", "--output", default="out", metavar="DIR", show_default=True, help="Where the files go.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="KEY=VALUE",
    callback=_pairs,
    help="Change a value of the content; repeatable.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as a reason not to write a file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "short", "json"]),
    default="human",
    show_default=True,
    help="How problems are shown on stderr.",
)
@click.option("-q", "--quiet", is_flag=True, help="No summary on stderr; problems are shown all the same.")
@with_traceback
def build(
    contents: tuple[str, ...],
    layouts: tuple[str, ...],
    club: str | None,
    output: str,
    settings: tuple[tuple[str, str], ...],
    strict: bool,
    form: str,
    quiet: bool,
) -> ExitCode:
    """Write a PDF for each CONTENT in each layout.

    CONTENT is a path or the name of a shipped one. Without any it means content/*.yaml of the current folder, else the
    shipped guide. Without -l, the layouts are those that the content names, else handout-a4 and card-a6. The names of
    the files written go to stdout, everything else to stderr.

    \b
    Examples:
      handout build
      handout build sore-back -l card-a6 --club club.yaml -o print
      handout build content/my-guide.yaml --set edition=2026-12 --strict
    """
    # Here and not above: `handout --help` has no use for the stages, and they take most of the start-up time.
    postpone()
    from generator.pipeline import Press, contents_here

    press = Press(club=club, settings=settings, created=_created(os.environ.get("SOURCE_DATE_EPOCH")))
    asked = [
        (content, layout)
        for content in contents or contents_here(os.curdir)
        for layout in layouts or press.layouts_of(content)
    ]
    built = [press.build(content, layout) for content, layout in asked]
    problems = Diagnostics()
    for one in built:
        problems.extend(one.diagnostics)
    found = problems.sorted()
    show(form, found)

    sound = [one for one in built if one.data is not None and not (strict and one.diagnostics)]
    _refuse_collisions([(pair, one) for pair, one in zip(asked, built, strict=True) if one in sound])
    for one in sound:
        path = os.path.join(output, one.name)
        write_whole(path, one.data or b"")
        click.echo(path)
        if form == "human" and not quiet:
            click.echo(f"{path}: {_summary(one)}", err=True)

    if problems.has_errors:
        return ExitCode.INPUT
    return ExitCode.WARNINGS if strict and found else ExitCode.OK


def _created(epoch: str | None) -> str | None:
    """The day of SOURCE_DATE_EPOCH (reproducible-builds.org) as an ISO date, if it is set."""
    if not epoch:
        return None
    if not epoch.isdigit() or int(epoch) >= _END_OF_TIME:
        raise UsageProblem(f"SOURCE_DATE_EPOCH is {epoch!r}, and must be a number of seconds since 1970")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch)))


def _refuse_collisions(pairs: list[tuple[tuple[str, str], Built]]) -> None:
    """Raise UsageProblem if two files to be written have one name: the second would erase the first."""
    owners: dict[str, tuple[str, str]] = {}
    for pair, one in pairs:
        other = owners.setdefault(one.name, pair)
        if other is not pair:
            raise UsageProblem(
                f"{pair[0]} in {pair[1]} and {other[0]} in {other[1]} would both be written to {one.name}; "
                "ask for one of them, or give the contents different slugs"
            )


def _summary(one: Built) -> str:
    """The pages, the size, and what the layout gave up to keep its promise."""
    pages = "1 page" if one.pages == 1 else f"{one.pages} pages"
    gave_way = f" (gave way: {', '.join(one.gave_way)})" if one.gave_way else ""
    return f"{pages}, {len(one.data or b'') / 1000:.1f} kB{gave_way}"
