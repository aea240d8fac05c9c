"""Turns finished bytes into a file that is whole, or leaves the former one as it was."""

from __future__ import annotations

import contextlib
import os


def write_whole(path: str, data: bytes) -> None:
    """Replace the file `path` by `data`; its folder exists. Raises OSError, and then nothing has changed.

    The bytes reach the disk under another name in the same folder first: renaming within a folder cannot be seen half
    done, neither by a reader nor after a power cut.
    """
    temporary = f"{path}.{os.getpid()}.part"
    try:
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:  # Ctrl-C leaves nothing behind either
        with contextlib.suppress(OSError):
            os.remove(temporary)
        raise
