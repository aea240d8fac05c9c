"""Judges the type on a page: its size and x-height, the length and spacing of lines, runs of capitals."""

from __future__ import annotations

from math import inf
from typing import Any

from generator.checks.family import PageCheck, Takers
from generator.checks.places import size_place
from generator.diagnostics import Span
from generator.model.units import POINTS_PER
from generator.structure import Owner, StructureNode
from generator.typeset.fonts import Face
from generator.typeset.items import GlyphRun

CLEAR_SIZE, CLEAR_X = 12.0, 2.0  # points, millimetres of x-height
LEAST_SIZE, LEAST_X = 8.0, 1.4
ONE_COLUMN = (45, 75)  # characters in a line, with its spaces
NARROW = (25, 75)  # columns and cards
WIDE = 0.6  # of the width of the text: wider lines stand in one column
MOST_CAPITALS = 3  # words in a row
_HAIR = 0.005  # millimetres: the units of a font are rounded

_INLINE = ("Link", "Span")
_RUNNING = ("P", "LBody", *_INLINE)


class TypeCheck(PageCheck):
    """Puts the runs of each page, in the order they are read, together to lines and paragraphs again."""

    def __init__(self, *known: Any) -> None:
        super().__init__(*known)
        # Types (face and size) that need no look any more: they are clear, or were seen in the text's own words.
        self._settled: set[tuple[Face, float]] = set()
        # By size and left edge, the first paragraph of a column, with the lines of all others added to its own.
        self._columns: dict[tuple[float, int], _Paragraph] = {}
        self._small: GlyphRun | None = None  # the smallest that is below clear print
        self._unreadable: dict[float, GlyphRun] = {}
        self._paragraph: _Paragraph | None = None

    def sees(self) -> Takers:
        return {GlyphRun: self._see}

    def _see(self, run: GlyphRun) -> None:
        if (run.face, run.size) not in self._settled:
            self._judge_size(run)
        paragraph = self._paragraph
        if paragraph is None or not paragraph.add(run):
            if paragraph:
                self._close(paragraph)
            self._paragraph = _Paragraph(run)

    def end(self) -> None:
        if self._paragraph:
            self._close(self._paragraph)
        self._paragraph = None

    def finish(self) -> None:
        """Report small type once, and lines that are too long or too short: on the mean, since ragged lines differ."""
        for run in self._unreadable.values():
            self._report_size("unreadable-type", run, "too small for anybody", LEAST_SIZE, LEAST_X)
        if self._small:
            self._report_size("small-type", self._small, "below clear print (12 pt)", CLEAR_SIZE, CLEAR_X)
        page = self.layout.file.page
        text_width = page.paper.width - 2 * page.side
        for (size, _), column in self._columns.items():
            one = not self.layout.file.is_card and column.widest > WIDE * text_width
            least, most = ONE_COLUMN if one else NARROW
            mean = column.characters / column.lines
            long = mean > most
            if least <= round(mean) <= most or not self.is_new("length", size, one, long):
                continue
            where = "in one column" if one else "in columns and on cards"
            way = "a narrower column, or larger type" if long else "a wider column, or fewer of them"
            what = "long" if long else "short"
            message = f"lines of {size:g} pt type are too {what}: {mean:.0f} characters on average"
            hint = f"Between {least} and {most} {where}: {way}."
            self._say("line-length", message, size, column.span, hint)

    def _judge_size(self, run: GlyphRun) -> None:
        x_height = _x_height(run) + _HAIR
        if run.size < LEAST_SIZE or x_height < LEAST_X:
            self._unreadable[run.size] = self._better(run, self._unreadable.get(run.size))
        elif run.size < CLEAR_SIZE or x_height < CLEAR_X:
            self._small = self._better(run, self._small)
        else:
            self._settled.add((run.face, run.size))
        if self._is_own(run):  # a place in the text is of more use than one in the club's file
            self._settled.add((run.face, run.size))

    def _is_own(self, run: GlyphRun) -> bool:
        """Whether the words stand in the text's own file."""
        return run.span is not None and run.span.source is self.judged.text.content.span.source

    def _better(self, run: GlyphRun, before: GlyphRun | None) -> GlyphRun:
        """The one to show: the smaller; of two, the text's own, and the one seen first."""
        return min(filter(None, (before, run)), key=lambda each: (each.size, not self._is_own(each)))

    def _report_size(self, rule: str, run: GlyphRun, what: str, least: float, least_x: float) -> None:
        message = f"type of {run.size:g} pt with an x-height of {_x_height(run):.2f} mm is {what}"
        hint = f"At least {least:g} pt, and {least_x:g} mm from a line up to the top of an x."
        self._say(rule, message, run.size, run.span, hint)

    def _close(self, paragraph: _Paragraph) -> None:
        """Judge a whole paragraph (as far as it stands on one page)."""
        if paragraph.capitals > MOST_CAPITALS:
            span, first = paragraph.span, paragraph.first_capital
            place = span.at(first) if span else None
            message = f"{paragraph.capitals} words in a row are in capitals"
            self.report("capitals", message, place, "Write them as a sentence; **strong** makes words stand out.")
        size, tight = paragraph.size, paragraph.least_step
        if tight < size and self.is_new("tight", size):
            message = f"lines of {size:g} pt type are {tight:g} pt apart"
            self._say("tight-lines", message, size, paragraph.span, f"Make the line at least {size:g} pt high.")
        if paragraph.lines and paragraph.is_running:
            column = self._columns.setdefault((size, round(paragraph.left)), paragraph)
            if column is not paragraph:
                column.lines += paragraph.lines
                column.characters += paragraph.characters
                column.widest = max(column.widest, paragraph.widest)

    def _say(self, rule: str, message: str, size: float, span: Span | None, hint: str) -> None:
        """Report at the style that sets this size, with the first text that is printed so."""
        named = size_place(self.layout, size)
        if named:
            message = f"'{named.value}': {message}"
        self.report_in_layout(rule, message, named and named.span, hint, span, "text ")


def _x_height(run: GlyphRun) -> float:
    """In millimetres."""
    return run.face.x_height * run.size / POINTS_PER["mm"]


class _Paragraph:
    """The runs of one paragraph on one page, put together to lines.

    `left` is where its first line starts. `lines`, `characters` and `widest` are those of all lines but the last, which
    may end anywhere. `least_step` is the shortest way down from a line to the next. `capitals` is the longest row of
    words in capitals, and `first_capital` its first word.
    """

    __slots__ = (
        "_block", "_characters", "_first", "_left", "_owner", "_right", "_row", "_trail", "_y", "capitals",
        "characters", "first_capital", "least_step", "left", "lines", "size", "span", "widest",
    )  # fmt: skip

    def __init__(self, run: GlyphRun) -> None:
        self.span, self.size = run.span, run.size
        self._block = self._owner = run.owner
        self.left = self._left = run.x
        self._y = run.y
        self._right, self.least_step, self.widest = run.x, inf, 0.0
        self.lines = self.characters = self._characters = 0
        self._trail = False
        self._row = self.capitals = 0
        self._first = self.first_capital = ""
        self._take(run)

    @property
    def is_running(self) -> bool:
        """Whether it is more than a label: too much for the longest good line."""
        block = self._block
        running = isinstance(block, StructureNode) and block.role in _RUNNING
        return running and self.characters + self._characters > ONE_COLUMN[1]

    def add(self, run: GlyphRun) -> bool:
        """Take in a run; False if it does not belong here."""
        if run.span is not self.span or run.size != self.size:
            return False
        if run.owner is not self._owner:
            if run.owner is not self._block and not self._is_of(run.owner):
                return False
            self._owner = run.owner
        self._take(run)
        return True

    def _take(self, run: GlyphRun) -> None:
        text = run.words.text
        if run.y != self._y:
            if run.y > self._y:
                self.least_step = min(self.least_step, run.y - self._y)
            self.lines += 1
            self.characters += self._characters
            self.widest = max(self.widest, self._right - self._left)
            self._y, self._left, self._characters, self._trail = run.y, run.x, 0, False
        self._right = run.x + run.width
        self._characters += len(text) + len(run.words) - 1 + self._trail
        self._trail = run.trail
        if self._row or run.words.has_capitals:
            self._count_capitals(run)

    def _count_capitals(self, run: GlyphRun) -> None:
        """Count words in capitals. A single letter is none, nor does it end a row; digits and signs neither."""
        for word in run.words:
            text = word.text
            if not text.isupper():
                self._row = self._row if text.lower() == text.upper() else 0
            elif sum(map(str.isalpha, text)) > 1:
                self._first = self._first if self._row else text
                self._row += 1
                if self._row > self.capitals:
                    self.capitals, self.first_capital = self._row, self._first

    def _is_of(self, owner: Owner) -> bool:
        """Whether another owner is a part of this paragraph, or the paragraph that its first words are a part of."""
        block = self._block
        if not isinstance(owner, StructureNode) or not isinstance(block, StructureNode):
            return False
        if owner.role in _INLINE:
            return block.role in _INLINE or owner in block.walk()
        if block.role in _INLINE and block in owner.walk():
            self._block = owner
            return True
        return False
