"""Turns what a document was made from into lines for its metadata, and such lines back again.

A line has a kind, then what there is to say: `content 9f86d0... sore-back`, `edition 2026-11`, `set title=Sore back?`.
Files go by their names without folder and ending, so nothing tells whose machine they were on.
"""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from generator.diagnostics import Source

# Of the XMP property that has the lines. A URN: nothing is to be fetched there.
NAMESPACE = "urn:handout:provenance#"
PREFIX, PROPERTY = "handout", "madeFrom"

KINDS = ("content", "locale", "picture", "layout", "club", "logo")
_FILE = re.compile(rf"({'|'.join(KINDS)}) ([0-9a-f]{{64}})(?: (.*))?", re.DOTALL)


class SourceFile(NamedTuple):
    """A file that a document was made from. `kind` is one of `KINDS`, `digest` the SHA-256 of its bytes in hex.

    `name` has neither folder nor ending; pictures and logos have none, as the file that asks for them has it.
    """

    kind: str
    name: str
    digest: str


class Provenance(NamedTuple):
    """What a document was made from. Of the layouts, each stands before the one that it extends."""

    edition: str
    files: tuple[SourceFile, ...]
    settings: tuple[tuple[str, str], ...] = ()  # as given by --set


def source_file(kind: str, source: Source) -> SourceFile:
    """The file that was read as `source`."""
    name = os.path.splitext(os.path.basename(source.name))[0]
    # A file's name can have what no XML may: control characters, bytes that are no text.
    return SourceFile(kind, "".join(c if c.isprintable() else "\ufffd" for c in name), source.digest)


def to_lines(provenance: Provenance) -> tuple[str, ...]:
    """The provenance as lines."""
    return (
        f"edition {provenance.edition}",
        *(" ".join(filter(None, file)) for file in ((f.kind, f.digest, f.name) for f in provenance.files)),
        *(f"set {key}={value}" for key, value in provenance.settings),
    )


def from_lines(lines: tuple[str, ...]) -> Provenance:
    """The provenance that the lines tell of; what is not understood is left out."""
    edition, files, settings = "", [], []
    for line in lines:
        kind, _, rest = line.partition(" ")
        found = _FILE.fullmatch(line)
        if found:
            files.append(SourceFile(found[1], found[3] or "", found[2]))
        elif kind == "edition":
            edition = rest
        elif kind == "set":
            key, _, value = rest.partition("=")
            settings.append((key, value))
    return Provenance(edition, tuple(files), tuple(settings))
