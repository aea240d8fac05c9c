"""Turns a paper into the target that shows where a printer misses, and what was read on it into a profile."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

import click

from generator.cli import profiles
from generator.cli.documents import created_day
from generator.cli.files import write_whole
from generator.cli.options import with_traceback
from generator.diagnostics import Diagnostics, InputError, UsageProblem

if TYPE_CHECKING:
    from generator.model.locale import CalibrationWords
    from generator.model.printer import PaperName, PrinterProfile

_PAPERS: tuple[PaperName, ...] = ("A4", "Letter")
_FONTS = ("AtkinsonHyperlegibleNext_400Regular.ttf", "AtkinsonHyperlegibleNext_700Bold.ttf")


@click.command()
@click.option("--paper", type=click.Choice(_PAPERS, case_sensitive=False), help="The paper.  [default: A4]")
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
    if reading is not None:
        if printer is None:
            raise UsageProblem("--read needs --printer NAME, under which the reading is stored")
        _remember(printer, reading, paper or _PAPERS[0])
        return
    profile = profiles.load(printer) if printer is not None else None
    if profile and paper and profile.paper != paper:
        raise UsageProblem(f"{printer} was measured on {profile.paper}; a target for {paper} is read without --printer")
    paper = profile.paper if profile else paper or _PAPERS[0]
    words, language = _words(locale)
    name = "-".join(["calibration", paper.lower(), *(printer or "").split()])
    path = os.path.join(output, f"{name}.pdf")
    write_whole(path, _target(paper, words, language, printer, profile))
    click.echo(path)
    _explain(words, printer)


def _remember(printer: str, reading: str, paper: PaperName) -> None:
    """Store a reading, and say what was understood."""
    from generator.impose.reading import read

    profile = read(reading, paper)
    click.echo(profiles.store(printer, profile))
    for side, correction in (("Fronts", profile.front), ("Backs", profile.back)):
        click.echo(f"{side} are {correction.in_words}.", err=True)
    click.echo(f"To check it: handout calibrate --printer {shlex.quote(printer)}", err=True)


def _explain(words: CalibrationWords, printer: str | None) -> None:
    """The steps of the target in the same words, on stderr."""
    from generator.impose.target import COMMAND, last_step

    for step in (words.print.plain, words.fold.plain, last_step(words, printer)):
        click.echo(step, err=True)
    if printer is None:
        click.echo(f"  {COMMAND}", err=True)


def _words(locale: str) -> tuple[CalibrationWords, str]:
    """The words of a locale for the target, and their language."""
    from generator.model.locale import Locale
    from generator.source.decode import decode
    from generator.source.files import find, read_file

    problems = Diagnostics()
    node = read_file(find("content/locales", locale), problems)
    read = decode(node, Locale, problems) if node is not None else None
    if read is None or problems.has_errors:
        raise InputError(problems.sorted())
    if read.calibration is None:
        raise UsageProblem(f"the locale {locale} has no words for the target: it lacks the key 'calibration'")
    return read.calibration, read.language.value


def _target(
    paper: PaperName, words: CalibrationWords, language: str, printer: str | None, profile: PrinterProfile | None
) -> bytes:
    """The target's file."""
    from generator import __version__
    from generator.impose.lettering import Lettering
    from generator.impose.target import Faces, target
    from generator.pdf import PdfPainter
    from generator.pipeline import UNDATED
    from generator.source.files import shipped_folder
    from generator.typeset.fonts import FontLibrary
    from generator.typeset.items import Metadata

    library = FontLibrary()
    fonts = os.path.join(shipped_folder("layouts"), "fonts")
    faces = Faces(*(Lettering(library, library.face(os.path.join(fonts, font)), language) for font in _FONTS))
    metadata = Metadata(
        title="",
        author="handout",
        subject="",
        language=language,
        created=created_day(os.environ.get("SOURCE_DATE_EPOCH")) or UNDATED,
        producer=f"handout {__version__}",
    )
    measured = (printer, profile) if printer is not None and profile is not None else None
    return PdfPainter().paint(target(paper, words, faces, metadata, measured), actual_size=True)
