"""Turns a YAML parser's complaint into a scene: the line it speaks of and what stands around it."""

from __future__ import annotations

import re

from generator.diagnostics import Related, Source, Span
from generator.record import NamedTuple

_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'""")
_COMMENT = re.compile(r"(?<=\s)#[^\s#].*")  # as text has it; a space after the sign, and it is meant as a comment


class Scene(NamedTuple):
    """What a parser said beside the text it speaks of: `problem` at line and column, met in `context`.

    `began` is where that starts. All count from 0.
    """

    source: Source
    problem: str
    context: str
    line: int
    column: int
    began: tuple[int, int]

    def text(self, line: int) -> str:
        return self.source.lines[line] if line < len(self.source.lines) else ""

    @property
    def before(self) -> str:
        """The line up to where the parser gave up."""
        return self.text(self.line)[: self.column]

    @property
    def sign(self) -> str:
        """The character where it gave up, or "" at the end of the line."""
        return self.text(self.line)[self.column : self.column + 1]

    @property
    def opening(self) -> str:
        """The character where what the parser was reading began."""
        return self.text(self.began[0])[self.began[1]]

    @property
    def here(self) -> Span:
        return self.at(self.line, self.column)

    @property
    def start(self) -> Span:
        """Where what the parser was reading began."""
        return self.at(*self.began)

    @property
    def rest(self) -> Span:
        """From where the parser gave up to the end of the line."""
        end = max(len(self.text(self.line).rstrip()), self.column + 1)
        return self.here._replace(end_column=end + 1)

    @property
    def above(self) -> Related:
        """What else may be wrong: the first of the deeper lines just above, or the one line that is less deep."""
        depth = indent(self.text(self.line))
        found = None
        note = "the lines from here on are indented deeper"
        for number in range(self.line - 1, -1, -1):
            line = self.text(number)
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            if indent(line) < depth and found is None:
                found, note = number, "this line is indented less"
            if indent(line) <= depth:
                break
            found = number
        if found is None:
            return ()
        start = indent(self.text(found))
        return ((self.at(found, start)._replace(end_column=len(self.text(found).rstrip()) + 1), note),)

    def comment(self, first: int) -> Span | None:
        """The first comment from the line `first` to the complaint that looks like text; it may hold the end."""
        for number in range(first, self.line):
            line = self.text(number)
            found = _COMMENT.search(_QUOTED.sub(lambda quoted: "x" * len(quoted[0]), line))
            if found:
                return self.at(number, found.start())._replace(end_column=len(line.rstrip()) + 1)
        return None

    def at(self, line: int, column: int) -> Span:
        return Span(self.source, line + 1, column + 1, line + 1, column + 2)


def indent(line: str) -> int:
    """How far a line is indented, in characters."""
    return len(line) - len(line.lstrip())
