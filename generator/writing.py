"""Writes files whole or not at all: a failure leaves a former file as it was, and of several new ones none."""

from __future__ import annotations

import contextlib
import os
import re

from generator.diagnostics import EnvironmentProblem, UsageProblem


def write_whole(path: str, data: bytes) -> None:
    """Put `data` into the file `path` and make its folder if need be.

    Raises EnvironmentProblem, and then a former file is what it was. The bytes reach the disk under another name in
    the same folder first: renaming within a folder cannot be seen half done, neither by a reader nor after a power cut.
    """
    temporary = f"{path}.{os.getpid()}.part"
    try:
        os.makedirs(os.path.dirname(path) or os.curdir, exist_ok=True)
        _clear_away(path)
        # "x": what somebody has put there, such as a link to another file, is not written through.
        with open(temporary, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException as problem:  # Ctrl-C leaves nothing behind either
        with contextlib.suppress(OSError):
            os.remove(temporary)
        if isinstance(problem, OSError):
            raise EnvironmentProblem.of(problem, "cannot write", path) from problem
        raise


def write_new(files: dict[str, bytes]) -> None:
    """Write files that are not there yet, by their paths, with the folders above them: all of them, or none.

    Raises UsageProblem if one is there, and EnvironmentProblem if one cannot be written. What this has made by then is
    removed again.
    """
    _refuse([path for path in files if os.path.lexists(path)])
    made: list[str] = []
    try:
        for path, data in files.items():
            for folder in _missing_folders(path):
                os.mkdir(folder)
                made.append(folder)
            with open(path, "xb"):  # claims the name, even if somebody else makes a file of it just now
                made.append(path)
            write_whole(path, data)
    except BaseException as problem:  # Ctrl-C leaves nothing behind either
        for path in reversed(made):
            with contextlib.suppress(OSError):  # somebody may have put a file of his own into a folder of ours
                (os.rmdir if os.path.isdir(path) else os.remove)(path)
        if isinstance(problem, FileExistsError) and problem.filename in files:
            _refuse([problem.filename])
        if isinstance(problem, OSError):
            raise EnvironmentProblem.of(problem, "cannot write", problem.filename) from problem
        raise


def _missing_folders(path: str) -> list[str]:
    """The folders above a path that are not there, the outermost first."""
    folder = os.path.dirname(path)
    return [] if not folder or os.path.isdir(folder) else [*_missing_folders(folder), folder]


def _refuse(there: list[str]) -> None:
    if there:
        names = ", ".join(there[:3]) + (f" and {len(there) - 3} more" if len(there) > 3 else "")
        raise UsageProblem(f"{names} already exist{'s' if len(there) == 1 else ''}; nothing was written")


def _clear_away(path: str) -> None:
    """Remove what builds of this file have left behind that were killed."""
    folder, name = os.path.split(path)
    part = re.compile(re.escape(name) + r"\.([0-9]{1,9})\.part")
    for entry in os.listdir(folder or os.curdir):
        found = part.fullmatch(entry)
        if found and not _is_running(int(found[1])):
            with contextlib.suppress(OSError):
                os.remove(os.path.join(folder, entry))


def _is_running(process: int) -> bool:
    """Whether another process with this number is at work. Where that cannot be asked without harm: yes."""
    if process == os.getpid():
        return False
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)  # asks, and does nothing (kill(2))
    except OSError as problem:
        return not isinstance(problem, ProcessLookupError)
    return True
