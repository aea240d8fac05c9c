"""Defines the arguments that `build` and `check` share, and builds the documents that they ask for."""

from __future__ import annotations

import datetime
import os
import time
from typing import TYPE_CHECKING

import click

from generator.cli.options import Verb, gathered, with_format, with_traceback
from generator.diagnostics import Diagnostic, Diagnostics, UsageProblem
from generator.postpone import lightly
from generator.record import NamedTuple

if TYPE_CHECKING:
    from generator.documents import Made
    from generator.printing.order import Order
    from generator.printing.printable import Printable
    from generator.typeset.items import Painter

CLUB = "club.yaml"  # in the current folder: used unasked
_END_OF_TIME = 253_402_300_800  # the year 10 000, which no date in a PDF can name


class Options(NamedTuple):
    """The values of the options of `with_documents`."""

    contents: tuple[str, ...]
    layouts: tuple[str, ...]
    club: str | None
    values: tuple[tuple[str, str], ...]


class Batch(NamedTuple):
    """All documents of one command, what other prints of them are made from, and the painter of those prints."""

    made: tuple[Made, ...]
    prints: tuple[Printable | None, ...]
    painter: Painter

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """The diagnostics of all documents, by file."""
        problems = Diagnostics()
        for made in self.made:
            problems.extend(made.built.diagnostics)
        return problems.sorted()

    @property
    def has_errors(self) -> bool:
        return any(made.built.data is None for made in self.made)


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


def with_documents(verb: Verb) -> Verb:
    """Add the arguments that say which documents are meant, handed on as `options`, and how problems are shown."""
    verb = gathered(verb, "options", Options)
    for option in (
        with_traceback,
        with_format,
        click.option(
            "--set",
            "values",
            multiple=True,
            metavar="KEY=VALUE",
            callback=_pairs,
            help="Change a value of the content; repeatable.",
        ),
        click.option(
            "--club",
            metavar="FILE",
            help=f"The club's own data, such as its name; else {CLUB} of the current folder. 'none' for no club.",
        ),
        click.option(
            "-l", "--layout", "layouts", multiple=True, metavar="LAYOUT", help="A layout: a name or a path; repeatable."
        ),
        click.argument("contents", nargs=-1, metavar="[CONTENT]..."),
    ):
        verb = option(verb)
    return verb


def build_all(options: Options, order: Order | None = None) -> Batch:
    """Build every document that is asked for; nothing is written. An `order` says what is printed of them."""
    # Here and not above: `handout --help` has no use for the stages, and they take most of the start-up time.
    with lightly():
        from generator.documents import Asked, build_all
        from generator.pdf import PdfPainter
        from generator.printing.printable import printable
        from generator.workspace import Workspace

    asked = Asked(options.contents, options.layouts, club_file(options.club), options.values, today(), created_day())
    painter = PdfPainter()
    documents: list[Made] = []
    prints: list[Printable | None] = []
    for made in build_all(asked, Workspace(), painter):
        setting = made.built.setting
        is_printed = setting is not None and (any(order or ()) or setting.pages.layout.file.sheet)
        prints.append(printable(made.built) if is_printed else None)
        documents.append(made._replace(built=made.built._replace(setting=None)))  # there may be a thousand
    return Batch(tuple(documents), tuple(prints), painter)


def club_file(wanted: str | None) -> str | None:
    """The path of the club's file: the one asked for, else that of the current folder, if there is one."""
    if wanted is not None:
        return None if wanted == "none" else wanted
    return CLUB if os.path.lexists(CLUB) else None


def today() -> datetime.date:
    """The day of SOURCE_DATE_EPOCH, else of the clock."""
    created = created_day()
    return datetime.date.fromisoformat(created) if created else datetime.date.today()


def created_day() -> str | None:
    """The day of SOURCE_DATE_EPOCH (reproducible-builds.org) as an ISO date, if it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    if not epoch.isdigit() or int(epoch) >= _END_OF_TIME:
        raise UsageProblem(f"SOURCE_DATE_EPOCH is {epoch!r}, and must be a number of seconds since 1970")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch)))


def refuse_collisions(documents: tuple[Made, ...]) -> None:
    """Raise UsageProblem if two files to be written have one name: the second would erase the first."""
    owners: dict[str, Made] = {}
    for made in documents:
        other = owners.setdefault(made.built.name, made)
        if other is not made:
            raise UsageProblem(
                f"{made.content} in {made.layout} and {other.content} in {other.layout} would both be written "
                f"to {made.built.name}; ask for one of them, or give the contents different slugs"
            )
