"""The longest line of a text style: in times the type size, whatever the column."""

from __future__ import annotations

from tests.support.galley import galley, runs, text

WORDS = "Lean on a wall and push one heel down " * 6


def widths(changes: str, width: float = 600.0) -> list[float]:
    return [run.width for run in runs(galley(text("paragraph", WORDS), changes=changes, width=width))]


def test_lines_are_no_longer_than_the_measure() -> None:
    long, short = widths("text: {body: {measure: null}}"), widths("text: {body: {measure: 20}}")
    assert 500 < max(long) <= 600
    assert 200 < max(short) <= 20 * 12


def test_a_narrow_column_is_not_widened() -> None:
    assert max(widths("text: {body: {measure: 20}}", width=150.0)) <= 150


def test_larger_type_has_longer_lines() -> None:
    larger = "text: {body: {measure: 20, size: 18/22.5}}"
    assert 20 * 12 < max(widths(larger)) <= 20 * 18


def test_lines_that_end_at_the_right_still_do() -> None:
    changes = "text: {body: {measure: 20}}\nlooks: {paragraph: {align: end}}"
    found = runs(galley(text("paragraph", WORDS), changes=changes, width=600.0))
    assert {round(run.x + run.width, 6) for run in found} == {600.0}
