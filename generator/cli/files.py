"""Turns finished bytes into a file that is whole, or leaves the former one as it was."""

from __future__ import annotations

import contextlib
import os
import re

from generator.diagnostics import EnvironmentProblem


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
            raise EnvironmentProblem(f"cannot write {path}: {(problem.strerror or str(problem)).lower()}") from problem
        raise


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
