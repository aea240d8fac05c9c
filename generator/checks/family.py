"""Defines what a family of rules consists of: its entry in the registry, its check of pages, how it reports.

A family is registered once, in `FAMILIES` of the package: the ids of its rules, together with the functions that run
them. What each rule means stands in the catalogue.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from generator.checks.catalogue import RULES
from generator.checks.measure import Measures
from generator.checks.subject import Manuscript, Plain, TextInLayout
from generator.diagnostics import Diagnostics, Severity, Span
from generator.model.club import Club
from generator.model.content import Content
from generator.model.contrast import Rgb
from generator.record import NamedTuple
from generator.source.decode import Located
from generator.typeset.items import Page


class Report:
    """Turns what rules find into diagnostics, each as severe as its rule says."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self._diagnostics = diagnostics

    def __call__(
        self,
        rule: str,
        message: str,
        span: Span | None = None,
        hint: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        """Report that the rule of this id is broken, at a place."""
        add = self._diagnostics.error if RULES[rule].severity is Severity.ERROR else self._diagnostics.warning
        add(rule, message, span, hint, related)


Takers = Mapping[type, Callable[[Any], None]]  # types of items, each with what takes them


class PageCheck:
    """Looks at the pages of one document, in order, and keeps none of them.

    Each page is begun, its items of the types in `sees` are handed over in painting order, and it is ended.
    """

    def __init__(self, judged: TextInLayout, plain: Plain, report: Report) -> None:
        """`plain` gives a piece of the text as it is printed, with the club's values filled in."""
        self.judged = judged
        self.layout = judged.layout
        self.plain = plain
        self.report = report
        self._asked: set[Hashable] = set()

    def report_in_layout(
        self, rule: str, message: str, place: Span | None, hint: str, span: Span | None, what: str = ""
    ) -> None:
        """Report at `place` in the layout, with the first text printed so as related; without a place, at that."""
        related = ((span, f"the first {what}that is printed so"),) if span and place and span != place else ()
        self.report(rule, message, place or span, hint, related)

    def is_new(self, *what: Hashable) -> bool:
        """Whether this is asked for the first time: much on a page is alike, and reported once."""
        known = what in self._asked
        self._asked.add(what)
        return not known

    def sees(self) -> Takers:
        """The types of items to be handed over, each with the method that takes them; asked once, before any page."""
        return {}

    def begin(self, number: int, page: Page) -> None:
        """A page starts; `number` counts from 0. What needs the whole page looks at it here."""

    def end(self) -> None:
        """All items of the page were seen."""

    def finish(self) -> None:
        """Report what only a whole document shows."""


class Family(NamedTuple):
    """Rules that belong together, and the functions that run them; each says in its arguments what it asks for.

    `title` is the heading that `handout check --rules` lists the rules under. `accent` gets a club's colour and the
    colours of a layout, `size` the bytes of the finished file. The rules of a family without functions are reported by
    the stages that read and typeset.
    """

    title: str
    rules: tuple[str, ...]
    text: Callable[[Manuscript, Report], None] | None = None
    measures: Callable[[Manuscript, Measures | None, Report], None] | None = None
    club: Callable[[Club, Manuscript, Report], None] | None = None
    accent: Callable[[Located, Iterable[Rgb | None], Report], None] | None = None
    dates: Callable[[Content, datetime.date, Report], None] | None = None
    pages: type[PageCheck] | None = None
    size: Callable[[int, Content, Report], None] | None = None
