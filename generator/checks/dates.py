"""Judges the dates of a text on a given day: whether its review is due, and whether a date lies in the future."""

from __future__ import annotations

import datetime

from generator.checks.rule import CheckRule, Family, Report
from generator.diagnostics import Severity
from generator.model.content import Content

NOTICE = 60  # days

_SOURCE = "PIF TICK, criterion on content (a review date that is kept)"
EXPIRED = CheckRule(
    "expired",
    "Advice changes: a text that was not checked again by its day must not be handed out.",
    _SOURCE,
    Severity.ERROR,
    safety=True,
)
EXPIRES_SOON = CheckRule(
    "expires-soon",
    f"A new check takes time, so the last {NOTICE} days before review-by are told.",
    _SOURCE,
    safety=True,
)
REVIEWED_LATER = CheckRule(
    "reviewed-later",
    "Nobody can have checked a text on a day that is still to come.",
    _SOURCE,
    Severity.ERROR,
    safety=True,
)
DATED_LATER = CheckRule(
    "dated-later",
    "A text that was written, or a source that was read, on a day still to come has a slip in its date.",
    _SOURCE,
    Severity.ERROR,
    safety=True,
)


def check_dates(content: Content, today: datetime.date, report: Report) -> None:
    """Judge the dates of a text and its sources on the day `today`."""
    for source in content.sources.values():
        if source.read > today:
            report(DATED_LATER, f"this source is said to be read on {source.read}, after today", source.span)
    if content.written_on and content.written_on > today:
        report(DATED_LATER, f"the text is said to be written on {content.written_on}, after today", content.span)
    checked, due = content.reviewed_on, content.review_by
    if checked and checked.value > today:
        report(REVIEWED_LATER, f"this check is said to be on {checked.value}, after today", checked.span)
    if due is None:
        return
    left = (due.value - today).days
    if left < 0:
        days = "1 day" if left == -1 else f"{-left} days"
        hint = "Read its sources again, let a clinician check it, then put a new day in reviewed-on and review-by."
        report(EXPIRED, f"this text had to be checked again by {due.value}, {days} ago", due.span, hint)
    elif left <= NOTICE:
        days = "today" if left == 0 else f"in {left} day{'s' if left > 1 else ''}"
        hint = "After that day it can no longer be built."
        report(EXPIRES_SOON, f"this text must be checked again by {due.value}, {days}", due.span, hint)


FAMILY = Family("Dates", (EXPIRED, EXPIRES_SOON, REVIEWED_LATER, DATED_LATER), dates=check_dates)
