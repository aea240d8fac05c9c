"""Defines what verbs share: the options `--format` and `--traceback`, and how diagnostics are shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from generator.diagnostics import Diagnostic
from generator.postpone import lightly

Verb = TypeVar("Verb", bound=Callable[..., Any])

FORMATS = ("human", "short", "json", "github")  # how problems can be shown


class Run:
    """The options that `main` still needs when a verb has failed."""

    def __init__(self) -> None:
        self.traceback = False
        self.form = FORMATS[0]


def _remember_traceback(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        context.ensure_object(Run).traceback = True


def _remember_form(context: click.Context, _parameter: click.Parameter, form: str) -> str:
    context.ensure_object(Run).form = form
    return form


def with_traceback(verb: Verb) -> Verb:
    """Add `--traceback`, which shows where in the program an unexpected failure came from."""
    return click.option(
        "--traceback",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_remember_traceback,
        help="Show where in the program a failure came from.",
    )(verb)


def with_format(verb: Verb) -> Verb:
    """Add `--format`, passed as `form`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="human",
        callback=_remember_form,
        metavar="FORM",
        help=f"How problems are shown: {', '.join(FORMATS)}.",
    )(verb)


def show(form: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    """Write `diagnostics` to stderr in one of `FORMATS`."""
    if not diagnostics:
        return
    with lightly():
        from generator.reporting import report  # most runs have nothing to report

    # click takes the colours out again where stderr is no terminal; for NO_COLOR see https://no-color.org
    click.echo(report(diagnostics, form, colour=not os.environ.get("NO_COLOR")), err=True, nl=False)
