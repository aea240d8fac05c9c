"""A text that is out of date is not printed; the day is an argument."""

from __future__ import annotations

import datetime

import pytest

from generator.checks import judge_dates
from generator.diagnostics import Diagnostics, Severity
from generator.model.content import Content
from generator.source.decode import decode
from generator.source.reader import read_text
from tests.support.desk import CALVES, HEAD

DUE = "2027-03-01"


def told(today: str, *lines: str) -> list[tuple[Severity, str, str]]:
    """What is said on a day: how bad, which rule, and the place as it is written."""
    text = "\n".join([*lines, f"{HEAD}sections:", CALVES])
    diagnostics = Diagnostics()
    node = read_text(text.encode(), "text.yaml", diagnostics)
    content = decode(node, Content, diagnostics) if node else None
    assert content
    assert not len(diagnostics)
    judge_dates(content, datetime.date.fromisoformat(today), diagnostics)
    found = []
    for one in diagnostics.sorted():
        assert one.span
        found.append((one.severity, one.message, one.span.source.lines[one.span.line - 1]))
    return found


@pytest.mark.parametrize(
    ("today", "severity", "words"),
    [
        ("2028-03-01", Severity.ERROR, "366 days ago"),
        ("2027-03-02", Severity.ERROR, "1 day ago"),
        ("2027-03-01", Severity.WARNING, "today"),
        ("2027-02-28", Severity.WARNING, "in 1 day"),
        ("2026-12-31", Severity.WARNING, "in 60 days"),
    ],
)
def test_a_review_that_is_due(today: str, severity: Severity, words: str) -> None:
    ((level, message, line),) = told(today, f"review-by: {DUE}")
    assert (level, line) == (severity, f"review-by: {DUE}")
    assert message.endswith(f"{DUE}, {words}")


def test_61_days_before_nothing_is_said() -> None:
    assert told("2026-12-30", f"review-by: {DUE}") == []


def test_without_a_day_nothing_is_said() -> None:
    assert told("2099-01-01") == []


def test_a_review_in_the_future() -> None:
    """Nobody can have checked a text tomorrow: it is a slip of the pen, or worse."""
    lines = ("reviewed-by: Dr A. Jones, GP", "reviewed-on: 2026-11-06")
    assert told("2026-11-06", *lines) == []
    ((level, message, line),) = told("2026-11-05", *lines)
    assert (level, message, line) == (Severity.ERROR, "this check is said to be on 2026-11-06, after today", lines[1])
