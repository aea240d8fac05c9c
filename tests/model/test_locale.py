"""Locale files: dates in words, and forms that name what they are filled with."""

from __future__ import annotations

import datetime

import pytest

from generator.diagnostics import Diagnostics
from generator.model.locale import Locale
from generator.source.decode import decode
from generator.source.files import shipped_folder
from generator.source.reader import read_text


def text_of(name: str) -> str:
    with open(f"{shipped_folder('content/locales')}/{name}.yaml", encoding="utf-8") as file:
        return file.read()


def decoded(text: str) -> tuple[Locale | None, list[str]]:
    diagnostics = Diagnostics()
    node = read_text(text.encode(), "locale.yaml", diagnostics)
    assert node is not None
    return decode(node, Locale, diagnostics), [diagnostic.rule for diagnostic in diagnostics.sorted()]


@pytest.mark.parametrize(("name", "day"), [("en-GB", "5 November 2026"), ("en-US", "November 5, 2026")])
def test_dates_in_words(name: str, day: str) -> None:
    locale, _ = decoded(text_of(name))
    assert locale is not None
    assert locale.day(datetime.date(2026, 11, 5)) == day
    assert locale.month_of(datetime.date(2026, 1, 31)) == "January 2026"


def test_calls_by_level() -> None:
    locale, _ = decoded(text_of("en-GB"))
    assert locale is not None
    assert [locale.call(level).when.plain for level in ("now", "soon", "later")] == ["now", "today", "or physio"]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("Page {page} of {pages}", "Page {page}", "locale-form"),
        ("Step {number}", "Step {page}", "locale-form"),
        ('date: "{day} {month} {year}"', 'date: "{day} {month}"', "locale-form"),
        ("[January, ", "[", "months"),
        ('  ambulance: "999"\n', "", "missing-key"),
        ("  turn-over", "  turn-under", "unknown-key"),
        ("sheet {sheet} of {sheets}", "sheet {sheet}", "locale-form"),
        ("  ruler: If this", "  ruler: If {page}", "locale-form"),
    ],
)
def test_mistakes(old: str, new: str, rule: str) -> None:
    text = text_of("en-GB")
    assert text.count(old) == 1
    assert decoded(text.replace(old, new))[1] == [rule]
