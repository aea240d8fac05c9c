"""Makes the printer target to print, and stores what was read on it as a printer's profile, with notes for people."""

from __future__ import annotations

import os
import shlex

from generator.calibration import profiles
from generator.calibration.looks import target_look
from generator.calibration.reading import read
from generator.calibration.target import COMMAND, last_step, target
from generator.diagnostics import UsageProblem
from generator.impose.lettering import Lettering
from generator.model.locale import Locale
from generator.model.printer import PaperName
from generator.record import NamedTuple
from generator.source.files import find, read_record, shipped_folder
from generator.typeset.fonts import FontLibrary
from generator.typeset.items import Document, Metadata
from generator.version import __version__

DEFAULT_PAPER: PaperName = "A4"
UNDATED = "2000-01-01"  # a file must have a date, and the clock's would make each target another file


class PrinterTarget(NamedTuple):
    """A target: the name of its file, its pages, and what to do with it, in the words of its locale."""

    name: str
    document: Document
    notes: tuple[str, ...]


def printer_target(
    paper: PaperName | None, printer: str | None, locale: str = "en-GB", created: str | None = None
) -> PrinterTarget:
    """The target for a paper, A4 by default; with a `printer` that was measured, the corrected one for its paper.

    `created` is the ISO date that stands in the file. Raises UsageProblem for a printer or locale that there is not or
    that does not go with the paper, InputError for mistakes in their files.
    """
    measured = (printer, profiles.load(printer)) if printer is not None else None
    if measured and paper not in (None, measured[1].paper):
        raise UsageProblem(
            f"{printer} was measured on {measured[1].paper}; a target for {paper} is read without --printer"
        )
    paper = measured[1].paper if measured else paper or DEFAULT_PAPER
    of_locale = read_record(find("content/locales", locale), Locale)
    words, language = of_locale.calibration, of_locale.language.value
    if words is None:
        raise UsageProblem(f"the locale {locale} has no words for the target: it lacks the key 'calibration'")
    look, library = target_look(), FontLibrary()
    regular, bold = (
        Lettering(library, library.face(os.path.join(shipped_folder("layouts"), look.fonts[weight])), language)
        for weight in ("regular", "bold")
    )
    metadata = Metadata("", "handout", "", language, created or UNDATED, f"handout {__version__}")
    name = "-".join(["calibration", paper.lower(), *(printer or "").split()]) + ".pdf"
    last = "".join(text for text, _ in last_step(words, printer))
    notes = (words.print.plain, words.fold.plain, last, *(() if printer else (f"  {COMMAND}",)))
    return PrinterTarget(name, target(paper, words, look, (regular, bold), metadata, measured), notes)


def remember(printer: str, reading: str, paper: PaperName | None) -> tuple[str, tuple[str, ...]]:
    """Keep what was read on a target for a paper, A4 by default, as a printer's profile: gives its path and notes.

    Raises UsageProblem for a reading or a name that is none, EnvironmentProblem if the file cannot be written.
    """
    profile = read(reading, paper or DEFAULT_PAPER)
    return profiles.store(printer, profile), (
        f"Fronts are {profile.front.in_words}.",
        f"Backs are {profile.back.in_words}.",
        f"To check it: handout calibrate --printer {shlex.quote(printer)}",
    )
