"""Turns a document's provenance into where its files are now, and the command that builds it again."""

from __future__ import annotations

import hashlib
import os
import shlex
from typing import NamedTuple

from generator.provenance import Provenance, SourceFile
from generator.source.encoding import MAX_BYTES
from generator.source.files import shipped_folder

SAME, CHANGED, MISSING = "same", "changed", "missing"

# Where files of a kind are looked for in the current folder, and the shipped folder of the kind.
_PLACES: dict[str, tuple[tuple[str, ...], str | None]] = {
    "content": (("content", "."), "content"),
    "locale": (("content/locales", "locales"), "content/locales"),
    "layout": (("layouts", "."), "layouts"),
    "club": ((".", "content"), None),
}


class Trace(NamedTuple):
    """What has become of a file: `state` is SAME, CHANGED or MISSING, `path` where it is now.

    `shipped` says that it is one that came with the program and that its name is enough to ask for it.
    """

    file: SourceFile
    state: str
    path: str | None = None
    shipped: bool = False


def trace(file: SourceFile, folder: str = "") -> Trace:
    """Look for a file below `folder`, then among the shipped ones; one with the same bytes goes before others."""
    places, shipped = _PLACES.get(file.kind, ((), None))
    # The name stands in a file from anywhere: it must not lead out of these folders.
    if not file.name or file.name.startswith(".") or any(c in '/\\:"' or not c.isprintable() for c in file.name):
        return Trace(file, MISSING)
    candidates = [os.path.join(place, file.name + end) for place in places for end in (".yaml", ".yml")]
    ours = os.path.join(shipped_folder(shipped), file.name + ".yaml") if shipped else ""
    changed = None
    for path in (*candidates, ours):
        digest = _digest(os.path.join(folder, path))
        if digest is None:
            continue
        is_shipped = bool(ours) and os.path.realpath(os.path.join(folder, path)) == os.path.realpath(ours)
        # A layout's name means the one beside the content first, so after another one here it is not enough.
        found = Trace(file, CHANGED, path, is_shipped and not (changed and file.kind == "layout"))
        if digest == file.digest:
            return found._replace(state=SAME)
        changed = changed or found
    return changed or Trace(file, MISSING)


def command(provenance: Provenance, traces: tuple[Trace, ...]) -> str | None:
    """The command line that builds the document again, quoted for a shell; None if what it needs is not here."""
    first: dict[str, Trace] = {}
    for one in traces:
        first.setdefault(one.file.kind, one)
    if not {"content", "layout"} <= first.keys():
        return None
    if any(one.path is None for kind, one in first.items() if kind in ("content", "layout", "club")):
        return None
    words = ["handout", "build", _named(first["content"]), "-l", _named(first["layout"])]
    if "club" in first:
        words += ["--club", first["club"].path or ""]
    for key, value in provenance.settings:
        words += ["--set", f"{key}={value}"]
    return shlex.join(words)


def _named(found: Trace) -> str:
    return found.file.name if found.shipped else found.path or ""


def _digest(path: str) -> str | None:
    """The SHA-256 of a file; None if there is none, or none that could be such a file."""
    try:
        if not os.path.isfile(path) or os.path.getsize(path) > MAX_BYTES:
            return None
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except (OSError, ValueError):
        return None
