"""Judges how near the ink on a page comes to the edge of the paper: ink bounds, not the boxes of text."""

from __future__ import annotations

from generator.checks.ink import Box, ink_box, may_leave
from generator.checks.rule import Report, Rule
from generator.checks.subject import Print
from generator.diagnostics import Severity, Span
from generator.model.units import POINTS_PER, millimetres
from generator.record import NamedTuple
from generator.structure import Artifact
from generator.typeset.items import Item, Page, Panel, Path

SHEET = 6.35 * POINTS_PER["mm"]  # what any printer leaves white on the sheet that it is fed with
CUT = 3.0 * POINTS_PER["mm"]  # what may be lost where a card is cut out of a sheet
_SMALLEST_SHEET = 139.0 * POINTS_PER["mm"]  # half a Letter sheet is 139.7 mm wide, A6 is 105 mm: that is cut
_HAIR = 0.01

NEAR_EDGE = Rule(
    "near-edge",
    "Printers leave an edge of the sheet white, and a cutter is out by a millimetre: what stands there is lost.",
    "dead edges of office printers, 6.35 mm at most; print shops' safe margin, 3 mm inside the cut",
)
OFF_PAGE = Rule(
    "off-page",
    "Words, pictures and lines that lie beyond the paper are not printed.",
    "our own: nothing is lost in silence",
    Severity.ERROR,
)
RULES = (NEAR_EDGE, OFF_PAGE)

_SIDES = ("left", "top", "right", "bottom")


class _Worst(NamedTuple):
    """What reaches furthest out: how far it is from which edge of which page."""

    distance: float
    side: str
    number: int
    span: Span | None


class MarginRules:
    """Keeps the worst that it saw, to report it once."""

    def __init__(self, print_: Print, report: Report) -> None:
        self._print = print_
        self._report = report
        paper = print_.layout.file.page.paper
        self._least = SHEET if min(paper.width, paper.height) > _SMALLEST_SHEET else CUT
        self._worst: dict[str, _Worst] = {}

    def see(self, number: int, page: Page) -> None:
        """Look at a page; `number` counts from 0."""
        least = self._least
        inner = Box(least, least, page.width - least, page.height - least).grown(_HAIR)
        paper = Box(0.0, 0.0, page.width, page.height).grown(_HAIR)
        for item in page.items:
            box = ink_box(item) if may_leave(item, inner) else None
            if box is None or inner.holds(box):
                continue
            gaps = (box.left, box.top, page.width - box.right, page.height - box.bottom)
            distance = min(gaps)
            rule = OFF_PAGE if _says_something(item) and not paper.holds(box) else NEAR_EDGE
            if rule.id not in self._worst or distance < self._worst[rule.id].distance:
                self._worst[rule.id] = _Worst(distance, _SIDES[gaps.index(distance)], number, item.span)

    def finish(self) -> None:
        """Report the worst of each kind, at the layout's page."""
        for rule in RULES:
            worst = self._worst.get(rule.id)
            if worst is None:
                continue
            edge = f"the {worst.side} edge of page {worst.number + 1}"
            if worst.distance < 0:
                message = f"ink lies {millimetres(-worst.distance)} beyond {edge}"
            else:
                message = f"ink lies {worst.distance / POINTS_PER['mm']:.2f} mm from {edge}"
            what = "this sheet" if self._least == SHEET else "a card that is cut out"
            hint = f"Keep {self._least / POINTS_PER['mm']:g} mm free all round on {what}: wider margins, less hang."
            place = self._print.layout.mapping.pairs["page"].key.span
            related = ((worst.span, "it comes from here"),) if worst.span else ()
            self._report(rule, message, place, hint, related)


def _says_something(item: Item) -> bool:
    """Whether it is a loss if part of it is not there: a banner or an ornament may run off the paper."""
    if isinstance(item, Panel):
        return item.border is not None
    return not (isinstance(item, Path) and isinstance(item.owner, Artifact))
