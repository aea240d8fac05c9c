"""Makes the target on which a printer's error is read, or stores what was read: `handout calibrate`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from generator.cli.documents import created_day
from generator.cli.options import with_traceback
from generator.diagnostics import UsageProblem
from generator.writing import write_whole

if TYPE_CHECKING:
    from generator.model.printer import PaperName


@click.command()
@click.option("--paper", type=click.Choice(("A4", "Letter"), case_sensitive=False), help="The paper.  [default: A4]")
@click.option("--printer", metavar="NAME", help="The printer that was read, or whose correction is to be checked.")
@click.option("--read", "reading", metavar="TEXT", help='What the target reads: "front C3, back E5".')
@click.option("--locale", default="en-GB", show_default=True, metavar="LOCALE", help="The words on the target.")
@click.option("-o", "--output", default="out", metavar="DIR", show_default=True, help="Where the target goes.")
@with_traceback
def calibrate(paper: PaperName | None, printer: str | None, reading: str | None, locale: str, output: str) -> None:
    """Find out how far a printer misses the middle of the paper, and remember it.

    Without options it writes a target to print on both sides, and says how to read it. With --printer and --read it
    stores what was read under that name. With --printer alone it writes the target once more, corrected: now the
    creases should lie on L and 11.

    \b
    Examples:
      handout calibrate --paper Letter
      handout calibrate --printer office --read "front C3, back E5"
      handout calibrate --printer office
    """
    # Here and not above, as in `build`: `handout --help` stays quick.
    from generator.calibration.measure import printer_target, remember
    from generator.pdf import PdfPainter

    if reading is not None:
        if printer is None:
            raise UsageProblem("--read needs --printer NAME, under which the reading is stored")
        path, notes = remember(printer, reading, paper)
    else:
        made = printer_target(paper, printer, locale, created_day())
        path, notes = os.path.join(output, made.name), made.notes
        write_whole(path, PdfPainter().paint(made.document, actual_size=True))
    click.echo(path)
    for note in notes:
        click.echo(note, err=True)
