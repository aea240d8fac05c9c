"""Judges how near ink comes to the edge of the paper, by the bounds of the ink and not of its text boxes."""

from __future__ import annotations

from typing import Any

from generator.checks.family import PageCheck, Takers
from generator.diagnostics import Span
from generator.model.units import POINTS_PER, millimetres
from generator.structure import Artifact
from generator.typeset.fonts import Face
from generator.typeset.geometry import Rect, ink_box, reach
from generator.typeset.items import Cells, GlyphRun, Item, Page, Panel, Path, Picture
from generator.typeset.items import Rule as Stroke

SHEET = 6.35 * POINTS_PER["mm"]  # what any printer leaves white on the sheet that it is fed with
CUT = 3.0 * POINTS_PER["mm"]  # what may be lost where a card is cut out of a sheet
_SMALLEST_SHEET = 139.0 * POINTS_PER["mm"]  # half a Letter sheet is 139.7 mm wide, A6 is 105 mm: that is cut
_HAIR = 0.01
_SIDES = ("left", "top", "right", "bottom")


class MarginCheck(PageCheck):
    """Keeps the worst that it saw, to report it once."""

    def __init__(self, *known: Any) -> None:
        super().__init__(*known)
        paper = self.layout.file.page.paper
        self._least = SHEET if min(paper.width, paper.height) > _SMALLEST_SHEET else CUT
        # By rule, what reaches furthest out: how far it is from which edge, and where it comes from.
        self._worst: dict[str, tuple[float, str, Span | None]] = {}

    def sees(self) -> Takers:
        return {GlyphRun: self._see_run, **dict.fromkeys((Stroke, Panel, Path, Picture, Cells), self._see)}

    def begin(self, number: int, page: Page) -> None:
        self._number, self._paper = number, Rect(0.0, 0.0, page.width, page.height)
        # By type, where baselines may run so that no glyph reaches out of `inner`.
        self._safe: dict[tuple[Face, float], Rect] = {}
        self._inner = self._paper.grown(_HAIR - self._least)

    def _see_run(self, run: GlyphRun) -> None:
        safe = self._safe.get((run.face, run.size))
        if safe is None:
            inner, glyphs = self._inner, reach(run)
            left, right = inner.left + run.x - glyphs.left, inner.right + run.x + run.width - glyphs.right
            safe = Rect(left, inner.top + run.y - glyphs.top, right, inner.bottom + run.y - glyphs.bottom)
            self._safe[run.face, run.size] = safe
        x, y = run.x, run.y
        if not (safe.left <= x and x + run.width <= safe.right and safe.top <= y <= safe.bottom):
            self._see(run)

    def _see(self, item: Item) -> None:
        box = ink_box(item)
        if box is None or self._inner.holds(box):
            return
        paper = self._paper
        gaps = (box.left, box.top, paper.right - box.right, paper.bottom - box.bottom)
        distance = min(gaps)
        rule = "off-page" if _says_something(item) and not paper.grown(_HAIR).holds(box) else "near-edge"
        if rule not in self._worst or distance < self._worst[rule][0]:
            edge = f"the {_SIDES[gaps.index(distance)]} edge of page {self._number + 1}"
            self._worst[rule] = (distance, edge, item.span)

    def finish(self) -> None:
        """Report the worst of each kind, at the layout's page."""
        for rule, (distance, edge, span) in sorted(self._worst.items()):
            if distance < 0:
                message = f"ink lies {millimetres(-distance)} beyond {edge}"
            else:
                message = f"ink lies {distance / POINTS_PER['mm']:.2f} mm from {edge}"
            what = "this sheet" if self._least == SHEET else "a card that is cut out"
            hint = f"Keep {self._least / POINTS_PER['mm']:g} mm free all round on {what}: wider margins, less hang."
            related = ((span, "it comes from here"),) if span else ()
            self.report(rule, message, self.layout.mapping.pairs["page"].key.span, hint, related)


def _says_something(item: Item) -> bool:
    """Whether it is a loss if part of it is not there: a banner or an ornament may run off the paper."""
    if isinstance(item, Panel):
        return item.border is not None
    return not (isinstance(item, Path) and isinstance(item.owner, Artifact))
