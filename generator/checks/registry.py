"""The registry of all rules, and the functions that run them: one for each thing there is to judge.

Each family registers its rules together with what runs them (`rule.Family`); here everything is handed to those that
ask for it. What is found goes to `diagnostics`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from generator.checks import catalogue, code, contrast, dates, margin, marks, reading, signs, size, typography, wording
from generator.checks.measure import ReadingLevel, measure
from generator.checks.rule import CheckRule, Family, Report
from generator.checks.subject import Manuscript, Plain, TextInLayout
from generator.diagnostics import Diagnostics
from generator.model.club import Club
from generator.model.content import Content
from generator.model.contrast import Rgb
from generator.model.layout import Layout
from generator.source.decode import Located
from generator.typeset.items import Page

FAMILIES: tuple[Family, ...] = (
    signs.FAMILY,
    dates.FAMILY,
    wording.FAMILY,
    reading.FAMILY,
    typography.FAMILY,
    contrast.FAMILY,
    marks.FAMILY,
    margin.FAMILY,
    code.FAMILY,
    size.FAMILY,
    catalogue.FAMILY,
)
RULES: tuple[CheckRule, ...] = tuple(rule for family in FAMILIES for rule in family.rules)


def judge_text(text: Manuscript, diagnostics: Diagnostics) -> ReadingLevel | None:
    """Judge what a text says, whatever layout and club it is printed for. Returns how hard it is to read.

    None where its language cannot be measured, or where it has no sentences.
    """
    report = Report(diagnostics)
    measures = measure(text)
    for family in FAMILIES:
        if family.text:
            family.text(text, report)
        if family.measures:
            family.measures(text, measures, report)
    return measures.level if measures else None


def reading_level(text: Manuscript) -> ReadingLevel | None:
    """What `judge_text` returns, of a text with errors that is not judged."""
    measures = measure(text)
    return measures.level if measures else None


def judge_dates(content: Content, today: datetime.date, diagnostics: Diagnostics) -> None:
    """Judge whether a text is in date on a day."""
    for family in FAMILIES:
        if family.dates:
            family.dates(content, today, Report(diagnostics))


def judge_club(club: Club, text: Manuscript, diagnostics: Diagnostics) -> None:
    """Judge what a club adds to a text."""
    for family in FAMILIES:
        if family.club:
            family.club(club, text, Report(diagnostics))


def judge_accent(accent: Located, colours: Iterable[Rgb | None], diagnostics: Diagnostics) -> None:
    """Judge a club's colour for a layout that has these colours; none if the layout could not be read."""
    for family in FAMILIES:
        if family.accent:
            family.accent(accent, colours, Report(diagnostics))


def judge_text_in_layout(text: Manuscript, layout: Layout) -> TextInLayout:
    """Find out what holds for all pages of a text in one state of a layout, whatever club they are printed for."""
    return TextInLayout(text, layout, layout.file.is_card, signs.sought(text, text.plain), *contrast.told_apart(layout))


def judge_pages(pages: Iterable[Page], judged: TextInLayout, plain: Plain, diagnostics: Diagnostics) -> Iterator[Page]:
    """The same pages; each is judged as it goes by, so that a thousand of them are never there at once.

    `plain` gives a piece of the text as these pages say it, with the club's values filled in.
    """
    report = Report(diagnostics)
    checks = [family.pages(judged, plain, report) for family in FAMILIES if family.pages]
    takers: dict[type, list[Callable[[Any], None]]] = {}
    for check in checks:
        for kind, take in check.sees().items():
            takers.setdefault(kind, []).append(take)
    for number, page in enumerate(pages):
        for check in checks:
            check.begin(number, page)
        for item in page.items:
            for take in takers.get(type(item), ()):
                take(item)
        for check in checks:
            check.end()
        yield page
    for check in checks:
        check.finish()


def judge_size(size: int, content: Content, diagnostics: Diagnostics) -> None:
    """Judge the size of a finished file in bytes."""
    for family in FAMILIES:
        if family.size:
            family.size(size, content, Report(diagnostics))
