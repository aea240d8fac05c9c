"""Judges texts and pages by rules: safety, wording, reading level, dates, type, contrast, margins.

`FAMILIES` is the registry of all rules: each family has them together with what runs them. The functions here hand what
there is to judge to the families that ask for it; what is found goes to `diagnostics`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from generator.checks import code, contrast, dates, margin, marks, reading, safety, signs, size, typography, wording
from generator.checks.catalogue import OF_STAGES, CheckRule
from generator.checks.catalogue import RULES as _BY_ID
from generator.checks.family import Family, Report
from generator.checks.measure import ReadingLevel, measure
from generator.checks.subject import Manuscript, Plain, TextInLayout
from generator.diagnostics import Diagnostic, Diagnostics, Severity
from generator.model.club import Club
from generator.model.content import Content
from generator.model.contrast import Rgb
from generator.model.layout import Layout
from generator.source.decode import Located, suggest
from generator.typeset.items import Page

__all__ = [
    "FAMILIES", "RULES", "CheckRule", "Family", "Manuscript", "ReadingLevel", "TextInLayout", "check_allowed",
    "judge_accent", "judge_club", "judge_dates", "judge_pages", "judge_size", "judge_text", "judge_text_in_layout",
    "without_suppressed",
]  # fmt: skip

FAMILIES: tuple[Family, ...] = (
    Family("Warning signs, claims and review", safety.RULES, text=safety.check_text, pages=signs.SignCheck),
    Family("Dates", ("expired", "expires-soon", "reviewed-later", "dated-later"), dates=dates.check_dates),
    Family(
        "Wording",
        ("promise", "plainer-word", "typed-emergency-number"),
        text=wording.check_wording,
        club=wording.check_club,
    ),
    Family(
        "Reading level",
        ("reading-grade", "smog-grade", "long-sentence", "mean-sentence", "long-list", "main-message"),
        measures=reading.check_reading,
    ),
    Family(
        "Pages", ("small-type", "unreadable-type", "tight-lines", "line-length", "capitals"), pages=typography.TypeCheck
    ),
    Family("Pages", ("low-contrast", "faint-mark"), accent=contrast.check_accent, pages=contrast.ContrastCheck),
    Family("Pages", ("thin-rule", "small-box"), pages=marks.MarkCheck),
    Family("Pages", ("near-edge", "off-page"), pages=margin.MarginCheck),
    Family("Pages", ("small-code", "quiet-zone"), pages=code.CodeCheck),
    Family("Pages", ("large-file",), size=size.check_size),
    Family("The files themselves", tuple(OF_STAGES)),
)
RULES: tuple[CheckRule, ...] = tuple(_BY_ID[rule] for family in FAMILIES for rule in family.rules)


def judge_text(text: Manuscript, diagnostics: Diagnostics) -> ReadingLevel | None:
    """Judge what a text says, whatever layout and club it is printed for. Returns how hard it is to read.

    None where its language cannot be measured, or where it has no sentences.
    """
    report = Report(diagnostics)
    measures = measure(text)
    for check in filter(None, [family.text for family in FAMILIES]):
        check(text, report)
    for check_measures in filter(None, [family.measures for family in FAMILIES]):
        check_measures(text, measures, report)
    return measures.level if measures else None


def judge_dates(content: Content, today: datetime.date, diagnostics: Diagnostics) -> None:
    """Judge whether a text is in date on a day."""
    for check in filter(None, [family.dates for family in FAMILIES]):
        check(content, today, Report(diagnostics))


def judge_club(club: Club, text: Manuscript, diagnostics: Diagnostics) -> None:
    """Judge what a club adds to a text."""
    for check in filter(None, [family.club for family in FAMILIES]):
        check(club, text, Report(diagnostics))


def judge_accent(accent: Located, colours: Iterable[Rgb | None], diagnostics: Diagnostics) -> None:
    """Judge a club's colour for a layout that has these colours; none if the layout could not be read."""
    for check in filter(None, [family.accent for family in FAMILIES]):
        check(accent, colours, Report(diagnostics))


def judge_text_in_layout(text: Manuscript, layout: Layout) -> TextInLayout:
    """Find out what holds for all pages of a text in one state of a layout, whatever club they are printed for."""
    return TextInLayout(text, layout, signs.sought(text, text.plain), *contrast.told_apart(layout))


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
    for check in filter(None, [family.size for family in FAMILIES]):
        check(size, content, Report(diagnostics))


def check_allowed(allow: Mapping[str, Located], diagnostics: Diagnostics) -> None:
    """Report what `allow` of a file cannot suppress: an unknown rule, an error, a safety rule, one without a reason."""
    for name, reason in allow.items():
        rule = _BY_ID.get(name)
        if rule is None:
            near = suggest(name, _BY_ID)
            hint = (f"Did you mean '{near}'? " if near else "") + "handout check --rules lists them."
            diagnostics.error("unknown-name", f"there is no rule '{name}'", reason.span, hint)
        elif not rule.can_be_suppressed:
            message = f"'{name}' is {'a safety rule' if rule.safety else 'an error'}, and cannot be quietened"
            diagnostics.error("not-to-quieten", message, reason.span, rule.reason)
        elif not reason.value.strip():
            hint = "Say why this text or layout is an exception: whoever reads the file next will ask."
            diagnostics.error("empty-text", f"'{name}' is quietened without a reason", reason.span, hint)


def without_suppressed(diagnostics: tuple[Diagnostic, ...], allowed: Collection[str]) -> tuple[Diagnostic, ...]:
    """The diagnostics without the warnings of the rules that are allowed to be broken."""
    suppressed = [name for name in allowed if name in _BY_ID and _BY_ID[name].can_be_suppressed]
    return tuple(each for each in diagnostics if each.severity is Severity.ERROR or each.rule not in suppressed)
