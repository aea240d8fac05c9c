"""Judges the size of a finished file."""

from __future__ import annotations

from generator.checks.family import Report
from generator.model.content import Content

BUDGET = 1_000_000  # bytes


def check_size(size: int, content: Content, report: Report) -> None:
    """Judge the size of a file in bytes."""
    if size > BUDGET:
        message = f"the file has {size / 1_000_000:.1f} MB; for e-mail it should not have more than 1 MB"
        hint = "Use smaller pictures: 150 to 200 pixels per inch are enough for print."
        report("large-file", message, content.span, hint)
