"""Turns a story into pages: frames between head and foot, filled until nothing is left, within the layout's promise.

If the promise does not hold, the layout gives way step by step; if no step helps, the overrun is reported: the smallest
extra height of one frame that would make everything fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from generator.diagnostics import Diagnostics, Span
from generator.model.layout import Layout
from generator.model.units import millimetres
from generator.record import NamedTuple
from generator.story import FURNITURE, PAGE, PAGES, Element, PageBreak, Story
from generator.typeset.breaker import ENDLESS, Frame, Taken, natural, take
from generator.typeset.build import Builder
from generator.typeset.fonts import FontLibrary
from generator.typeset.items import Item, Page
from generator.typeset.move import items_of
from generator.typeset.textbox import Kept
from generator.typeset.vlist import Flow, first_span

_PRECISION = 0.5  # points, of a reported overrun
_MUCH = 0.25  # of a page: with as much white paper, it is told that it would have room
_PAGE_LIMIT = 5000  # of one document; a bound on work


class Pages(NamedTuple):
    """Finished pages, the notes of the steps by which the layout gave way, and the state that this left it in."""

    pages: PageSequence
    gave_way: tuple[str, ...]
    layout: Layout


class PageSequence(Sequence[Page]):
    """Pages that are put together when they are asked for, so that a thousand of them are never there at once."""

    def __init__(self, setting: _Setting, filled: list[Taken]) -> None:
        self._setting = setting
        self._filled = filled

    def consumed(self) -> Iterator[Page]:
        """All pages in turn, each forgotten with what it was made of: then none can be asked for any more."""
        count = len(self._filled)
        self._setting.parts.clear()
        self._filled.reverse()
        while self._filled:
            yield self._setting.page(count - len(self._filled), self._filled.pop(), count)

    def __len__(self) -> int:
        return len(self._filled)

    @overload
    def __getitem__(self, index: int) -> Page: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Page, ...]: ...

    def __getitem__(self, index: int | slice) -> Page | tuple[Page, ...]:
        numbers = range(len(self._filled))[index]
        if isinstance(numbers, range):
            return tuple(self[number] for number in numbers)
        return self._setting.page(numbers, self._filled[numbers], len(self._filled))


class _Overfull(NamedTuple):
    """A strip, kept group or pinned piece that is higher than the frame of its page, which counts from 0."""

    span: Span | None
    excess: float
    page: int


def typeset(story: Story, states: tuple[Layout, ...], library: FontLibrary, diagnostics: Diagnostics) -> Pages | None:
    """Set the story in the first state of the layout that keeps the promise. None after errors were reported."""
    kept: Kept | None = {} if len(states) > 1 else None
    for number, layout in enumerate(states):
        found = Diagnostics()
        setting = _Setting(story, layout, library, found, kept)
        filled = setting.filled()
        promise = layout.file.page.pages
        holds = promise is None or len(filled) <= promise
        if holds and not found.has_errors and not setting.overfull:
            diagnostics.extend(found.sorted())
            return Pages(PageSequence(setting, filled), tuple(state.note for state in states[1 : number + 1]), layout)
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


class _Setting:
    """A story in one state of its layout."""

    def __init__(
        self,
        story: Story,
        layout: Layout,
        library: FontLibrary,
        diagnostics: Diagnostics,
        kept: Kept | None,
    ) -> None:
        self.story = story
        self.layout = layout
        self.diagnostics = diagnostics
        self.overfull: list[_Overfull] = []
        page = layout.file.page
        self.width = page.paper.width - 2 * page.side
        self.builder = Builder(layout, library, story.language, story.units, diagnostics, kept)
        self.parts = [self.builder.stack(part, self.width) for part in _split(story.body)]
        self._edges: dict[tuple[bool, int], Taken] = {}
        self._page = 0  # that is being filled

    def filled(self) -> list[Taken]:
        """All pages; if need be further ones, for every pinned piece to stand."""
        filled = self.fill(self.parts)
        filled += [Taken((), 0.0, None)] * (self._pinned() - len(filled))
        for number in sorted({0, 1, self._last}):
            excess = -self._room(number)
            if excess > 0 and number < len(filled):
                element = self._edge_element(True, number) or self._edge_element(False, number)
                span = (element and element.span) or self.layout.file.span  # a bar is the layout's alone
                self.overfull.append(_Overfull(span, excess, number))
        return filled

    def fill(self, parts: list[Flow], first: int = 0, extra: tuple[int, float] = (-1, 0.0)) -> list[Taken]:
        """What the frame of each page takes, from page `first` on; each part starts on a new page.

        `extra` is (page, points): a frame that is higher on trial.
        """
        filled: list[Taken] = []
        for part in parts:
            rest: Flow | None = part
            while rest is not None and len(filled) < _PAGE_LIMIT:
                self._page = number = first + len(filled)
                height = self._room(number) + (extra[1] if number == extra[0] else 0.0)
                pinned = self._is_pinned(number)
                whole = max(height, self.layout.file.page.depth) if pinned else height
                frame = Frame(self.layout.file.line, whole, self._too_high)
                taken = take(rest, self._head_height(number), height, frame, force=not pinned)
                if taken is None:  # what does not fit beside a pinned piece may fit on the page after it
                    taken = Taken((), 0.0, rest)
                filled.append(taken)
                rest = taken.rest
        return filled

    def page(self, number: int, taken: Taken, count: int) -> Page:
        """A finished page, now that the number of pages is known."""
        shape = self.layout.file.page
        items: list[Item] = []
        head = self._edge(True, number, count)
        if head:
            items.extend(items_of(head, shape.side, shape.top))
        items.extend(items_of(taken, shape.side, shape.top + self._head_height(number)))
        foot = self._edge(False, number, count)
        if foot:
            items.extend(items_of(foot, shape.side, shape.top + shape.depth - foot.height))
        return Page(shape.paper.width, shape.paper.height, tuple(items))

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
                self._report(extra, first + page, filled[page].rest or self._beginning(allowed), spare)

    def _spare(self) -> str:
        """Which promised pages have much room left, and how to use it."""
        tops = [self.fill([part], number) for number, part in enumerate(self.parts)]
        rooms = {
            number: self._room(number) - filled[0].height for number, filled in enumerate(tops) if len(filled) == 1
        }
        pages = [
            f"Page {number + 1} has room for {millimetres(room)} more"
            for number, room in rooms.items()
            if room > _MUCH * self._room(number)
        ]
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
            span,
            f"Shorten the text of this page, or give the layout more room.{spare}{gave_way}",
            ((self.layout.file.span, "the layout"),),
        )

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

    def _beginning(self, number: int) -> Flow | None:
        return self.parts[number] if number < len(self.parts) else None

    def _room(self, number: int) -> float:
        return float(self.layout.file.page.depth) - self._head_height(number) - self._foot_height(number)

    def _head_height(self, number: int) -> float:
        """What a head takes, with the space it claims after it."""
        head = self._measured(True, number)
        return head.height + self._claim(True, number) if head else 0.0

    def _foot_height(self, number: int) -> float:
        foot = self._measured(False, number)
        return foot.height + self._claim(False, number) if foot else 0.0

    def _claim(self, head: bool, number: int) -> float:
        element = self._edge_element(head, number)
        look = self.layout.looks.look(element.name, element.variant, None) if element else None
        return (look.after if head else look.before) or 0.0 if look else 0.0

    def _edge_element(self, head: bool, number: int) -> Element | None:
        edges = self.story.head if head else self.story.foot
        if edges.last and number == self._last:
            return edges.last
        element = edges.rest if number else edges.first
        if element and number > 1 and element.name not in FURNITURE:
            return None  # a pinned piece stands once
        return element

    def _edge(self, head: bool, number: int, count: int) -> Taken | None:
        """The head or foot of a page as it stands there. What is furniture knows the page's number."""
        element = self._edge_element(head, number)
        if element is None or element.name not in FURNITURE:
            return self._measured(head, number)
        return self._set_edge(_numbered(element, number + 1, count))

    def _measured(self, head: bool, number: int) -> Taken | None:
        """The head or foot of a page at its longest, before the number of pages is known."""
        element = self._edge_element(head, number)
        if element is None:
            return None
        key = (head, 2 if number == self._last else min(number, 1))
        if key not in self._edges:
            most = self.layout.file.page.pages or _PAGE_LIMIT
            furniture = element.name in FURNITURE
            self._edges[key] = self._set_edge(_numbered(element, most, most) if furniture else element)
        return self._edges[key]

    def _set_edge(self, element: Element) -> Taken:
        return natural(self.builder.stack((element,), self.width), Frame(self.layout.file.line, 1e6, self._too_high))

    @property
    def _last(self) -> int:
        """The last page that is promised, which counts from 0; the second if none are."""
        return (self.layout.file.page.pages or 2) - 1

    def _is_pinned(self, number: int) -> bool:
        """Whether a piece that stands only once takes room of a page; the first one counts on a folded card."""
        edges = (self._edge_element(True, number), self._edge_element(False, number))
        folds = self.layout.file.fold is not None
        return (number > 0 or folds) and any(element and element.name not in FURNITURE for element in edges)

    def _pinned(self) -> int:
        """How many pages there must be for every pinned piece to stand."""
        return 1 + max(number for number in (0, 1, self._last) if not number or self._is_pinned(number))

    def _too_high(self, span: Span | None, excess: float) -> None:
        self.overfull.append(_Overfull(span, excess, self._page))


def _split(body: tuple[Element | PageBreak, ...]) -> list[tuple[Element, ...]]:
    """The body at its page breaks; empty parts are no pages."""
    parts: list[list[Element]] = [[]]
    for element in body:
        if isinstance(element, PageBreak):
            parts.append([])
        else:
            parts[-1].append(element)
    return [tuple(part) for part in parts if part]


def _numbered(element: Element, page: int, pages: int) -> Element:
    """Furniture with the page's number filled in."""
    text = tuple(
        fragment._replace(text=fragment.text.replace(PAGE, str(page)).replace(PAGES, str(pages)))
        for fragment in element.text
    )
    children = tuple(_numbered(child, page, pages) for child in element.children)
    return element._replace(text=text, children=children)
