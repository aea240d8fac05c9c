"""Judges whether warning signs reach the reader: on page 1 or the card, large, uncovered, in words, without boxes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection
from functools import cached_property
from itertools import accumulate

from generator.checks.ink import Box, ink_box
from generator.checks.rule import Report, Rule
from generator.checks.safety import (
    NOTICE_MISSING,
    SIGN_BY_COLOUR,
    SIGN_COVERED,
    SIGN_MISSING,
    SIGN_SMALL,
    SIGN_TO_TICK,
    advice_of,
    tiers,
)
from generator.checks.subject import Print
from generator.checks.typography import CLEAR_SIZE
from generator.diagnostics import Span
from generator.model.blocks import Sign, Tier
from generator.model.units import POINTS_PER
from generator.structure import StructureNode
from generator.typeset.items import CheckBox, Colour, GlyphRun, Item, Page, Panel, Picture

_UNSEEN = re.compile("[\\s\u00ad\u200b\u2060\ufeff]+")
_BOX_AT_MOST = 40.0  # points: what is larger is a panel round a text, not a box to tick
_SQUARE = 1.2  # sides of a box differ by less than this factor
_WHITE = Colour(1.0, 1.0, 1.0)
_POCKET = (115 * POINTS_PER["mm"], 160 * POINTS_PER["mm"])  # a card that is turned over without a thought
_RUNNING = ("P", "LBody")
_TOUCHING = 0.5  # points by which boxes of ink may meet: tails of letters hang into the next line


class _Sheet:
    """The words of a page in the order they are painted, without any space: a text is found by its letters."""

    def __init__(self, page: Page, tiers: Collection[Span]) -> None:
        self.page = page
        self._tiers = tiers
        self.order = {id(item): number for number, item in enumerate(page.items)}
        self.runs = [item for item in page.items if isinstance(item, GlyphRun)]
        pieces = [_letters("".join([word.text for word in run.words])) for run in self.runs]
        self.text = "".join(pieces)
        self._starts = list(accumulate(map(len, pieces), initial=0))

    def find(self, text: str, places: Collection[Span] = ()) -> tuple[GlyphRun, ...]:
        """The runs that print a text; none if it does not stand here in one piece.

        With `places`, only where the text is written in one of these: a task may say the same as a warning sign.
        """
        wanted = _letters(text)
        start = self.text.find(wanted)
        while wanted and start >= 0:
            first = bisect_right(self._starts, start) - 1
            last = bisect_right(self._starts, start + len(wanted) - 1) - 1
            runs = tuple(self.runs[first : last + 1])
            if not places or all(_is_within(run.span, places) for run in runs):
                return runs
            start = self.text.find(wanted, start + 1)
        return ()

    @cached_property
    def size_around(self) -> float | None:
        """The size of most running text that is no part of a warning; None where there is no other."""
        letters: Counter[float] = Counter()
        for run in self.runs:
            role = run.owner.role if isinstance(run.owner, StructureNode) else ""
            if role in _RUNNING and not _is_within(run.span, self._tiers):
                letters[run.size] += sum(len(word.text) for word in run.words)
        return letters.most_common(1)[0][0] if letters else None

    @cached_property
    def covers(self) -> list[tuple[int, Box]]:
        """What hides whatever was painted before it: filled panels and pictures, each with its turn."""
        return [
            (number, Box(item.x, item.y, item.x + item.width, item.y + item.height))
            for number, item in enumerate(self.page.items)
            if isinstance(item, Picture) or (isinstance(item, Panel) and item.fill is not None)
        ]

    @cached_property
    def lines(self) -> list[tuple[GlyphRun, Box]]:
        """The runs, each with a box from its baseline up to the height of a capital."""
        return [(run, _core(run)) for run in self.runs]


class SignsInSight:
    """Looks for every warning sign on the pages of one document: the first page of a handout, any face of a card."""

    def __init__(self, print_: Print, report: Report) -> None:
        self._print = print_
        self._report = report
        text, paper = print_.text, print_.layout.file.page.paper
        # What is called a card and is as large as a leaflet is read like one.
        self._any_face = print_.card and min(paper) <= _POCKET[0] and max(paper) <= _POCKET[1]
        self._missing = [(tier, sign) for _, tier in tiers(text) for sign in tier.signs]
        # An alias stands outside its tier, so the signs are places by themselves.
        self._places = frozenset(place for tier, sign in self._missing for place in (tier.span, sign.span))
        self._spans = frozenset(tier.span for tier, _ in self._missing)
        unchecked = advice_of(text) and not text.content.reviewed_by
        self._notice = text.plain(text.locale.words.not_checked) if unchecked else None

    def see(self, number: int, page: Page) -> None:
        """Look at the page; `number` counts from 0."""
        signs_wanted = self._missing and (number == 0 or self._any_face)
        if not signs_wanted and self._notice is None:
            return
        sheet = _Sheet(page, self._spans)
        if self._notice is not None and sheet.find(self._notice):
            self._notice = None
        if signs_wanted:
            self._missing = [pair for pair in self._missing if not self._stands(*pair, sheet)]

    def finish(self) -> None:
        """Report what was on no page where it belongs."""
        where = "on this card" if self._any_face else "on page 1"
        layout = self._print.layout.file.span
        misplaced = [tier for section, tier in tiers(self._print.text) if section.role != "safety"]
        for tier, sign in self._missing:
            hint = "Place its section, or the piece 'warnings', before anything else; warning signs are never left out."
            if tier in misplaced:
                hint = "Give its section the role safety: what has this role comes first, and goes on cards."
            self._report(SIGN_MISSING, f"this warning sign is not {where}", sign.span, hint, ((layout, "the layout"),))
        if self._notice is not None:
            content = self._print.text.content
            message = "the pages do not say that no clinician has checked the text"
            self._report(
                NOTICE_MISSING, message, content.span, "Place colophon or signpost.", ((layout, "the layout"),)
            )

    def _stands(self, tier: Tier, sign: Sign, sheet: _Sheet) -> bool:
        """Whether the sign stands on the page; if so, it is judged as well."""
        plain = self._print.text.plain
        runs = sheet.find(plain(sign.text), self._places)
        if not runs and sign.short:
            runs = sheet.find(plain(sign.short), self._places)
        if not runs:
            return False
        body = min(size.size for size in self._print.layout.texts["body"].size.options)
        around = min(sheet.size_around or body, CLEAR_SIZE)
        smallest = min(run.size for run in runs)
        if smallest < around:
            message = f"this warning sign is printed in {smallest:g} pt, and the text around it in {around:g} pt"
            self._tell(SIGN_SMALL, message, sign.span, "Give it the type style body, or a larger one.")
        if _is_covered(runs, sheet):
            self._tell(SIGN_COVERED, "something is printed over this warning sign", sign.span, "Give it room.")
        if _has_box(runs, tier, sign, sheet.page):
            self._tell(SIGN_TO_TICK, "this warning sign has a box to tick", sign.span, "Give it another mark.")
        self._judge_urgency(tier, sheet)
        return True

    def _judge_urgency(self, tier: Tier, sheet: _Sheet) -> None:
        plain, local = self._print.text.plain, self._print.text.locale.call(tier.level)
        said = [plain(tier.call or local.call), plain(tier.when or local.when)]
        words = [text for text in said if any(map(str.isalnum, text))]
        if not any(map(sheet.find, words)):
            message = "nothing beside these warning signs says in words how urgent they are"
            self._tell(SIGN_BY_COLOUR, message, tier.span, "Say whom to call, and when: call, when.")

    def _tell(self, rule: Rule, message: str, span: Span, hint: str) -> None:
        self._report(rule, message, span, hint, ((self._print.layout.file.span, "the layout"),))


def _is_covered(runs: tuple[GlyphRun, ...], sheet: _Sheet) -> bool:
    """Whether a filled shape hides part of a text, or other words stand in the same place."""
    for run in runs:
        box, turn = ink_box(run), sheet.order[id(run)]
        if box and any(number > turn and cover.grown(-_TOUCHING).meets(box) for number, cover in sheet.covers):
            return True
        core = _core(run)
        if any(other is not run and line.meets(core) for other, line in sheet.lines):
            return True
    return False


def _core(run: GlyphRun) -> Box:
    """Where the letters of a run stand without their tails, a little less than that."""
    top = run.y - run.face.cap_height * run.size
    return Box(run.x + _TOUCHING, top + _TOUCHING, run.x + run.width - _TOUCHING, run.y - _TOUCHING)


def _has_box(runs: tuple[GlyphRun, ...], tier: Tier, sign: Sign, page: Page) -> bool:
    """Whether a field, or an empty square of the size of a box to tick, belongs to a sign or its tier."""
    places = {tier.span, sign.span, *(run.span for run in runs)}
    return any((isinstance(item, CheckBox) or _is_box(item)) and item.span in places for item in page.items)


def _is_box(item: Item) -> bool:
    if not isinstance(item, Panel) or item.border is None or item.fill not in (None, _WHITE):
        return False
    short, long = sorted((item.width, item.height))
    return long <= min(_BOX_AT_MOST, short * _SQUARE)


def _is_within(span: Span | None, places: Collection[Span]) -> bool:
    """Whether a stretch lies in one of some others."""
    return span is not None and any(
        span.source is place.source
        and (place.line, place.column) <= (span.line, span.column)
        and (span.end_line, span.end_column) <= (place.end_line, place.end_column)
        for place in places
    )


def _letters(text: str) -> str:
    return _UNSEEN.sub("", text)
