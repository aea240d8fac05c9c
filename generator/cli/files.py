"""Turns finished bytes into a file that is whole, or leaves the former one as it was."""

from __future__ import annotations

import contextlib
import os

from generator.diagnostics import EnvironmentProblem


def write_whole(path: str, data: bytes) -> None:
    """Put `data` into the file `path` and make its folder if need be.

    Raises EnvironmentProblem, and then a former file is what it was. The bytes reach the disk under another name in
    the same folder first: renaming within a folder cannot be seen half done, neither by a reader nor after a power cut.
    """
    temporary = f"{path}.{os.getpid()}.part"
    try:
        os.makedirs(os.path.dirname(path) or os.curdir, exist_ok=True)
        with open(temporary, "wb") as file:
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
