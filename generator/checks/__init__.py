"""Judges texts and pages by rules: safety, wording, reading level, dates, type, contrast, margins."""

from generator.checks.measure import ReadingLevel
from generator.checks.registry import (
    FAMILIES,
    RULES,
    judge_accent,
    judge_club,
    judge_dates,
    judge_pages,
    judge_size,
    judge_text,
    judge_text_in_layout,
    reading_level,
)
from generator.checks.rule import CheckRule, Family
from generator.checks.subject import Manuscript, TextInLayout
from generator.checks.suppress import check_allowed, without_suppressed

__all__ = [
    "FAMILIES",
    "RULES",
    "CheckRule",
    "Family",
    "Manuscript",
    "ReadingLevel",
    "TextInLayout",
    "check_allowed",
    "judge_accent",
    "judge_club",
    "judge_dates",
    "judge_pages",
    "judge_size",
    "judge_text",
    "judge_text_in_layout",
    "reading_level",
    "without_suppressed",
]
