"""Turns diagnostics into text: with line and caret for people, a line each for editors and GitHub, or as JSON."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Callable
from functools import partial
from itertools import accumulate
from typing import Any

from generator.diagnostics import Diagnostic, Span, counted, harmless

Paint = Callable[[str, str], str]  # gets the name of a style and a text

WIDTH = 80

_COMMENT = re.compile(r"\s+#.*$")  # at the end of a line of which nothing but the start is meant

_STYLES = {"error": "1;31", "warning": "1;33", "gutter": "1;34", "strong": "1"}  # ECMA-48, 8.3.117 (SGR)


def report(diagnostics: tuple[Diagnostic, ...], form: str = "human", *, colour: bool = False) -> str:
    """The diagnostics as text in one of four forms; "" if there are none.

    "human" shows each as a compiler does and counts them, "short" is a line each for editors, "json" an object a line,
    "github" what shows a problem beside its line in a pull request. `colour` is for terminals.
    """
    paint = partial(_painted, colour)
    if form == "human":
        blocks = [_block(one, paint) for one in diagnostics]
        return "\n".join([*blocks, summary(diagnostics) + "\n"]) if blocks else ""
    if form == "short":
        return "".join(_short(one, paint) for one in diagnostics)
    return "".join(map(_github if form == "github" else _json, diagnostics))


def _short(diagnostic: Diagnostic, paint: Paint) -> str:
    """One line, `file:line:column: error: message [rule]`, as editors and terminals make links of."""
    place = f"{harmless(str(diagnostic.span))}: " if diagnostic.span else ""
    severity = _word(diagnostic)
    return f"{place}{paint(severity, severity)}: {_sentence(diagnostic.message)} [{diagnostic.rule}]\n"


def _json(diagnostic: Diagnostic) -> str:
    """A JSON object in one line, ASCII only. Places count from 1, ends are exclusive."""
    entry: dict[str, Any] = {
        "severity": _word(diagnostic),
        "rule": diagnostic.rule,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "place": _json_place(diagnostic.span),
        "related": [{"note": note, "place": _json_place(span)} for span, note in diagnostic.related],
    }
    return json.dumps(entry) + "\n"


def _json_place(span: Span | None) -> dict[str, str | int] | None:
    if span is None:
        return None
    places = ("line", "column", "end-line", "end-column")
    return {"file": span.source.name, **dict(zip(places, span[1:], strict=True))}


def _github(diagnostic: Diagnostic) -> str:
    """A workflow command in one line, which GitHub shows beside the line of the file.

    The hint and the further places follow the message. A column is only given where the place is within one line, and
    GitHub's last column is inclusive. ("Workflow commands for GitHub Actions": setting an error message.)
    """
    properties = {"title": diagnostic.rule}
    span = diagnostic.span
    if span:
        properties = {"file": span.source.name, "line": str(span.line), "endLine": str(span.end_line), **properties}
        if span.line == span.end_line:
            properties |= {"col": str(span.column), "endColumn": str(max(span.column, span.end_column - 1))}
    told = [diagnostic.message, *(f"{place}: {note}" for place, note in diagnostic.related)]
    if diagnostic.hint:
        told.append(f"Hint: {diagnostic.hint}")
    given = ",".join(f"{key}={_escaped(harmless(value), ':,')}" for key, value in properties.items())
    return f"::{_word(diagnostic)} {given}::{_escaped(chr(10).join(map(_sentence, told)))}\n"


def _escaped(text: str, more: str = "") -> str:
    """The text as a workflow command takes it: what ends a line, and `more`, as a per cent sign and its code."""
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def summary(diagnostics: tuple[Diagnostic, ...]) -> str:
    """How many problems there are, such as "2 errors, 1 warning"; "no problems" if there are none."""
    severities = [_word(diagnostic) for diagnostic in diagnostics]
    counts = ((severities.count(word), word) for word in ("error", "warning"))
    return ", ".join(counted(number, word) for number, word in counts if number) or "no problems"


def _painted(colour: bool, style: str, text: str) -> str:
    """The text in a colour of the terminal, or as it is."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if colour and text else text


def _word(diagnostic: Diagnostic) -> str:
    return diagnostic.severity.name.lower()


def _block(diagnostic: Diagnostic, paint: Paint) -> str:
    """One problem: the message, the places, the hint."""
    severity = _word(diagnostic)
    head = f"{severity}[{diagnostic.rule}]"
    first, *rest = _wrapped(f"{head}: {_sentence(diagnostic.message)}", "  ")
    # A rule id longer than a line would be cut by wrapping; then the line stays without colour.
    painted = paint(severity, head) + paint("strong", first[len(head) :]) if first.startswith(head) else first
    lines = [painted, *(paint("strong", line) for line in rest)]

    places = ([(diagnostic.span, "")] if diagnostic.span else []) + list(diagnostic.related)
    gutter = max((len(str(span.line)) for span, _ in places), default=1)
    for index, (span, note) in enumerate(places):
        style = severity if index == 0 and diagnostic.span else "gutter"
        lines += _place(span, _sentence(note), gutter, "^" if style == severity else "-", style, paint)
    if diagnostic.hint:
        first, *rest = _wrapped(_sentence(diagnostic.hint), "", WIDTH - gutter - 9)
        lines.append(f"{' ' * gutter} {paint('gutter', '=')} {paint('strong', 'hint:')} {first}")
        lines += [f"{' ' * (gutter + 9)}{line}" for line in rest]
    return "".join(line.rstrip() + "\n" for line in lines)


def _wrapped(text: str, indent: str, width: int = WIDTH) -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False) or [""]


def _place(span: Span, note: str, gutter: int, mark: str, style: str, paint: Paint) -> list[str]:
    """A place with its source line and marks under what is meant; only its name, where there is no such line."""
    margin, bar, room = " " * gutter, paint("gutter", "|"), WIDTH - gutter - 3
    lines = [f"{margin}{paint('gutter', '-->')} {harmless(str(span))}"]
    if span.line <= len(span.source.lines):
        shown, before, width = _excerpt(span, room)
        beside = note and before + width + 1 + len(note) <= room
        marks = paint(style, mark * width + (f" {note}" if beside else ""))
        note = "" if beside else note
        lines += [
            f"{margin} {bar}",
            f"{paint('gutter', str(span.line).rjust(gutter))} {bar} {shown}",
            f"{margin} {bar} {' ' * before}{marks}",
        ]
    if note:
        lines += [f"{margin} {paint('gutter', '=')} {line}" for line in _wrapped(note, "", room)]
    return lines


def _excerpt(span: Span, room: int) -> tuple[str, int, int]:
    """The source line, cut around the place to `room` terminal cells; the cells before the marks and under them."""
    line = span.source.lines[span.line - 1]
    # A line may be as long as a file, with thousands of places in it: what is far from this one is not looked at.
    skipped = max(0, span.column - 1 - 2 * room)
    cells = [_cell(character) for character in line[skipped : span.column + 2 * room]]
    start = min(span.column - 1 - skipped, len(cells))
    last = span.end_column - 1 if span.end_line == span.line else len(_COMMENT.sub("", line))
    end = max(min(last - skipped, len(cells)), start)

    totals = [0, *accumulate(size for _, size in cells)]

    def width(one: int, other: int) -> int:
        return totals[other] - totals[one]

    left, right = 0, len(cells)
    if width(left, right) > room:
        # Room for "..." at both ends. What leads up to the place may take half of it.
        space = room - 6
        left = start
        while left and width(left - 1, start) <= max(space // 2, space - width(start, right)):
            left -= 1
        right = left
        while right < len(cells) and width(left, right + 1) <= space:
            right += 1
    lead, tail = "..." if left or skipped else "", "..." if right < len(cells) else ""
    shown = "".join(text for text, _ in cells[left:right])
    before = len(lead) + width(left, start)
    return lead + shown + tail, before, max(1, width(start, min(end, right)))


def _cell(character: str) -> tuple[str, int]:
    """What a terminal is sent for a character, and how many cells that takes (Unicode Standard Annex 11)."""
    text = harmless(character)
    if text != character:
        return text, len(text)
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return character, 0
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _sentence(text: str) -> str:
    """The text in one line."""
    return harmless(" ".join(text.split()))
