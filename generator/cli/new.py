"""Writes a folder with a text, a layout and a club file to start from: `handout new`."""

from __future__ import annotations

import os
import shlex

import click

from generator.cli.documents import today
from generator.cli.options import with_traceback
from generator.diagnostics import EnvironmentProblem
from generator.writing import write_new

_OURS = ("schemas", "figures")  # folders of files that nobody is asked to change


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
    completes and checks their keys. In a folder that has these, a second text is added, and nothing that is there is
    ever overwritten. The names of the new files go to stdout, the next two commands to stderr.

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
    kept = _kept(files)
    new_files = {path: data for path, data in files.items() if path not in kept}
    write_new(new_files)
    for path in new_files:
        click.echo(path)
    for path, note in kept.items():
        click.echo(f"{path} was there, and stays as it is{note}.", err=True)
    click.echo("\nNext:", err=True)
    for command in _next_commands(os.path.normpath(folder)):
        click.echo(f"  {command}", err=True)


def _kept(files: dict[str, bytes]) -> dict[str, str]:
    """The files that are there already and that texts share, each with a note if it differs.

    The first of the files is the text, which must be new; what is no file is left for the writing to refuse.
    """
    kept = {}
    for path in list(files)[1:]:
        if os.path.isfile(path):
            is_ours = os.path.basename(os.path.dirname(path)) in _OURS
            kept[path] = ", though another than this version's" if is_ours and _differs(path, files[path]) else ""
    return kept


def _differs(path: str, data: bytes) -> bool:
    """Whether a file is another than these bytes. Raises EnvironmentProblem if it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read(len(data) + 1) != data
    except OSError as problem:
        raise EnvironmentProblem.of(problem, "cannot read", path) from problem


def _next_commands(folder: str) -> tuple[str, str]:
    """What to run next, quoted for a shell: enter the folder and build; if one is in it, check and build."""
    if folder == os.curdir:
        return "handout check", "handout build"
    # `cd -name` would ask for an option
    return f"cd {shlex.quote(os.path.join(os.curdir, folder) if folder.startswith('-') else folder)}", "handout build"
