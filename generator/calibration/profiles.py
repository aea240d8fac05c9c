"""Keeps the profiles of printers in the user's config folder, and makes the matrices that correct their prints."""

from __future__ import annotations

import os
import re

import platformdirs

from generator.diagnostics import EnvironmentProblem, UsageProblem
from generator.impose.geometry import Matrix
from generator.model.printer import PrinterProfile, Side
from generator.model.units import POINTS_PER
from generator.source.files import read_record
from generator.source.spelling import question
from generator.writing import write_whole

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 _-]{0,38}[A-Za-z0-9])?")
_ENDING = ".yaml"


def folder() -> str:
    """Where the profiles are; the folder need not be there yet."""
    return os.path.join(platformdirs.user_config_dir("handout", appauthor=False), "printers")


def names() -> tuple[str, ...]:
    """The printers that have a profile, in alphabetical order. Raises EnvironmentProblem for an unreadable folder."""
    place = folder()
    try:
        entries = os.listdir(place)
    except FileNotFoundError:
        return ()
    except OSError as problem:
        raise EnvironmentProblem.of(problem, "cannot read", place) from problem
    stems = [entry.removesuffix(_ENDING) for entry in entries if entry.endswith(_ENDING)]
    return tuple(sorted(stem for stem in stems if _NAME.fullmatch(stem)))


def load(name: str) -> PrinterProfile:
    """The profile of a printer.

    Raises UsageProblem if it has none, InputError if its file has mistakes, EnvironmentProblem if that is unreadable.
    """
    return read_record(_known(name), PrinterProfile)


def correction(side: Side, width: float, height: float) -> Matrix:
    """The matrix that moves a page of this size, in points, so that it is printed where it should be.

    The page is scaled about its centre, and then moved. It is as high as it is wide or higher, as the target was on
    which the side was measured: which way a printer turns a wide page, nobody can know.
    """
    right, down = side.right * POINTS_PER["mm"], side.down * POINTS_PER["mm"]
    wide, high = float(side.wide), float(side.high)
    return (wide, 0.0, 0.0, high, width / 2 * (1 - wide) + right, height / 2 * (1 - high) + down)


def store(name: str, profile: PrinterProfile) -> str:
    """Write a profile, over a former one if there is one, and return the path of its file."""
    path = _path(name)
    write_whole(path, profile.as_yaml.encode())
    return path


def remove(name: str) -> str:
    """Remove the profile of a printer, and return the path that its file had."""
    path = _known(name)
    try:
        os.remove(path)
    except OSError as problem:
        raise EnvironmentProblem.of(problem, "cannot remove", path) from problem
    return path


def _path(name: str) -> str:
    """The path of a profile. A name is no path: it has no way out of the folder, and no ending."""
    if not _NAME.fullmatch(name):
        raise UsageProblem(
            f"{name!r} cannot be the name of a printer: use up to 40 letters from a to z, digits, spaces, - and _, "
            "such as office-2"
        )
    return os.path.join(folder(), name + _ENDING)


def _known(name: str) -> str:
    path, there = _path(name), names()
    if name not in there:
        known = f"known: {', '.join(there)}" if there else "none is known yet; handout calibrate tells how"
        raise UsageProblem(f"there is no printer '{name}'; {question(name, there)}{known}")
    return path
