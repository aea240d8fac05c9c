"""Finds where words of a text are written in its file, so that a problem points at the words and not at a paragraph.

A text has lost its markup, its line ends and the names of its variables, so places in it are not places in the file.
But the third "the" of the text is the third "the" of the file: words are counted, whether in capitals or not.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from generator.diagnostics import Span

_WORD = re.compile(r"\w+")
# Addresses and variables are written in the file, and are no words of the text.
_WRITTEN = re.compile(r"\]\([^()\s]*\)|\{[a-z_]+(?:\.[a-z_]+)*\}|(\w+)")


class Occurrences:
    """The words of one text, which is written in the stretch `span` of a file. Both are read when first asked for."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.span = span
        self._lines: list[str] | None = None

    def of(self, start: int, words: str) -> Span:
        """The place in the file of `words` that start at the offset `start` of the text.

        Only of the first word if the others are not written right behind it (they may stand on the next line); the
        whole stretch if even that one is not written there, because a variable says it.
        """
        first = _WORD.search(words)
        if first is None:
            return self.span
        lines = self._read()
        key = first.group().lower()
        places = self._in_file.get(key)
        if not places:
            return self.span.at(first.group())
        count = bisect_left(self._in_text.get(key, ()), start + first.start())
        line, column = places[min(count, len(places) - 1)]
        before = column - first.start()
        if before >= 0 and lines[line].startswith(words, before):
            return Span(self.span.source, line + 1, before + 1, line + 1, before + len(words) + 1)
        return Span(self.span.source, line + 1, column + 1, line + 1, column + len(first.group()) + 1)

    def _read(self) -> list[str]:
        """Note where each word stands, in the text and in the file; returns the file's lines."""
        if self._lines is not None:
            return self._lines
        self._in_text: dict[str, list[int]] = {}
        self._in_file: dict[str, list[tuple[int, int]]] = {}  # line and column, both from 0
        for match in _WORD.finditer(self.text):
            self._in_text.setdefault(match.group().lower(), []).append(match.start())
        span = self.span
        self._lines = lines = span.source.lines
        for line in range(span.line - 1, min(span.end_line, len(lines))):
            start = span.column - 1 if line == span.line - 1 else 0
            end = span.end_column - 1 if line == span.end_line - 1 else len(lines[line])
            for match in _WRITTEN.finditer(lines[line], start, end):
                if match[1]:
                    self._in_file.setdefault(match[1].lower(), []).append((line, match.start()))
        return lines
