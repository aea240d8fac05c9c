"""Keeps what was read from files until one of them changes on disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from generator.record import NamedTuple

T = TypeVar("T")


class FileRead(NamedTuple):
    """A file that something was read from: `kind` as in `provenance.KINDS`, its path, the SHA-256 of its bytes."""

    kind: str
    path: str
    digest: str


class _Kept(NamedTuple):
    """What was read, the files that it depends on, and what these looked like on disk."""

    value: Any
    files: tuple[FileRead, ...]
    states: tuple[tuple[int, ...] | None, ...]


class FileCache:
    """Values by keys. Whoever reads one notes its files; those of other values read meanwhile count as well."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, _Kept] = {}
        self._reading: list[list[FileRead]] = []  # the files of what is being read, the innermost last

    @property
    def files(self) -> tuple[FileRead, ...]:
        """Every file that what is kept was read from, each once, in the order of reading."""
        return tuple(dict.fromkeys(file for kept in self._kept.values() for file in kept.files if file.digest))

    def once(self, key: Hashable, read: Callable[[], T]) -> T:
        """The value that `read` gives, kept until one of its files changes. An exception passes and is not kept."""
        kept = self._kept.get(key)
        if kept is None or kept.states != tuple(_state(file.path) for file in kept.files):
            self._reading.append([])
            try:
                value = read()
            finally:
                files = tuple(self._reading.pop())
            kept = self._kept[key] = _Kept(value, files, tuple(_state(file.path) for file in files))
        if self._reading:
            self._reading[-1] += kept.files
        return cast("T", kept.value)

    def note(self, kind: str, path: str, digest: str) -> None:
        """Note that what is being read depends on a file; without a digest, on whether there is one."""
        if self._reading:
            self._reading[-1].append(FileRead(kind, os.path.abspath(path), digest))

    def forget(self, key: Hashable) -> Any:
        """Drop a value, and return it."""
        return self._kept.pop(key).value


def _state(path: str) -> tuple[int, ...] | None:
    """Which file stands at a path, when it was written, and its size: a change shows in one. None if there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size
