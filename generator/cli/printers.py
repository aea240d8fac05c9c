"""Lists the profiles of printers, or removes one: `handout printers`."""

from __future__ import annotations

import click

from generator.cli.options import show, with_traceback
from generator.diagnostics import ExitCode, InputError


@click.command()
@click.option("--remove", metavar="NAME", help="Forget a printer.")
@with_traceback
def printers(remove: str | None) -> ExitCode:
    """List the printers that were measured with `handout calibrate`, and what is done for each.

    \b
    Examples:
      handout printers
      handout printers --remove office
    """
    from generator.calibration import profiles

    if remove is not None:
        click.echo(f"removed {profiles.remove(remove)}", err=True)
        return ExitCode.OK
    code = ExitCode.OK
    for name in profiles.names():
        try:
            profile = profiles.load(name)
        except InputError as problem:  # one spoilt file does not hide the others
            show("human", problem.diagnostics)
            code = ExitCode.INPUT
            continue
        click.echo(f"{name} ({profile.paper})")
        click.echo(f"  fronts  {profile.front.in_words}")
        click.echo(f"  backs   {profile.back.in_words}")
    click.echo(f"The profiles are in {profiles.folder()}", err=True)
    return code
