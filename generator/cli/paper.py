"""Defines the printing options, which become an `Order`, and shows the notes on a finished print."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from generator.cli.options import Verb, gathered
from generator.printing.order import ABOUT_SHEETS, EDGES, MOST, Order

if TYPE_CHECKING:
    from generator.printing.printable import Printed


class _Number(click.ParamType[int]):
    """A whole number from 1 on; unlike click's range it leaves no formula in the help."""

    name = "number"

    def __init__(self, field: str) -> None:
        self._most = MOST[field]

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> int:
        """The number; else the usage error of click's types."""
        text = str(value)
        if not (text.isascii() and text.isdigit() and len(text) <= 9 and 1 <= int(text) <= self._most):
            self.fail(f"{text!r} is not a whole number from 1 to {self._most}", parameter, context)
        return int(text)


_OPTIONS = (
    click.option("--sheet", metavar="SHEET", help="Sheets of cards as well: a4, letter, a name or a path."),
    click.option(
        "--copies", type=_Number("copies"), metavar="N", help="Cards of each content; else a sheet full of one."
    ),
    click.option(
        "--start-at", type=_Number("start_at"), metavar="K", help="The first free place of a part-used sheet."
    ),
    click.option(
        "--flip",
        type=click.Choice(EDGES),
        metavar="EDGE",
        help="Where the printer turns sheets: long-edge, short-edge.",
    ),
    click.option("--fold", is_flag=True, help="Both faces side by side, printed on one side, to fold."),
    click.option("--simplex", is_flag=True, help="Fronts and backs in two files, to feed sheets twice."),
    click.option("--together", is_flag=True, help="All contents on the same sheets; one card of each."),
    click.option("--printer", metavar="NAME", help="Make up for a printer's error: handout calibrate."),
    click.option(
        "--print-copies",
        type=_Number("print_copies"),
        metavar="N",
        help="How many copies the print dialog proposes.",
    ),
    click.option("--booklet", is_flag=True, help="Leaflets as booklets as well: A4 pages on A3."),
    click.option("--2up", "two_up", is_flag=True, help="Leaflets two pages a side as well: A4 pages on A3."),
    click.option(
        "--for",
        "purpose",
        type=click.Choice(["print-shop"]),
        metavar="print-shop",
        help="Single pages with bleed and boxes as well.",
    ),
)


class SectionedCommand(click.Command):
    """A command whose options for paper stand apart in its help."""

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under three titles."""
        groups: dict[str, list[tuple[str, str]]] = {"Options": [], "Cards on sheets": [], "Other prints": []}
        for option in self.get_params(context):
            if isinstance(option, click.Option) and (record := option.get_help_record(context)):
                is_about_sheets = option.name in ("sheet", *ABOUT_SHEETS)
                other = "Other prints" if option.name in Order._fields else "Options"
                groups["Cards on sheets" if is_about_sheets else other].append(record)
        for title, records in groups.items():
            with formatter.section(title):
                formatter.write_dl(records)


def with_paper(verb: Verb) -> Verb:
    """Add the options of printing, handed on together as `order`."""

    made = gathered(verb, "order", Order)
    for option in reversed(_OPTIONS):
        made = option(made)
    return made


def show_notes(form: str, path: str, made: Printed) -> None:
    """Write the notes on the print at `path` to stderr, or its values as JSON."""
    if form == "json":
        for name, value in made.values.items():
            click.echo(json.dumps({"file": path, name: value}), err=True)
    elif form == "human":
        for line in made.notes:
            click.echo(line, err=True)
