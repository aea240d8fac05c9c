"""Judges QR codes: whether their modules are large enough for a camera, and their quiet zone is clear.

A module is a square of the code; the quiet zone is four modules wide (ISO/IEC 18004).
"""

from __future__ import annotations

from itertools import pairwise

from generator.checks.family import PageCheck, Takers
from generator.model.units import POINTS_PER, millimetres
from generator.typeset.geometry import Rect, ink_box, may_enter
from generator.typeset.items import Cells, Item, Page, Panel

LEAST_MODULE = 0.5 * POINTS_PER["mm"]
QUIET = 4  # modules
_HAIR = 0.01


class CodeCheck(PageCheck):
    """Looks at each code, and at all that stands near it on its page."""

    def sees(self) -> Takers:
        return {Cells: self._judge}

    def begin(self, number: int, page: Page) -> None:
        self._page = page

    def _judge(self, code: Cells) -> None:
        page = self._page
        box = ink_box(code)
        assert box is not None
        look = (self.layout.file.looks.get("qr") or self.layout.file).span
        module = module_size(code)
        if module < LEAST_MODULE - _HAIR:
            modules = round((box.right - box.left) / module)
            message = f"the squares of this QR code are {module / POINTS_PER['mm']:.2f} mm wide"
            hint = f"A shorter address makes fewer and larger ones; or let the code be {modules / 2:g} mm wide."
            self.report("small-code", message, code.span, hint, ((look, "its size"),))
        quiet = box.grown(QUIET * module - _HAIR)
        near = next((item for item in page.items if item is not code and _disturbs(item, quiet)), None)
        if near is None and Rect(0.0, 0.0, page.width, page.height).holds(quiet):
            return
        message = "something is printed" if near else "the paper ends"
        message += f" within four squares ({millimetres(QUIET * module)}) of a QR code"
        places = ((code.span, "the code"), (near and near.span, "what stands too near"))
        related = tuple((span, words) for span, words in places if span)
        self.report("quiet-zone", message, look, "Give it more room: a wider gap or pad, or a smaller size.", related)


def module_size(code: Cells) -> float:
    """The width of a module in points: the distance of neighbouring rows. No row of a code is without a dark module."""
    rows = sorted({y for _, y, _, _ in code.rectangles})
    return min((below - above for above, below in pairwise(rows)), default=code.rectangles[0][3])


def _disturbs(item: Item, quiet: Rect) -> bool:
    """Whether an item's ink lies in the quiet zone. A ground that holds all of it is as good as paper."""
    box = ink_box(item) if may_enter(item, quiet) else None
    if box is None or not box.meets(quiet):
        return False
    return not (isinstance(item, Panel) and box.grown(-item.weight if item.border else 0.0).holds(quiet))
