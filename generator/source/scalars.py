"""Turns scalar nodes into text, numbers, truth values, dates and choices, by the core schema of YAML 1.2.2 (10.3)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from generator.diagnostics import Diagnostics
from generator.record import NamedTuple
from generator.source.node import Mapping, Node, Scalar, Sequence, has_no_colon, is_null
from generator.source.spelling import shortened, suggest
from generator.source.syntax import COMMA_HINT

Decoder = Callable[[Node, Diagnostics], Any]
FAILED: Any = object()  # what a decoder returns after it reported; None is a value

_NUMBER = r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
_VARIABLE = r"[a-z_]+(\.[a-z_]+)*"


class Form(NamedTuple):
    """How a text must be written, and what is said where it is not: `{}` in the message is what stands there.

    In an annotation it is for the schema and, if it has a rule, for the decoder, which reports it and goes on.
    """

    pattern: str  # a regular expression for all of the text, as schemas write them
    rule: str = ""
    message: str = ""
    hint: str | None = None
    strict: str = ""  # a regular expression of Python's, where the one of the schema lets too much pass


def matched(node: Node, form: Form, diagnostics: Diagnostics) -> re.Match[str] | None:
    """The parts of a text that is written as it must be, or None after that was reported."""
    found = re.fullmatch(form.strict or form.pattern, node.value) if isinstance(node, Scalar) else None
    if found is None:
        what = f"'{node.value}'" if isinstance(node, Scalar) else "this"
        diagnostics.error(form.rule, form.message.format(what), node.span, form.hint)
    return found


def wrong_type(node: Node, expected: str, diagnostics: Diagnostics, hint: str | None = None) -> Any:
    """Report that `expected` (such as "a number") should stand where the node is; for classes with `decode_node`."""
    hint = _what_went_wrong(node, expected) or hint
    if isinstance(node, Scalar):
        found = "nothing" if is_null(node) else f"'{shortened(node.value)}'"
    else:
        found = "a list" if isinstance(node, Sequence) else "a mapping (keys with values)"
    diagnostics.error("wrong-type", f"expected {expected} here, found {found}", node.span, hint)
    return FAILED


def _what_went_wrong(node: Node, expected: str) -> str | None:
    """A hint, where YAML's own signs were probably meant as text."""
    if isinstance(node, Mapping):
        lost = next((pair.key.value for pair in node.pairs.values() if has_no_colon(pair)), None)
        if lost is not None and len(node.pairs) == 1 and re.fullmatch(_VARIABLE, lost):
            return f'Text that starts with a variable must be in quotes: "{{{lost}}}".'
        return COMMA_HINT if lost is not None else None
    span, lines = node.span, node.span.source.lines
    rest = lines[span.line - 1][span.column - 1 :] if span.line <= len(lines) else ""
    if isinstance(node, Sequence):
        return "Text that starts with '[' must be in quotes." if expected == "text" and rest[:1] == "[" else None
    if is_null(node) and node.value:
        return f'If the word itself is meant, put it in quotes: "{node.value}".'
    if is_null(node) and "#" in rest:
        return "Everything from ' #' to the end of a line is a comment. Put text that has a '#' in quotes."
    return None


def text(node: Node, diagnostics: Diagnostics) -> Any:
    """Any scalar's text as written: `no` and `12:30` are words here."""
    if isinstance(node, Scalar) and not is_null(node):
        return node.value
    return wrong_type(node, "text", diagnostics)


def _plain(node: Node, diagnostics: Diagnostics, pattern: str, convert: Callable[[str], Any], expected: str) -> Any:
    """A scalar that must match `pattern` and is no text in quotes."""
    hint = None
    if isinstance(node, Scalar) and re.fullmatch(pattern, node.value):
        if not node.quoted:
            return convert(node.value)
        hint = "Take away the quotes; they make it text."
    return wrong_type(node, expected, diagnostics, hint)


def whole_number(node: Node, diagnostics: Diagnostics) -> Any:
    """An int, of up to 15 digits."""
    return _plain(node, diagnostics, "[-+]?[0-9]{1,15}", int, "a whole number")


def truth(node: Node, diagnostics: Diagnostics) -> Any:
    """A bool: only true and false, so that `no` can be a word."""
    return _plain(node, diagnostics, "true|false", "true".__eq__, "true or false")


def number(node: Node, diagnostics: Diagnostics) -> Any:
    """A finite float."""
    value = _plain(node, diagnostics, _NUMBER, float, "a number")
    if value is not FAILED and not math.isfinite(value):
        return wrong_type(node, "a number of a sensible size", diagnostics)
    return value


def day(node: Node, diagnostics: Diagnostics) -> Any:
    """A date, as ISO 8601 writes it in full."""
    if isinstance(node, Scalar) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", node.value):
        try:
            return date.fromisoformat(node.value)
        except ValueError:
            diagnostics.error("wrong-date", f"there is no day {node.value} in the calendar", node.span)
            return FAILED
    return wrong_type(node, "a date", diagnostics, "Write it as year-month-day, such as 2026-11-05.")


def choice(options: dict[str, Any], node: Node, diagnostics: Diagnostics) -> Any:
    """One of the words in `options`, as the value it stands for."""
    if isinstance(node, Scalar) and node.value in options:
        return options[node.value]
    names = ", ".join(options)
    if not isinstance(node, Scalar) or is_null(node):
        return wrong_type(node, f"one of {names}", diagnostics)
    meant = suggest(node.value, options)
    hint = (f"Did you mean '{meant}'? " if meant else "") + f"Allowed: {names}."
    diagnostics.error("unknown-value", f"'{shortened(node.value)}' is not allowed here", node.span, hint)
    return FAILED


# By the type of what comes of them.
DECODERS: dict[Any, Decoder] = {str: text, int: whole_number, float: number, bool: truth, date: day}
