"""Judges whether warning signs reach the reader: on the first page or the card, large enough, in words, not to tick."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from itertools import accumulate
from typing import NamedTuple

from generator.checks.rule import Report, Rule
from generator.checks.subject import Print, Text
from generator.diagnostics import Severity, Span
from generator.model.blocks import Sign, Tier
from generator.model.content import Section, claims
from generator.structure import StructureNode
from generator.typeset.items import CheckBox, GlyphRun, Page, Panel

_HOUSE = "handout's own safety promise (README, What it is not)"
NOT_REVIEWED = Rule(
    "not-reviewed",
    "Advice with warning signs needs a clinician's eye; until then every page says that nobody has checked it.",
    "PIF TICK, criterion on evidence and review",
    safety=True,
)
UNSOURCED_CLAIM = Rule(
    "unsourced-claim",
    "A statement that is marked as a claim must name the publication it rests on.",
    "PIF TICK, criterion on evidence",
    Severity.ERROR,
    safety=True,
)
UNSOURCED_SIGN = Rule(
    "unsourced-sign",
    "Every warning sign is a claim about health, so it, its tier or its section names a source.",
    "PIF TICK, criterion on evidence",
    safety=True,
)
SIGN_MISSING = Rule(
    "sign-missing",
    "Every warning sign, in full or in short, stands on page 1 of a handout and on every card.",
    _HOUSE,
    Severity.ERROR,
    safety=True,
)
SIGN_SMALL = Rule(
    "sign-small",
    "A warning sign is never smaller than the text around it.",
    "CDC Clear Communication Index, item 3",
    Severity.ERROR,
    safety=True,
)
SIGN_TO_TICK = Rule(
    "sign-to-tick",
    "A box beside a warning sign makes an alarm look like a task.",
    "Degani and Wiener, NASA CR-177549: a checklist is what is done, not what is watched for",
    Severity.ERROR,
    safety=True,
)
SIGN_BY_COLOUR = Rule(
    "sign-by-colour",
    "How urgent a warning sign is must stand beside it in words, because a grey printer drops colour.",
    "WCAG 2.2, 1.4.1 (use of colour)",
    Severity.ERROR,
    safety=True,
)
NOTICE_MISSING = Rule(
    "notice-missing",
    "Advice that no clinician has checked says so on every output.",
    _HOUSE,
    Severity.ERROR,
    safety=True,
)
RULES = (
    NOT_REVIEWED, UNSOURCED_CLAIM, UNSOURCED_SIGN, SIGN_MISSING, SIGN_SMALL, SIGN_TO_TICK, SIGN_BY_COLOUR,
    NOTICE_MISSING,
)  # fmt: skip

_UNSEEN = re.compile("[\\s\u00ad\u200b\u2060\ufeff]+")
_BOX_AT_MOST = 24.0  # points: what is larger is a panel round a text, not a box to tick
_SQUARE = 1.2  # sides of a box differ by less than this factor


def check_text(text: Text, report: Report) -> None:
    """Judge what a text says of its sources and its review, whatever layout prints it."""
    content = text.content
    for claim in claims((content.sections, content.checklist)):
        if getattr(claim, "claim", False) and not claim.sources:
            hint = "Add sources: [...] with an id of the file's sources, or take out what nobody supports."
            report(UNSOURCED_CLAIM, "this is marked as a claim and names no source", claim.span, hint)
    for section, tier in _tiers(text):
        for sign in tier.signs:
            if not (sign.sources or tier.sources or section.sources):
                hint = "Add sources: [...] to the sign, its tier or its section."
                report(UNSOURCED_SIGN, "this warning sign names no source", sign.span, hint)
    advice = _advice(text)
    if advice and not content.reviewed_by:
        hint = "Fill in reviewed-by and reviewed-on when one has. Until then the pages say so themselves."
        report(NOT_REVIEWED, "no clinician has checked this text", advice.span, hint)


def _advice(text: Text) -> Section | None:
    """The first section that tells when to get help: by its role, or by its warning signs."""
    signed = {section.id.value for section, _ in _tiers(text)}
    sections = text.content.sections
    return next((section for section in sections if section.role == "safety" or section.id.value in signed), None)


def _tiers(text: Text) -> Iterator[tuple[Section, Tier]]:
    for section in text.content.sections:
        for block in section.blocks:
            for tier in block.tiers or ():
                yield section, tier


class _Found(NamedTuple):
    """Where a text stands on a page: the runs that it is printed in."""

    runs: tuple[GlyphRun, ...]


class _Print:
    """The words of a page in the order they are painted, without any space: a text is found by its letters."""

    def __init__(self, page: Page) -> None:
        self.runs = [item for item in page.items if isinstance(item, GlyphRun)]
        pieces = [_letters("".join([word.text for word in run.words])) for run in self.runs]
        self.text = "".join(pieces)
        self._starts = list(accumulate(map(len, pieces), initial=0))

    def find(self, text: str, places: Collection[Span] = ()) -> _Found | None:
        """The runs that print a text, or None if it does not stand here in one piece.

        With `places`, only where the text is written in one of these: a task may say the same as a warning sign.
        """
        wanted = _letters(text)
        start = self.text.find(wanted)
        while wanted and start >= 0:
            first = bisect_right(self._starts, start) - 1
            last = bisect_right(self._starts, start + len(wanted) - 1) - 1
            runs = tuple(self.runs[first : last + 1])
            if not places or all(_is_within(run.span, places) for run in runs):
                return _Found(runs)
            start = self.text.find(wanted, start + 1)
        return None


class SignsInSight:
    """Looks for every warning sign on the pages of one document: the first page of a handout, any face of a card."""

    def __init__(self, print_: Print, report: Report) -> None:
        self._print = print_
        self._report = report
        text = print_.text
        self._missing = [(tier, sign) for _, tier in _tiers(text) for sign in tier.signs]
        # An alias stands outside its tier, so the signs are places by themselves.
        self._places = frozenset(place for tier, sign in self._missing for place in (tier.span, sign.span))
        unchecked = _advice(text) and not text.content.reviewed_by
        self._notice = text.plain(text.locale.words.not_checked) if unchecked else None

    def see(self, number: int, page: Page) -> None:
        """Look at the page; `number` counts from 0."""
        signs_wanted = self._missing and (number == 0 or self._print.card)
        if not signs_wanted and self._notice is None:
            return
        printed = _Print(page)
        if self._notice is not None and printed.find(self._notice):
            self._notice = None
        if signs_wanted:
            self._missing = [pair for pair in self._missing if not self._stands(*pair, printed, page)]

    def finish(self) -> None:
        """Report what was on no page where it belongs."""
        where = "on this card" if self._print.card else "on page 1"
        layout = self._print.layout.file.span
        for _, sign in self._missing:
            hint = "Place its section, or the piece 'warnings', before anything else; warning signs are never left out."
            self._report(SIGN_MISSING, f"this warning sign is not {where}", sign.span, hint, ((layout, "the layout"),))
        if self._notice is not None:
            content = self._print.text.content
            message = "the pages do not say that no clinician has checked the text"
            self._report(
                NOTICE_MISSING, message, content.span, "Place colophon or signpost.", ((layout, "the layout"),)
            )

    def _stands(self, tier: Tier, sign: Sign, printed: _Print, page: Page) -> bool:
        """Whether the sign stands on the page; if so, it is judged as well."""
        plain = self._print.text.plain
        found = printed.find(plain(sign.text), self._places)
        if found is None and sign.short:
            found = printed.find(plain(sign.short), self._places)
        if found is None:
            return False
        body = min(size.size for size in self._print.layout.texts["body"].size.options)
        smallest = min(run.size for run in found.runs)
        if smallest < body:
            message = f"this warning sign is printed in {smallest:g} pt, and the text around it in {body:g} pt"
            self._tell(SIGN_SMALL, message, sign.span, "Give it the type style body, or a larger one.")
        if _has_box(found, page):
            self._tell(SIGN_TO_TICK, "this warning sign has a box to tick", sign.span, "Give it another mark.")
        self._judge_urgency(tier, printed)
        return True

    def _judge_urgency(self, tier: Tier, printed: _Print) -> None:
        plain, local = self._print.text.plain, self._print.text.locale.call(tier.level)
        said = [plain(tier.call or local.call), plain(tier.when or local.when)]
        words = [text for text in said if any(map(str.isalnum, text))]
        if not any(map(printed.find, words)):
            message = "nothing beside these warning signs says in words how urgent they are"
            self._tell(SIGN_BY_COLOUR, message, tier.span, "Say whom to call, and when: call, when.")

    def _tell(self, rule: Rule, message: str, span: Span, hint: str) -> None:
        self._report(rule, message, span, hint, ((self._print.layout.file.span, "the layout"),))


def _has_box(found: _Found, page: Page) -> bool:
    """Whether a field, or an empty square of the size of a box to tick, belongs to the runs of a sign."""
    owners = {id(node) for run in found.runs for node in _upwards(run.owner)}
    places = {run.span for run in found.runs}
    for item in page.items:
        if isinstance(item, CheckBox) and id(item.owner.parent) in owners:
            return True
        if isinstance(item, Panel) and item.span in places and item.border is not None and item.fill is None:
            short, long = sorted((item.width, item.height))
            if long <= min(_BOX_AT_MOST, short * _SQUARE):
                return True
    return False


def _upwards(owner: object) -> Iterator[StructureNode]:
    """The owner and the elements round it, up to the list item."""
    while isinstance(owner, StructureNode):
        yield owner
        if owner.role == "LI":
            return
        owner = owner.parent


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
