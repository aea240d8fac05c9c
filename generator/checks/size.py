"""Judges the size of a finished file."""

from __future__ import annotations

from generator.checks.rule import CheckRule, Family, Report
from generator.model.content import Content

LARGE_FILE = CheckRule(
    "large-file",
    "A file of more than 1 MB is slow on a phone, and five of them are more than some mailboxes take.",
    "our own, a third under what the strictest office mailboxes take after encoding",
)
BUDGET = 1_000_000  # bytes


def check_size(size: int, content: Content, report: Report) -> None:
    """Judge the size of a file in bytes."""
    if size > BUDGET:
        message = f"the file has {size / 1_000_000:.1f} MB; for e-mail it should not have more than 1 MB"
        hint = "Use smaller pictures: 150 to 200 pixels per inch are enough for print."
        report(LARGE_FILE, message, content.span, hint)


FAMILY = Family("Pages", (LARGE_FILE,), size=check_size)
