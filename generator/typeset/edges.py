"""Sets the head and foot of each page, and measures the room between them."""

from __future__ import annotations

from generator.diagnostics import Span
from generator.story import FURNITURE, PAGE, PAGES, Element, Story
from generator.typeset.breaker import Taken, natural
from generator.typeset.build import Builder
from generator.typeset.items import Item
from generator.typeset.move import items_of

PAGE_LIMIT = 5000  # of one document; a bound on work


class HeadsAndFeet:
    """The edges of the pages of one story in one state of its layout. Pages count from 0.

    What is furniture is drawn anew on every page; else it is a pinned piece, which stands once.
    """

    def __init__(self, story: Story, builder: Builder, width: float) -> None:
        self._story = story
        self._layout = builder.layout
        self._builder = builder
        self._width = width
        self._measured_edges: dict[tuple[bool, int], Taken] = {}

    def room(self, page: int) -> float:
        """The height between head and foot; negative if they alone are too high."""
        return float(self._layout.file.page.depth) - self.head_height(page) - self._height(False, page)

    def head_height(self, page: int) -> float:
        """What a head takes, with the space it claims after it."""
        return self._height(True, page)

    def items(self, page: int, count: int) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """The items at the head and the foot of a page, of `count` pages."""
        shape = self._layout.file.page
        head, foot = self._edge(True, page, count), self._edge(False, page, count)
        return (
            items_of(head, shape.side, shape.top) if head else (),
            items_of(foot, shape.side, shape.top + shape.depth - foot.height) if foot else (),
        )

    def span(self, page: int) -> Span | None:
        """The span of the head, else of the foot; that of the layout, if neither has one."""
        return next((element.span for element in self._elements(page)), None) or self._layout.file.span

    def is_pinned(self, page: int) -> bool:
        """Whether a piece that stands only once takes room of a page; the first one counts on a folded card."""
        counts = page > 0 or self._layout.file.fold is not None
        return counts and any(element.name not in FURNITURE for element in self._elements(page))

    def pages(self) -> int:
        """How many pages there must be for every pinned piece to stand."""
        return 1 + max(page for page in (0, 1, self.last) if not page or self.is_pinned(page))

    @property
    def last(self) -> int:
        """The last page that is promised; the second if none are."""
        return (self._layout.file.page.pages or 2) - 1

    def _height(self, head: bool, page: int) -> float:
        element = self._element(head, page)
        if element is None:
            return 0.0
        look = self._layout.looks.look(element.name, element.variant, None)
        return self._measured(element, head, page).height + ((look.after if head else look.before) or 0.0)

    def _elements(self, page: int) -> list[Element]:
        return [element for head in (True, False) if (element := self._element(head, page))]

    def _element(self, head: bool, page: int) -> Element | None:
        edges = self._story.head if head else self._story.foot
        if edges.last and page == self.last:
            return edges.last
        element = edges.rest if page else edges.first
        if element and page > 1 and element.name not in FURNITURE:
            return None  # a pinned piece stands once
        return element

    def _edge(self, head: bool, page: int, count: int) -> Taken | None:
        """The head or foot of a page as it stands there. What is furniture knows the page's number."""
        element = self._element(head, page)
        if element is None or element.name not in FURNITURE:
            return element and self._measured(element, head, page)
        return self._set(_numbered(element, page + 1, count), comes_again=False)

    def _measured(self, element: Element, head: bool, page: int) -> Taken:
        """The head or foot of a page at its longest, before the number of pages is known."""
        key = (head, 2 if page == self.last else min(page, 1))
        if key not in self._measured_edges:
            most = self._layout.file.page.pages or PAGE_LIMIT
            furniture = element.name in FURNITURE
            self._measured_edges[key] = self._set(_numbered(element, most, most) if furniture else element)
        return self._measured_edges[key]

    def _set(self, element: Element, *, comes_again: bool = True) -> Taken:
        flow = self._builder.stack((element,), self._width, comes_again=comes_again)
        return natural(flow, self._layout.file.line)


def _numbered(element: Element, page: int, pages: int) -> Element:
    """Furniture with the page's number filled in."""
    text = tuple(
        fragment._replace(text=fragment.text.replace(PAGE, str(page)).replace(PAGES, str(pages)))
        for fragment in element.text
    )
    children = tuple(_numbered(child, page, pages) for child in element.children)
    return element._replace(text=text, children=children)
