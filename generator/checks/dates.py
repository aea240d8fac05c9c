"""Judges the dates of a text on a given day: whether its review is due, and whether a date lies in the future."""

from __future__ import annotations

import datetime

from generator.checks.family import Report
from generator.model.content import Content

NOTICE = 60  # days


def check_dates(content: Content, today: datetime.date, report: Report) -> None:
    """Judge the dates of a text and its sources on the day `today`."""
    for source in content.sources.values():
        if source.read > today:
            report("dated-later", f"this source is said to be read on {source.read}, after today", source.span)
    if content.written_on and content.written_on > today:
        report("dated-later", f"the text is said to be written on {content.written_on}, after today", content.span)
    checked, due = content.reviewed_on, content.review_by
    if checked and checked.value > today:
        report("reviewed-later", f"this check is said to be on {checked.value}, after today", checked.span)
    if due is None:
        return
    left = (due.value - today).days
    if left < 0:
        days = "1 day" if left == -1 else f"{-left} days"
        hint = "Read its sources again, let a clinician check it, then put a new day in reviewed-on and review-by."
        report("expired", f"this text had to be checked again by {due.value}, {days} ago", due.span, hint)
    elif left <= NOTICE:
        days = "today" if left == 0 else f"in {left} day{'s' if left > 1 else ''}"
        hint = "After that day it can no longer be built."
        report("expires-soon", f"this text must be checked again by {due.value}, {days}", due.span, hint)
