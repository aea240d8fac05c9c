"""Makes the printer target to print, and stores what was read on it as the profile of a printer."""

from __future__ import annotations

import os
import shlex

from generator.calibration import profiles
from generator.calibration.looks import target_look
from generator.calibration.reading import read
from generator.calibration.target import COMMAND, last_step, target
from generator.diagnostics import UsageProblem
from generator.impose.lettering import Lettering
from generator.model.locale import CalibrationWords, Locale
from generator.model.printer import PaperName
from generator.pdf import PdfPainter
from generator.record import NamedTuple
from generator.source.files import find, read_record, shipped_folder
from generator.typeset.fonts import FontLibrary
from generator.typeset.items import Metadata
from generator.version import __version__

DEFAULT_PAPER: PaperName = "A4"
UNDATED = "2000-01-01"  # a file must have a date, and the clock's would make each target another file


class Measured(NamedTuple):
    """A target or a profile: the name or path of its file, the bytes if it is yet to be written, notes for people."""

    path: str
    data: bytes
    notes: tuple[str, ...]


def printer_target(
    paper: PaperName | None, printer: str | None, locale: str = "en-GB", created: str | None = None
) -> Measured:
    """The target for a paper, A4 by default; with a `printer` that was measured, the corrected one for its paper.

    Its notes say what to do with it, in the words of the locale.

    `created` is the ISO date that stands in the file. Raises UsageProblem for a printer or locale that there is not or
    that does not go with the paper, InputError for mistakes in their files.
    """
    profile = profiles.load(printer) if printer is not None else None
    if profile and paper and profile.paper != paper:
        raise UsageProblem(f"{printer} was measured on {profile.paper}; a target for {paper} is read without --printer")
    paper = profile.paper if profile else paper or DEFAULT_PAPER
    words, language = _words(locale)
    look, library = target_look(), FontLibrary()
    regular, bold = (
        Lettering(library, library.face(os.path.join(shipped_folder("layouts"), font)), language) for font in look.fonts
    )
    metadata = Metadata(
        title="",
        author="handout",
        subject="",
        language=language,
        created=created or UNDATED,
        producer=f"handout {__version__}",
    )
    measured = (printer, profile) if printer is not None and profile is not None else None
    document = target(paper, words, look, (regular, bold), metadata, measured)
    notes = (words.print.plain, words.fold.plain, last_step(words, printer))
    return Measured(
        "-".join(["calibration", paper.lower(), *(printer or "").split()]) + ".pdf",
        PdfPainter().paint(document, actual_size=True),
        notes if printer else (*notes, f"  {COMMAND}"),
    )


def remember(printer: str, reading: str, paper: PaperName | None) -> Measured:
    """Keep what was read on a target for a paper, A4 by default, as the profile of a printer; gives its path.

    Raises UsageProblem for a reading or a name that is none, EnvironmentProblem if the file cannot be written.
    """
    profile = read(reading, paper or DEFAULT_PAPER)
    return Measured(
        profiles.store(printer, profile),
        b"",
        (
            f"Fronts are {profile.front.in_words}.",
            f"Backs are {profile.back.in_words}.",
            f"To check it: handout calibrate --printer {shlex.quote(printer)}",
        ),
    )


def _words(locale: str) -> tuple[CalibrationWords, str]:
    """The words of a locale for the target, and their language."""
    read = read_record(find("content/locales", locale), Locale)
    if read.calibration is None:
        raise UsageProblem(f"the locale {locale} has no words for the target: it lacks the key 'calibration'")
    return read.calibration, read.language.value
