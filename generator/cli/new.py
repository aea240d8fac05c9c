"""Turns a name into a folder with a text, a layout and a club file to start from: `handout new`."""

from __future__ import annotations

import os
import shlex

import click

from generator.cli.documents import today
from generator.cli.files import write_new
from generator.cli.options import with_traceback


@click.command()
@click.argument("name")
@click.argument("folder", required=False, metavar="[DIR]")
@click.option(
    "--from",
    "template",
    default="blank",
    show_default=True,
    metavar="TEXT",
    help="What the text starts as: blank, or a shipped one.",
)
@click.option(
    "--locale",
    default="en-GB",
    show_default=True,
    metavar="LOCALE",
    help="The country: its emergency numbers, words, dates and paper.",
)
@with_traceback
def new(name: str, folder: str | None, template: str, locale: str) -> None:
    """Start a text of your own called NAME, in the new folder NAME or in DIR.

    The folder gets a text, a club file, a layout that extends a shipped one, and the schemas by which an editor
    completes and checks their keys. Nothing is ever overwritten. The names of the files go to stdout, the next two
    commands to stderr.

    \b
    Examples:
      handout new stretching
      handout new our-back-guide --from sore-back --locale en-US ~/guides
    """
    # Here and not above, as in `build`: `handout --help` stays quick.
    from generator.starter import project

    folder = name if folder is None else folder
    made = project(name, template, locale, today())
    files = {os.path.normpath(os.path.join(folder, *place.split("/"))): data for place, data in made.items()}
    write_new(files)
    for path in files:
        click.echo(path)
    click.echo("\nNext:", err=True)
    for command in _next_commands(os.path.normpath(folder)):
        click.echo(f"  {command}", err=True)


def _next_commands(folder: str) -> tuple[str, str]:
    """Into the folder and build, as a shell takes it; in the folder already, there is time to check first."""
    if folder == os.curdir:
        return "handout check", "handout build"
    # `cd -name` would ask for an option
    return f"cd {shlex.quote(os.path.join(os.curdir, folder) if folder.startswith('-') else folder)}", "handout build"
