"""Finds the files that a document was made from, and the command that builds it again."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator

from generator.diagnostics import Diagnostics, EnvironmentProblem
from generator.digest import sha256
from generator.provenance import Provenance, SourceFile
from generator.record import NamedTuple
from generator.source.encoding import MAX_BYTES
from generator.source.files import read_bytes, read_file, shipped_folder
from generator.source.node import Mapping, Node, Scalar, Sequence

SAME, CHANGED, MISSING = "same", "changed", "missing"

# Where files of a kind are looked for in the current folder, and the shipped folder of the kind.
_PLACES: dict[str, tuple[tuple[str, ...], str | None]] = {
    "content": (("content", "."), "content"),
    "locale": (("content/locales", "locales"), "content/locales"),
    "layout": (("layouts", "."), "layouts"),
    "club": ((".", "content"), None),
    "sheet": (("layouts/sheets", "layouts", "."), "layouts/sheets"),
}
_CLUB = "club.yaml"  # in the current folder: a build takes it unasked
# The files without a name of their own: in what kind of file they are named, and by which keys.
_NAMED_IN = {"picture": ("content", ("picture", "drawing")), "logo": ("club", ("logo",))}
_MAX_PICTURE = 5_000_000  # bytes; as large as one may be that a build takes


class Trace(NamedTuple):
    """What has become of a file: `state` is SAME, CHANGED or MISSING, `path` where it is now.

    `shipped` says that it is one that came with the program and that its name is enough to ask for it.
    """

    file: SourceFile
    state: str
    path: str | None = None
    shipped: bool = False


def trace_all(files: tuple[SourceFile, ...], folder: str = "") -> tuple[Trace, ...]:
    """What has become of each file: those with a name as `trace` finds them, pictures where those name them."""
    found = {file: trace(file, folder) for file in files}
    for kind, (namer, keys) in _NAMED_IN.items():
        unnamed = [file for file in found if file.kind == kind]
        namers = [one.path for one in found.values() if unnamed and one.file.kind == namer and one.path is not None]
        paths = [path for holder in namers for path in _named_by(os.path.join(folder, holder), keys)]
        digests = {path: _digest(path, _MAX_PICTURE) for path in dict.fromkeys(paths)}
        same = {digest: path for path, digest in reversed(digests.items())}  # by its digest, the first of them
        # What is left on both sides, in the order of the files: a picture that was changed keeps its place.
        lost = [file for file in unnamed if file.digest not in same]
        known = {None, *(file.digest for file in unnamed)}
        others = [path for path, digest in digests.items() if digest not in known]
        changed = dict(zip(lost, others, strict=True)) if len(lost) == len(others) else {}
        for file in unnamed:
            path = same.get(file.digest) or changed.get(file)
            if path:
                state = SAME if file.digest in same else CHANGED
                found[file] = Trace(file, state, os.path.relpath(path, folder or os.curdir))
    return tuple(found[file] for file in files)


def _named_by(path: str, keys: tuple[str, ...]) -> list[str]:
    """The paths of the files that a YAML file names by such keys, anywhere in it."""
    try:
        node = read_file(path, Diagnostics())
    except EnvironmentProblem:
        return []
    return [os.path.join(os.path.dirname(path), name) for name in _values(node, keys)]


def _values(node: Node | None, keys: tuple[str, ...]) -> Iterator[str]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _values(item, keys)
    for key, pair in node.pairs.items() if isinstance(node, Mapping) else ():
        if key in keys and isinstance(pair.value, Scalar) and pair.value.value:
            yield pair.value.value
        else:
            yield from _values(pair.value, keys)


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
        # The name of a layout or a sheet means one beside the content first: after another one here it is not enough.
        found = Trace(file, CHANGED, path, is_shipped and not (changed and file.kind in ("layout", "sheet")))
        if digest == file.digest:
            return found._replace(state=SAME)
        changed = changed or found
    return changed or Trace(file, MISSING)


def command(provenance: Provenance, traces: tuple[Trace, ...], folder: str = "") -> str | None:
    """The command line that builds the document again, quoted for a shell; None if what it needs is not here."""
    first = {one.file.kind: one for one in reversed(traces)}
    needed = [one for one in traces if one.file.kind == "content"]
    needed += [first[kind] for kind in ("layout", "club", "sheet") if kind in first]
    if not {"content", "layout"} <= first.keys() or any(one.path is None for one in needed):
        return None
    words = ["handout", "build", *(_named(one) for one in needed if one.file.kind == "content")]
    words += ["-l", _named(first["layout"])]
    if "club" in first:
        words += ["--club", first["club"].path or ""]
    elif os.path.lexists(os.path.join(folder, _CLUB)):
        words += ["--club", "none"]
    for key, value in provenance.settings:
        words += ["--set", f"{key}={value}"]
    options = list(provenance.print)
    if "sheet" in first and "--sheet" in options[:-1]:
        options[options.index("--sheet") + 1] = _named(first["sheet"])
    return shlex.join([*words, *options])


def _named(found: Trace) -> str:
    return found.file.name if found.shipped else found.path or ""


def _digest(path: str, most: int = MAX_BYTES) -> str | None:
    """The SHA-256 of a file; None if there is none, or none that could be such a file."""
    try:
        data = read_bytes(path, most) if os.path.isfile(path) else None
    except EnvironmentProblem:
        return None
    return None if data is None or len(data) > most else str(sha256(data).hexdigest())
