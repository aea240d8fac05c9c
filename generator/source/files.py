"""Finds the files that a handout is made of, by name or path, and reads them into nodes."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from typing import TypeVar

from generator.diagnostics import Diagnostics, EnvironmentProblem, InputError, UsageProblem, shown
from generator.source.decode import decode
from generator.source.encoding import MAX_BYTES
from generator.source.node import Node
from generator.source.reader import read_text
from generator.source.spelling import locale_question, question, suggest

Record = TypeVar("Record")

_ENDINGS = (".yaml", ".yml")
_NOUNS = {"layouts": "layout", "layouts/sheets": "sheet", "content/locales": "locale", "content/words": "word list"}
_BY_PATH = ("content", "layouts", "layouts/sheets")  # kinds that are asked for by a path as well


def read_file(path: str, diagnostics: Diagnostics, name: str | None = None) -> Node | None:
    """The document in the file, or None after an error was reported, as `read_text` says.

    `name` stands for the file in messages; by default it is the path as given. Raises EnvironmentProblem if the file
    cannot be read at all.
    """
    data = read_bytes(path, MAX_BYTES)
    return read_text(data, path if name is None else name, diagnostics, os.path.dirname(os.path.abspath(path)))


def read_record(path: str, kind: type[Record]) -> Record:
    """The record in a file. Raises InputError for mistakes, EnvironmentProblem if it cannot be read."""
    diagnostics = Diagnostics()
    node = read_file(path, diagnostics)
    record = decode(node, kind, diagnostics) if node else None
    if record is None or diagnostics.has_errors:
        raise InputError(diagnostics.sorted())
    return record


def read_bytes(path: str, most: int) -> bytes:
    """What is in a file, up to one byte more than `most`, even of an endless one. Raises EnvironmentProblem."""
    try:
        if stat.S_ISFIFO(os.stat(path).st_mode):
            raise EnvironmentProblem(f"cannot read {shown(path)}: it is a pipe, and nobody may ever write to it")
        with open(path, "rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as problem:  # ValueError: a NUL character in the path
        raise EnvironmentProblem.of(problem, "cannot read", path) from problem


def shipped_folder(kind: str) -> str:
    """The folder of a kind, "content" or "layouts/sheets" for example, of the package or of the checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "shipped", *kind.split("/"))
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), *kind.split("/"))


def shipped_names(kind: str) -> tuple[str, ...]:
    """The names of the shipped files of a kind, in alphabetical order."""
    return _names(shipped_folder(kind))


def find(kind: str, name_or_path: str, folder: str | None = None, hidden: Collection[str] = ()) -> str:
    """The path of a file that was asked for by name or by path.

    A path has a separator in it or ends in .yaml or .yml; it starts from `folder`, or else from the current folder.
    A name is looked for in `folder`, then among the shipped files of the kind. Raises UsageProblem, with what is
    there but for the names in `hidden`, if nothing or a folder is found, and EnvironmentProblem if the machine does
    not let us look.
    """
    if is_path(name_or_path):
        path = os.path.join(folder or "", name_or_path)
        _refuse_folder(path)
        if _exists(path):
            return path
        around, stem = os.path.split(path)
        near = suggest(stem.removesuffix(".yaml").removesuffix(".yml"), _names(around or "."))
        hint = f"; did you mean {shown(os.path.join(around, near + '.yaml'))}?" if near else ""
        raise UsageProblem(f"there is no file {shown(path)}{hint}")
    for place in filter(None, (folder, shipped_folder(kind))):
        path = os.path.join(place, name_or_path + ".yaml")
        if name_or_path and _exists(path):
            return path
    if kind in _BY_PATH:
        _refuse_folder(name_or_path)
    known = sorted({*shipped_names(kind), *(_names(folder) if folder else ())} - {*hidden})
    here = os.path.join(*kind.split("/"), name_or_path + ".yaml")
    if kind in _BY_PATH and name_or_path and os.path.isfile(here):
        hint = f"there is {shown(here)} here: give its path; "
    else:
        hint = (locale_question if kind == "content/locales" else question)(name_or_path, known)
    noun = _NOUNS.get(kind, kind)
    raise UsageProblem(f"there is no {noun} {shown(name_or_path)}; {hint}known: {', '.join(known) or 'none'}")


def _refuse_folder(path: str) -> None:
    """Raise UsageProblem for a folder where a file should be, with a file that is in it."""
    if os.path.isdir(path):
        inside = _names(path)
        hint = f", such as {shown(os.path.join(path, inside[0] + '.yaml'))}" if inside else ""
        raise UsageProblem(f"{shown(path)} is a folder: give a file{hint}")


def inside(folder: str, path: str) -> str | None:
    """The real path of what a file in `folder` names by a path from there; None if it leads out of the folder."""
    folder = os.path.realpath(folder)
    try:
        real = os.path.realpath(os.path.join(folder, path))
        return None if os.path.isabs(path) or os.path.commonpath((folder, real)) != folder else real
    except ValueError:  # a character that no path may have; another drive
        return None


def is_path(name_or_path: str) -> bool:
    """Whether it names a file by its path, not by the name of something shipped."""
    return "/" in name_or_path or os.sep in name_or_path or name_or_path.lower().endswith(_ENDINGS)


def _exists(path: str) -> bool:
    """Whether there is anything at the path, file or not."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as problem:
        raise EnvironmentProblem.of(problem, "cannot read", path) from problem
    return True


def _names(folder: str) -> tuple[str, ...]:
    try:
        entries = os.listdir(folder)
    except (OSError, ValueError):
        return ()
    return tuple(sorted(entry[: -len(".yaml")] for entry in entries if entry.endswith(".yaml") and entry[0] != "."))
