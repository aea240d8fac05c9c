"""Judges texts and pages by rules: safety, wording, reading level, dates, type, contrast, margins.

A rule is a value with an id, a reason and a source (`rule.py`); each family stands in a file with its own `RULES`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.checks import allow, catalogue, dates, pages, reading, safety, signs, wording
from generator.checks.rule import Report, Rule
from generator.checks.subject import Print, Text
from generator.diagnostics import Diagnostic, Diagnostics
from generator.source.decode import Located
from generator.typeset.items import Page

__all__ = [
    "FAMILIES",
    "RULES",
    "Print",
    "Report",
    "Rule",
    "Text",
    "check_allowed",
    "check_text",
    "quietened",
    "watched",
]

FAMILIES: dict[str, tuple[Rule, ...]] = {
    "Warning signs, claims and review": safety.RULES,
    "Dates": dates.RULES,
    "Wording": wording.RULES,
    "Reading level": reading.RULES,
    "Pages": pages.RULES,
    "The files themselves": catalogue.RULES,
}
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES.values() for rule in family)


def check_text(text: Text, report: Report) -> reading.Reading | None:
    """Judge what is said, whatever layout prints it. Returns how hard it is to read, as `reading.measure` does."""
    safety.check_text(text, report)
    wording.check_wording(text, report)
    return reading.check_reading(text, report)


def watched(stream: Iterable[Page], print_: Print, report: Report) -> Iterator[Page]:
    """The same pages; each is judged as it goes by, so that a thousand of them are never there at once."""
    in_sight = signs.SignsInSight(print_, report)
    rules = pages.PageRules(print_, report)
    for number, page in enumerate(stream):
        in_sight.see(number, page)
        rules.see(number, page)
        yield page
    in_sight.finish()
    rules.finish()


def check_allowed(allowed: Mapping[str, Located], diagnostics: Diagnostics) -> None:
    """Report what `allow` of a file names and cannot quieten."""
    allow.check_allowed(allowed, RULES, diagnostics)


def quietened(diagnostics: tuple[Diagnostic, ...], allowed: Collection[str]) -> tuple[Diagnostic, ...]:
    """The diagnostics without the warnings that `allow` of the files quietens."""
    return allow.quietened(diagnostics, allowed, RULES)
