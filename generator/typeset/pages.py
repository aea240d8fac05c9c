"""Turns a story into pages: frames between head and foot, filled until nothing is left, within the layout's promise.

If the promise does not hold, the layout gives way step by step; if no step helps, the overrun is reported: the smallest
extra height of one frame that would make everything fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from generator.diagnostics import Diagnostics, Span
from generator.model.layout import Layout
from generator.model.units import millimetres
from generator.record import NamedTuple
from generator.story import Element, PageBreak, Story
from generator.typeset.breaker import ENDLESS, Frame, Taken, take
from generator.typeset.build import Builder
from generator.typeset.edges import PAGE_LIMIT, HeadsAndFeet
from generator.typeset.fonts import FontLibrary
from generator.typeset.items import Page
from generator.typeset.kept import Kept, KeptState
from generator.typeset.move import items_of
from generator.typeset.textbox import TextSetter
from generator.typeset.vlist import Flow, first_span

_PRECISION = 0.5  # points, of a reported overrun
_MUCH = 0.25  # of a page: with as much white paper, it is told that it would have room


class PageSequence(Sequence[Page]):
    """Pages that are put together when they are asked for, so that a thousand of them are never there at once."""

    def __init__(self, layout: Layout, edges: HeadsAndFeet, filled: tuple[Taken, ...]) -> None:
        self._layout = layout
        self._edges = edges
        self._filled = filled

    def __len__(self) -> int:
        return len(self._filled)

    def __getitem__(self, index: Any) -> Any:
        numbers = range(len(self._filled))[index]
        return tuple(map(self._page, numbers)) if isinstance(numbers, range) else self._page(numbers)

    def _page(self, number: int) -> Page:
        shape = self._layout.file.page
        head, foot = self._edges.items(number, len(self._filled))
        top = shape.top + self._edges.head_height(number)
        return Page(
            shape.paper.width, shape.paper.height, (*head, *items_of(self._filled[number], shape.side, top), *foot)
        )


class Pages(NamedTuple):
    """Finished pages, the notes of the steps by which the layout gave way, and the state that this left it in."""

    pages: Sequence[Page]
    gave_way: tuple[str, ...]
    layout: Layout


def typeset(
    story: Story, states: tuple[Layout, ...], library: FontLibrary, diagnostics: Diagnostics, kept: Kept | None = None
) -> Pages | None:
    """Set the story in the first state of the layout that keeps the promise. None after errors were reported.

    What was built of elements that come again is `kept` from one document to the next: for these states alone.
    """
    kept = kept or Kept()
    for number, layout in enumerate(states):
        found = Diagnostics()
        setting = _Typesetting(story, layout, library, found, kept.state(number))
        filled = setting.filled()
        promise = layout.file.page.pages
        holds = promise is None or len(filled) <= promise
        if holds and not found.has_errors and not setting.overfull:
            diagnostics.extend(found.sorted())
            pages = PageSequence(layout, setting.edges, tuple(filled))
            return Pages(pages, tuple(state.note for state in states[1 : number + 1]), layout)
    for span, excess, page in setting.overfull:
        if excess > 0:
            where = f"{setting.face(page)} has room for" if layout.file.is_card else "a page of the layout"
            message = f"this is {millimetres(excess)} higher than {where}"
            hint = "Make it shorter, or divide it. What stands side by side is lower on its own."
            found.error("too-high", message, span, hint)
        else:
            message = "what must stay together here does not fit on a page of the layout"
            found.error("too-high", message, span, "Let it break, or make it shorter.")
    if not holds:
        setting.report_overrun()
    diagnostics.extend(found.sorted())
    return None


class _Typesetting:
    """A story in one state of its layout."""

    def __init__(
        self, story: Story, layout: Layout, library: FontLibrary, diagnostics: Diagnostics, kept: KeptState
    ) -> None:
        self.story = story
        self.layout = layout
        self.diagnostics = diagnostics
        # Strips, kept groups and pinned pieces that are higher than the frame of their page: place, excess and page.
        self.overfull: list[tuple[Span | None, float, int]] = []
        page = layout.file.page
        width = page.paper.width - 2 * page.side
        builder = Builder(TextSetter(layout, library, story.language, story.units, diagnostics), kept)
        self.parts = [builder.stack(part, width) for part in _split(story.body)]
        self.edges = HeadsAndFeet(story, builder, width)

    def filled(self) -> list[Taken]:
        """All pages; if need be further ones, for every pinned piece to stand."""
        filled = self.fill(self.parts)
        filled += [Taken((), 0.0, None)] * (self.edges.pages() - len(filled))
        for number in sorted({0, 1, self.edges.last}):
            excess = -self.edges.room(number)
            if excess > 0 and number < len(filled):
                self.overfull.append((self.edges.span(number), excess, number))
        return filled

    def fill(self, parts: list[Flow], first: int = 0, extra: tuple[int, float] = (-1, 0.0)) -> list[Taken]:
        """What the frame of each page takes, from page `first` on; each part starts on a new page.

        `extra` is (page, points): a frame that is higher on trial.
        """
        filled: list[Taken] = []
        for part in parts:
            rest: Flow | None = part
            while rest is not None and len(filled) < PAGE_LIMIT:
                number = first + len(filled)
                height = self.edges.room(number) + (extra[1] if number == extra[0] else 0.0)
                pinned = self.edges.is_pinned(number)
                whole = max(height, self.layout.file.page.depth) if pinned else height
                frame = Frame(self.layout.file.line, whole, partial(self._tell_overfull, number))
                taken = take(rest, self.edges.head_height(number), height, frame, force=not pinned)
                if taken is None:  # what does not fit beside a pinned piece may fit on the page after it
                    taken = Taken((), 0.0, rest)
                filled.append(taken)
                rest = taken.rest
        return filled

    def _tell_overfull(self, page: int, span: Span | None, excess: float) -> None:
        self.overfull.append((span, excess, page))

    def report_overrun(self) -> None:
        """Report by how much the story is over its promise, and what is the first to be left over.

        Where every promised page starts with a forced break, each part that ran over is reported by itself.
        """
        promise = self.layout.file.page.pages
        assert promise is not None
        if len(self.parts) > promise:
            message = f"the page breaks of the layout alone make {len(self.parts)} pages, and it promises {promise}"
            hint = f"Take one out of place, or promise more: page: {{pages: {len(self.parts)}}}."
            breaks = tuple((place.span, "a new page starts here") for place in self.layout.file.place if place.break_)
            self.diagnostics.error("too-long", message, self.layout.file.span, hint, breaks)
            return
        by_page = len(self.parts) == promise
        stretches = [[part] for part in self.parts] if by_page else [self.parts]
        allowed = 1 if by_page else promise
        spare = self._spare() if by_page and not self.layout.file.is_card else ""
        for first, parts in enumerate(stretches):
            filled = self.fill(parts, first)
            if len(filled) > allowed:
                extra, page = min((self._least_extra(parts, first, frame, allowed), frame) for frame in range(allowed))
                self._report(extra, first + page, filled[page].rest or next(iter(self.parts[allowed:]), None), spare)

    def _spare(self) -> str:
        """Which promised pages have much room left, and how to use it."""
        pages = []
        for number, part in enumerate(self.parts):
            filled, room = self.fill([part], number), self.edges.room(number)
            if len(filled) == 1 and room - filled[0].height > _MUCH * room:
                pages.append(f"Page {number + 1} has room for {millimetres(room - filled[0].height)} more")
        if not pages:
            return ""
        way = "another role, or another order of `place`, would use it."
        return f" The layout puts sections on pages by their role. {' and '.join(pages)}: {way}"

    def _report(self, extra: float, page: int, left_over: Flow | None, spare: str) -> None:
        line = self.layout.file.line
        lines = max(1, -int(-(extra - _PRECISION) // line))  # the bisection's last half point is no further line
        amount = f"{millimetres(extra)} ({lines} line{'s' if lines > 1 else ''})" if extra < ENDLESS else "much"
        gave_way = f" All that may give way has done so; the last was: {self.layout.note}." if self.layout.note else ""
        span = first_span(left_over, self.story.source) if left_over else None
        self.diagnostics.error(
            "too-long",
            f"{self.face(page)} is {amount} too long{'; the first that is left over stands here' if span else ''}",
            span or self._text_span(),
            f"Shorten the text of this page, or give the layout more room.{spare}{gave_way}",
            ((self.layout.file.span, "the layout"),),
        )

    def _text_span(self) -> Span | None:
        """Where the text begins, if nothing in it can be named: else two texts would have the same error."""
        spans = [element.span for element in self.story.body if isinstance(element, Element)]
        return next((span for span in spans if span and span.source is self.story.source), None)

    def face(self, page: int) -> str:
        """What a page is called, which counts from 0: cards have a front and a back, or panels if they are folded."""
        file = self.layout.file
        if file.is_card and file.fold:
            return f"panel {page + 1}"
        if file.is_card and file.page.pages == 2 and page < 2:
            return ("the front", "the back")[page]
        return f"page {page + 1} of the {file.page.pages} promised" if file.page.pages else f"page {page + 1}"

    def _least_extra(self, parts: list[Flow], first: int, frame: int, allowed: int) -> float:
        """The smallest extra height of one frame with which everything fits; endless if none does."""
        low, high = 0.0, 40 * self.layout.file.page.depth
        if len(self.fill(parts, first, (first + frame, high))) > allowed:
            return ENDLESS
        while high - low > _PRECISION:
            middle = (low + high) / 2
            if len(self.fill(parts, first, (first + frame, middle))) > allowed:
                low = middle
            else:
                high = middle
        return high


def _split(body: tuple[Element | PageBreak, ...]) -> list[tuple[Element, ...]]:
    """The body at its page breaks; empty parts are no pages."""
    parts: list[list[Element]] = [[]]
    for element in body:
        if isinstance(element, PageBreak):
            parts.append([])
        else:
            parts[-1].append(element)
    return [tuple(part) for part in parts if part]
