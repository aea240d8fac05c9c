"""Says what is wrong with an input, where, and what to do about it.

Every stage reports through one `Diagnostics` collector, so a run shows all its problems at once and in file order.
An exception (`HandoutError`) is only for what cannot go on; it carries the process's exit code.
"""

from __future__ import annotations

import os
import zlib
from enum import IntEnum

from generator.record import NamedTuple


class ExitCode(IntEnum):
    """What the command `handout` returns; part of its public contract (see README)."""

    OK = 0
    INPUT = 1  # errors in content, layout, club or locale files
    USAGE = 2  # errors in the command line
    WARNINGS = 3  # warnings, under --strict
    ENVIRONMENT = 4  # unreadable folder, missing font file, full disk
    BUG = 5  # ours: please report
    INTERRUPTED = 130


class Source:
    """The text of one input file, kept so that a diagnostic can show the line it speaks of."""

    __slots__ = ("_text", "digest", "folder", "name")

    def __init__(self, name: str, text: str, folder: str | None = None, digest: str = "") -> None:
        """`name` is the path as the user wrote it, or what stands in for one, such as `--set`.

        `folder` is the absolute folder that relative paths in this file start from. `digest` is the SHA-256 of the
        file's bytes, in hex; empty for what is no file.
        """
        self.digest = digest
        self.found(name, text, folder)

    def found(self, name: str, text: str, folder: str | None) -> None:
        """Fill in the text and place of a file of which only the digest was stored (`compiled.py`)."""
        self.name = name
        self._text: str | list[str] | bytes = text  # its lines, once they were asked for; or put away
        self.folder = folder

    def __reduce__(self) -> tuple[type[Source], tuple[str, str, None, str]]:
        return Source, (os.path.basename(self.name), "", None, self.digest)

    @property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        if isinstance(self._text, bytes):
            return zlib.decompress(self._text).decode("utf-8", "surrogatepass").split("\n")
        if isinstance(self._text, str):
            self._text = self._text.splitlines()
        return self._text

    def put_away(self) -> None:
        """Compress the lines to a sixth, which makes them slower to get. For files that were read to the end."""
        if not isinstance(self._text, bytes) and self.lines:
            self._text = zlib.compress("\n".join(self.lines).encode("utf-8", "surrogatepass"))


class Span(NamedTuple):
    """A stretch of a source file. Lines and columns count from 1; the end column is exclusive."""

    source: Source
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line}:{self.column}"

    def at(self, text: str) -> Span:
        """The first place of `text` in this stretch, if it is written there as itself; else the stretch."""
        for line in range(self.line, min(self.end_line, len(self.source.lines)) + 1):
            start = self.column - 1 if line == self.line else 0
            column = self.source.lines[line - 1].find(text, start) + 1
            if column:
                return Span(self.source, line, column, line, column + len(text))
        return self


Related = tuple[tuple[Span, str], ...]  # further places, each with a few words


class Severity(IntEnum):
    """How much a diagnostic weighs: an error stops the build, a warning does not (unless --strict)."""

    WARNING = 1
    ERROR = 2


class Diagnostic(NamedTuple):
    """One problem: what (`message`), by which rule (`rule`, a short-kebab-case id), where and what to do (`hint`).

    `related` points at further places, each with a few words, when two places disagree.
    """

    severity: Severity
    rule: str
    message: str
    span: Span | None = None
    hint: str | None = None
    related: Related = ()


class Diagnostics:
    """Collects the problems of a run."""

    def __init__(self) -> None:
        self._seen: dict[Diagnostic, None] = {}

    def error(
        self, rule: str, message: str, span: Span | None = None, hint: str | None = None, related: Related = ()
    ) -> None:
        """Add an error; the same one twice counts once."""
        self._seen[Diagnostic(Severity.ERROR, rule, message, span, hint, related)] = None

    def warning(
        self, rule: str, message: str, span: Span | None = None, hint: str | None = None, related: Related = ()
    ) -> None:
        """Add a warning; the same one twice counts once."""
        self._seen[Diagnostic(Severity.WARNING, rule, message, span, hint, related)] = None

    def extend(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Add what another collector found."""
        self._seen.update(dict.fromkeys(diagnostics))

    def __len__(self) -> int:
        return len(self._seen)

    @property
    def has_errors(self) -> bool:
        return any(diagnostic.severity is Severity.ERROR for diagnostic in self._seen)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All diagnostics, by file in the order the files were first complained of, then by line and column."""
        files: dict[str, int] = {}
        places = {}
        for diagnostic in self._seen:
            name, line, column = (span.source.name, *span[1:3]) if (span := diagnostic.span) else ("", 0, 0)
            places[diagnostic] = (files.setdefault(name, len(files)), line, column)
        return tuple(sorted(places, key=places.__getitem__))


class HandoutError(Exception):
    """Ends a run. Subclasses say whose fault it is through `exit_code`."""

    exit_code = ExitCode.BUG


class InputError(HandoutError):
    """The input has errors; they are in `diagnostics`."""

    exit_code = ExitCode.INPUT

    @classmethod
    def of(cls, rule: str, message: str, span: Span, hint: str | None = None, related: Related = ()) -> InputError:
        """The error for one problem; its parts are those of `Diagnostic`."""
        return cls((Diagnostic(Severity.ERROR, rule, message, span, hint, related),))

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        super().__init__("; ".join(diagnostic.message for diagnostic in diagnostics))


class UsageProblem(HandoutError):
    """The command line asks for something that does not exist, such as an unknown layout name."""

    exit_code = ExitCode.USAGE


class EnvironmentProblem(HandoutError):
    """The machine is in the way: an unreadable folder, a missing font file, a full disk."""

    exit_code = ExitCode.ENVIRONMENT

    @classmethod
    def of(cls, problem: Exception, action: str, path: str) -> EnvironmentProblem:
        """The problem that stopped an action on a file, such as "cannot read", with the system's reason."""
        return cls(f"{action} {shown(path)}: {reason(problem)}")


def shown(path: str) -> str:
    """The path in quotes, safe to print whatever bytes it is made of."""
    return "'" + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in path) + "'"


def harmless(text: str, blank: str = "\t") -> str:
    """The text without anything that could move the cursor, colour the terminal or turn the direction of writing.

    The characters in `blank` become spaces.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c in blank else f"<U+{ord(c):04X}>" for c in text)


def counted(number: int, noun: str) -> str:
    """A number of things in words, such as "1 page" or "2 boxes"."""
    return f"{number} {noun}{'' if number == 1 else 'es' if noun.endswith('x') else 's'}"


def reason(problem: Exception) -> str:
    """Why the operating system, or Python before it, refused a file: a few words, in lower case."""
    if isinstance(problem, IsADirectoryError):
        return "it is a folder, not a file"
    text = problem.strerror if isinstance(problem, OSError) else str(problem)
    return (text or type(problem).__name__).lower()
