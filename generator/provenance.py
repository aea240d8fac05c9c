"""Turns what a document was made from into lines for its metadata, and such lines back again.

A line has a kind, then what there is to say: `content 9f86d0... sore-back`, `edition 2026-11`, `set title=Sore back?`,
`print --sheet a4-card-a6 --copies 10` for what is printed in another way than one page after the other.
Files go by their names without folder and ending, so nothing tells whose machine they were on.
"""

from __future__ import annotations

import os
import re
import shlex
from contextlib import suppress

from generator.diagnostics import Source
from generator.record import NamedTuple

# Of the XMP property that has the lines. A URN: nothing is to be fetched there.
NAMESPACE = "urn:handout:provenance#"
PREFIX, PROPERTY = "handout", "madeFrom"

KINDS = ("content", "locale", "picture", "layout", "club", "logo", "sheet")
_FILE = re.compile(rf"({'|'.join(KINDS)}) ([0-9a-f]{{64}})(?: (.*))?", re.DOTALL)


class SourceFile(NamedTuple):
    """A file that a document was made from. `kind` is one of `KINDS`, `digest` the SHA-256 of its bytes in hex.

    `name` has neither folder nor ending; pictures and logos have none, as the file that asks for them has it.
    """

    kind: str
    name: str
    digest: str


class Provenance(NamedTuple):
    """What a document was made from. Of the layouts, each stands before the one that it extends.

    `settings` are as given by --set. `print` has the options of `handout build` that made this print, with their
    values; of a reading copy, none. What follows from others is written out, so that equal prints have equal options.
    """

    edition: str
    files: tuple[SourceFile, ...]
    settings: tuple[tuple[str, str], ...] = ()
    print: tuple[str, ...] = ()


def source_file(kind: str, source: Source) -> SourceFile:
    """The file that was read as `source`."""
    name = os.path.splitext(os.path.basename(source.name))[0]
    return SourceFile(kind, _printable(name), source.digest)


def to_lines(provenance: Provenance) -> tuple[str, ...]:
    """The provenance as lines."""
    return (
        f"edition {provenance.edition}",
        *(" ".join(filter(None, file)) for file in ((f.kind, f.digest, f.name) for f in provenance.files)),
        *(f"set {key}={value}" for key, value in provenance.settings),
        *([f"print {shlex.join(map(_printable, provenance.print))}"] if provenance.print else []),
    )


def from_lines(lines: tuple[str, ...]) -> Provenance:
    """The provenance in the lines; what is not understood is left out."""
    edition, files, settings = "", [], []
    options: tuple[str, ...] = ()
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
        elif kind == "print":
            with suppress(ValueError):  # its quotes do not close
                options = tuple(shlex.split(rest))
    return Provenance(edition, tuple(files), tuple(settings), options)


def _printable(text: str) -> str:
    """The text without what no XML may have, and a file's name can: control characters, bytes that are no text."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
