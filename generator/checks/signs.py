"""Judges whether warning signs reach the reader: on page 1 or the card, large, uncovered, in words, without boxes.

A text is found on a page by its letters, whatever spaces and marks for breaking stand between them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection
from functools import cached_property
from itertools import accumulate
from typing import Any

from generator.checks.family import PageCheck
from generator.checks.safety import advice_of, tiers
from generator.checks.subject import Manuscript, Plain, Sought, TierSought
from generator.checks.typography import CLEAR_SIZE
from generator.diagnostics import Span
from generator.model.inline import Inline
from generator.model.passages import Sign, Tier
from generator.model.units import POINTS_PER
from generator.structure import StructureNode
from generator.typeset.geometry import Rect, ink_box
from generator.typeset.items import CheckBox, Colour, GlyphRun, Page, Panel, Picture

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_BOX_AT_MOST = 40.0  # points: what is larger is a panel round a text, not a box to tick
_SQUARE = 1.2  # sides of a box differ by less than this factor
_WHITE = Colour(1.0, 1.0, 1.0)
_POCKET = (115 * POINTS_PER["mm"], 160 * POINTS_PER["mm"])  # a card that is turned over without a thought
_RUNNING = ("P", "LBody")
_TOUCHING = 0.5  # points by which boxes of ink may meet: tails of letters hang into the next line


def sought(text: Manuscript, plain: Plain) -> Sought:
    """What to look for on the pages of a text; `plain` fills in its variables."""
    named: list[str] = []

    def letters(words: Inline) -> str:
        named.extend(words.variables)
        return _letters(plain(words))

    found = []
    for _, tier in tiers(text):
        local = text.locale.call(tier.level)
        said = [letters(words) for words in (tier.call or local.call, tier.when or local.when)]
        signs = [(sign, tuple([letters(form) for form in (sign.text, sign.short) if form])) for sign in tier.signs]
        found.append(TierSought(tier, tuple([words for words in said if any(map(str.isalnum, words))]), tuple(signs)))
    tiers_at = frozenset(each.tier.span for each in found if each.signs)
    # An alias stands outside its tier, so the signs are places by themselves.
    places = tiers_at.union(sign.span for each in found for sign, _ in each.signs)
    unchecked = advice_of(text) and not text.content.reviewed_by
    notice = letters(text.locale.words.not_checked) if unchecked else None
    return Sought(tuple(found), notice, places, tiers_at, any(name.startswith("club.") for name in named))


class SignCheck(PageCheck):
    """Looks for every warning sign on the pages of one document: the first page of a handout, any face of a card."""

    def __init__(self, *known: Any) -> None:
        super().__init__(*known)
        paper = self.layout.file.page.paper
        # What is called a card and is as large as a leaflet is read like one.
        self._any_face = self.layout.file.is_card and min(paper) <= _POCKET[0] and max(paper) <= _POCKET[1]
        self._sought = self.judged.sought
        if self._sought.names_club:
            self._sought = sought(self.judged.text, self.plain)
        self._missing, self._notice = self._sought.tiers, self._sought.notice

    def begin(self, number: int, page: Page) -> None:
        signs_wanted = (number == 0 or self._any_face) and any(wanted.signs for wanted in self._missing)
        if not signs_wanted and self._notice is None:
            return
        seen = _PageText(page)
        if self._notice is not None and seen.find(self._notice):
            self._notice = None
        if signs_wanted:
            self._missing = tuple([self._look_for(wanted, seen) for wanted in self._missing])

    def finish(self) -> None:
        """Report what was on no page where it belongs."""
        where = "on this card" if self._any_face else "on page 1"
        misplaced = [tier for section, tier in tiers(self.judged.text) if section.role != "safety"]
        for tier, _, signs in self._missing:
            hint = "Place its section, or the piece 'warnings', before anything else; warning signs are never left out."
            if tier in misplaced:
                hint = "Give its section the role safety: what has this role comes first, and goes on cards."
            for sign, _ in signs:
                self._tell("sign-missing", f"this warning sign is not {where}", sign.span, hint)
        if self._notice is not None:
            message = "the pages do not say that no clinician has checked the text"
            self._tell("notice-missing", message, self.judged.text.content.span, "Place colophon or signpost.")

    def _look_for(self, wanted: TierSought, page: _PageText) -> TierSought:
        """Judge the signs that stand on a page; returns the others."""
        missing = []
        for sign, forms in wanted.signs:
            found = next(filter(None, (page.find(form, self._sought.places) for form in forms)), None)
            if found is None:
                missing.append((sign, forms))
            else:
                self._judge(sign, wanted.tier, found, page)
        if len(missing) < len(wanted.signs) and not any(map(page.find, wanted.said)):
            message = "nothing beside these warning signs says in words how urgent they are"
            self._tell("sign-by-colour", message, wanted.tier.span, "Say whom to call, and when: call, when.")
        return wanted._replace(signs=tuple(missing))

    def _judge(self, sign: Sign, tier: Tier, found: range, page: _PageText) -> None:
        """Judge a sign that the runs of these numbers print."""
        runs = [page.runs[number] for number in found]
        smallest = min(run.size for run in runs)
        if smallest < CLEAR_SIZE:
            body = min(size.size for size in self.layout.texts["body"].size.options)
            around = min(page.size_around(self._sought.tiers_at) or body, CLEAR_SIZE)
            if smallest < around:
                message = f"this warning sign is printed in {smallest:g} pt, and the text around it in {around:g} pt"
                self._tell("sign-small", message, sign.span, "Give it the type style body, or a larger one.")
        if any(number in page.overprinted or page.hides(number) for number in found):
            self._tell("sign-covered", "something is printed over this warning sign", sign.span, "Give it room.")
        if page.boxes and not page.boxes.isdisjoint((tier.span, sign.span, *(run.span for run in runs))):
            self._tell("sign-to-tick", "this warning sign has a box to tick", sign.span, "Give it another mark.")

    def _tell(self, rule: str, message: str, span: Span, hint: str) -> None:
        self.report(rule, message, span, hint, ((self.layout.file.span, "the layout"),))


class _PageText:
    """The words of a page in the order they are painted, without any space. `runs` are numbered from 0."""

    def __init__(self, page: Page) -> None:
        self.runs: list[GlyphRun] = []
        self._shapes: list[tuple[int, Panel | Picture | CheckBox]] = []  # each with the number of runs before it
        for item in page.items:
            if isinstance(item, GlyphRun):
                self.runs.append(item)
            elif isinstance(item, (Panel, Picture, CheckBox)):
                self._shapes.append((len(self.runs), item))
        pieces = [_letters(run.words.text) for run in self.runs]
        self._text = "".join(pieces)
        self._starts = list(accumulate(map(len, pieces), initial=0))

    def find(self, letters: str, places: Collection[Span] = ()) -> range:
        """The numbers of the runs that print a text; none if it does not stand here in one piece.

        With `places`, only where the text is written in one of these: a task may say the same as a warning sign.
        """
        start = self._text.find(letters)
        while letters and start >= 0:
            first = bisect_right(self._starts, start) - 1
            found = range(first, bisect_right(self._starts, start + len(letters) - 1, first))
            if not places or all(_is_within(self.runs[number].span, places) for number in found):
                return found
            start = self._text.find(letters, start + 1)
        return range(0)

    def size_around(self, tiers: Collection[Span]) -> float | None:
        """The size of most running text that is no part of a warning; None where there is no other."""
        letters: Counter[float] = Counter()
        for run in self.runs:
            owner = run.owner
            if isinstance(owner, StructureNode) and owner.role in _RUNNING and not _is_within(run.span, tiers):
                letters[run.size] += len(run.words.text)
        return letters.most_common(1)[0][0] if letters else None

    def hides(self, number: int) -> bool:
        """Whether a filled panel or a picture that was painted later hides part of a run."""
        box = ink_box(self.runs[number]) if self._covers else None
        if box is None:
            return False
        left, top, right, bottom = box
        for before, (x1, y1, x2, y2) in self._covers:
            if number < before and y1 < bottom and y2 > top and x1 < right and x2 > left:
                return True
        return False

    @cached_property
    def _covers(self) -> list[tuple[int, Rect]]:
        """What hides whatever was painted before it, each with the number of runs that were."""
        return [
            (before, Rect(item.x, item.y, item.x + item.width, item.y + item.height).grown(-_TOUCHING))
            for before, item in self._shapes
            if isinstance(item, Picture) or (isinstance(item, Panel) and item.fill is not None)
        ]

    @cached_property
    def overprinted(self) -> set[int]:
        """The runs whose letters, without their tails, stand where those of another run do."""
        cores = []
        for number, run in enumerate(self.runs):
            y, left = run.y - _TOUCHING, run.x + _TOUCHING
            top = run.y - run.face.cap_height * run.size + _TOUCHING
            cores.append((top, y, left, run.x + run.width - _TOUCHING, number))
        cores.sort()
        found: set[int] = set()
        for index, (_, bottom, left, right, number) in enumerate(cores, 1):
            while index < len(cores) and cores[index][0] < bottom:
                _, _, other_left, other_right, other = cores[index]
                if other_left < right and other_right > left:
                    found.update((number, other))
                index += 1
        return found

    @cached_property
    def boxes(self) -> frozenset[Span | None]:
        """The places of all boxes to tick: fields, and empty squares of their size."""
        return frozenset([item.span for _, item in self._shapes if isinstance(item, CheckBox) or _is_box(item)])


def _is_box(item: Panel | Picture) -> bool:
    if not isinstance(item, Panel) or item.border is None or item.fill not in (None, _WHITE):
        return False
    short, long = sorted((item.width, item.height))
    return long <= min(_BOX_AT_MOST, short * _SQUARE)


def _is_within(span: Span | None, places: Collection[Span]) -> bool:
    """Whether a stretch lies in one of some others."""
    return span is not None and (
        span in places
        or any(
            span.source is place.source
            and (place.line, place.column) <= (span.line, span.column)
            and (span.end_line, span.end_column) <= (place.end_line, place.end_column)
            for place in places
        )
    )


def _letters(text: str) -> str:
    """A text without white space and marks for breaking."""
    joined = "".join(text.split())
    return joined if joined.isascii() else joined.translate(_UNSEEN)
