"""Turns a command line into files, messages and an exit code.

`handout --help` must be quick: a verb imports the stages it needs inside its function, and nowhere else.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence

import click

from generator.cli.options import Run, show
from generator.diagnostics import ExitCode, HandoutError, InputError, reason, shown
from generator.postpone import lightly
from generator.version import __version__

__all__ = ["handout", "main"]


VERBS = ("build", "check", "new", "layouts", "fonts", "schema", "inspect", "sheets", "calibrate", "printers")


class Verbs(click.Group):
    """Imports a verb, from the module of its name, when it is asked for: each waits for itself alone."""

    def list_commands(self, context: click.Context) -> list[str]:
        """All verbs, in alphabetical order."""
        return sorted(VERBS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The verb of that name."""
        if name not in VERBS:
            return None
        with lightly():
            module = importlib.import_module(f"generator.cli.{name}")
        command: click.Command = getattr(module, name)
        return command


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="handout", message="%(prog)s %(version)s")
def handout() -> None:
    """Make printable handouts and checklist cards from YAML.

    \b
    Example:
      handout build                      the *.yaml in ./content, else the shipped guide
      handout build sore-back -l card-a6
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line `arguments` (default: the process's own) and return its exit code; see `ExitCode`."""
    run = Run()
    try:
        # Outside click's standalone mode the value is the verb's own, or the code of an early exit such as --help.
        return int(handout.main(arguments, prog_name="handout", standalone_mode=False, obj=run) or ExitCode.OK)
    except SystemExit:  # click's answer when whoever read our output has gone (EPIPE); it has seen to the streams
        return ExitCode.ENVIRONMENT
    except Exception as problem:
        if run.traceback:
            import traceback  # loads slowly, and almost never

            traceback.print_exc()
        return _explain(problem, run.form)


def _explain(problem: Exception, form: str) -> ExitCode:
    """Say on stderr what ended the run; the exit code says whose fault it was."""
    if isinstance(problem, click.Abort):  # what click makes of Ctrl-C
        click.echo("Interrupted.", err=True)
        return ExitCode.INTERRUPTED
    if isinstance(problem, click.ClickException):  # a wrong option or a missing argument
        problem.show()
        return ExitCode.USAGE
    if isinstance(problem, InputError):
        show(form, problem.diagnostics)
        return problem.exit_code
    if isinstance(problem, HandoutError):
        click.echo(f"Error: {problem}", err=True)
        return problem.exit_code
    if isinstance(problem, OSError):
        place = f"{shown(str(problem.filename))}: " if problem.filename else ""
        click.echo(f"Error: {place}{reason(problem)}", err=True)
        return ExitCode.ENVIRONMENT
    click.echo(
        f"Error: a bug in handout, not in your files: {type(problem).__name__}: {' '.join(str(problem).split())}. "
        "Please report it, with what the same command prints under --traceback.",
        err=True,
    )
    return ExitCode.BUG
