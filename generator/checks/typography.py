"""Judges the type on a page: its size and x-height, the length of lines and their distance, runs of capitals."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from generator.checks.places import size_place
from generator.checks.rule import Report, Rule
from generator.checks.subject import Print
from generator.diagnostics import Severity, Span
from generator.model.units import POINTS_PER
from generator.record import NamedTuple
from generator.structure import Owner, StructureNode
from generator.typeset.items import GlyphRun, Page

CLEAR_SIZE, CLEAR_X = 12.0, 2.0  # points, millimetres of x-height
LEAST_SIZE, LEAST_X = 8.0, 1.4
ONE_COLUMN = (45, 75)  # characters in a line, with its spaces
NARROW = (25, 75)  # columns and cards
WIDE = 0.6  # of the width of the text: wider lines stand in one column
MOST_CAPITALS = 3  # words in a row
_HAIR = 0.005  # millimetres: the units of a font are rounded

SMALL_TYPE = Rule(
    "small-type",
    "Many people cannot read type under 12 pt, or letters whose x-height is under 2 mm.",
    "UKAAF MS03 and RNIB clear print: at least 12 pt, x-height 2.0 mm",
)
UNREADABLE_TYPE = Rule(
    "unreadable-type",
    "Nobody can be asked to read type under 8 pt, or letters whose x-height is under 1.4 mm.",
    "our own floor: two thirds of clear print; the CAA's CAP 676 stops at 10 pt",
    Severity.ERROR,
)
TIGHT_LINES = Rule(
    "tight-lines",
    "Lines that are nearer to each other than the type is high run into each other.",
    "UKAAF: single spacing; we take it as no less than the type size",
)
LINE_LENGTH = Rule(
    "line-length",
    "The eye loses its way back to the next line if lines are long, and its rhythm if they are short.",
    "RNIB: 60 to 70 characters, 45 to 75 with tolerance; our own 25 to 75 for columns and cards, which RNIB exempts",
)
CAPITALS = Rule(
    "capitals",
    "Words in capitals have no shapes to know them by, so more than three in a row are slow to read.",
    "RNIB and UKAAF clear print: no blocks of capitals",
)
RULES = (SMALL_TYPE, UNREADABLE_TYPE, TIGHT_LINES, LINE_LENGTH, CAPITALS)

_INLINE = ("Link", "Span")
_RUNNING = ("P", "LBody")


class _Line(NamedTuple):
    """A line as far as it has been seen."""

    y: float
    left: float
    right: float
    characters: int


class _Column:
    """Lines of running text of one size that start at one place, summed up."""

    def __init__(self, span: Span | None) -> None:
        self.span = span  # of the first paragraph
        self.lines = self.characters = 0
        self.widest = 0.0


class TypeRules:
    """Sees the runs of each page in the order they are read, and puts lines and paragraphs together again."""

    def __init__(self, print_: Print, report: Report) -> None:
        self._print = print_
        self._report = report
        # Faces (by id: fonts outlive a document) and sizes seen, and whether in the text's own words.
        self._sizes: dict[tuple[int, float], bool] = {}
        self._columns: dict[tuple[float, int], _Column] = {}
        self._small: GlyphRun | None = None  # the smallest that is below clear print
        self._unreadable: dict[float, GlyphRun] = {}
        self._tight: set[float] = set()

    def see(self, page: Page) -> None:
        """Look at a page."""
        paragraph: _Paragraph | None = None
        for item in page.items:
            if not isinstance(item, GlyphRun):
                continue
            key = (id(item.face), item.size)
            if not self._sizes.get(key):  # a place in the text is of more use than one in the club's file
                own = self._is_own(item)
                if own or key not in self._sizes:
                    self._sizes[key] = own
                    self._judge_size(item)
            if paragraph is None or not paragraph.add(item):
                self._close(paragraph)
                paragraph = _Paragraph(item, self._print.parents)
        self._close(paragraph)

    def finish(self) -> None:
        """Report small type once, and lines that are too long or too short: on the mean, since ragged lines differ."""
        for run in self._unreadable.values():
            self._report_size(UNREADABLE_TYPE, run, "too small for anybody", LEAST_SIZE, LEAST_X)
        if self._small:
            self._report_size(SMALL_TYPE, self._small, "below clear print (12 pt)", CLEAR_SIZE, CLEAR_X)
        page = self._print.layout.file.page
        text_width = page.paper.width - 2 * page.side
        told: set[tuple[float, bool, bool]] = set()
        for (size, _), column in self._columns.items():
            one = not self._print.card and column.widest > WIDE * text_width
            least, most = ONE_COLUMN if one else NARROW
            mean = column.characters / column.lines
            long = mean > most
            if least <= round(mean) <= most or (size, one, long) in told:
                continue
            told.add((size, one, long))
            where = "in one column" if one else "in columns and on cards"
            way = "a narrower column, or larger type" if long else "a wider column, or fewer of them"
            message = (
                f"lines of {size:g} pt type are too {'long' if long else 'short'}: {mean:.0f} characters on average"
            )
            hint = f"Between {least} and {most} {where}: {way}."
            self._say(LINE_LENGTH, message, size, column.span, hint)

    def _judge_size(self, run: GlyphRun) -> None:
        x_height = _x_height(run) + _HAIR
        if run.size < LEAST_SIZE or x_height < LEAST_X:
            self._unreadable[run.size] = self._better(run, self._unreadable.get(run.size))
        elif run.size < CLEAR_SIZE or x_height < CLEAR_X:
            self._small = self._better(run, self._small)

    def _is_own(self, run: GlyphRun) -> bool:
        """Whether the words stand in the text's own file."""
        return run.span is not None and run.span.source is self._print.text.content.span.source

    def _better(self, run: GlyphRun, before: GlyphRun | None) -> GlyphRun:
        """The one to show: the smaller; of two, the text's own, and the one seen first."""
        if before is None or run.size < before.size:
            return run
        return run if run.size == before.size and self._is_own(run) and not self._is_own(before) else before

    def _report_size(self, rule: Rule, run: GlyphRun, what: str, least: float, least_x: float) -> None:
        message = f"type of {run.size:g} pt with an x-height of {_x_height(run):.2f} mm is {what}"
        hint = f"At least {least:g} pt, and {least_x:g} mm from a line up to the top of an x."
        self._say(rule, message, run.size, run.span, hint)

    def _close(self, paragraph: _Paragraph | None) -> None:
        """Judge a whole paragraph (as far as it stands on one page)."""
        if paragraph is None:
            return
        if paragraph.capitals > MOST_CAPITALS:
            span, first = paragraph.span, paragraph.first_capital
            place = span.at(first) if span else None
            message = f"{paragraph.capitals} words in a row are in capitals"
            self._report(CAPITALS, message, place, "Write them as a sentence; **strong** makes words stand out.")
        lines, size = paragraph.lines, paragraph.size
        if len(lines) < 2:
            return
        steps = [below.y - above.y for above, below in pairwise(lines)]
        tight = min((step for step in steps if step > 0), default=size)
        if tight < size and size not in self._tight:
            self._tight.add(size)
            message = f"lines of {size:g} pt type are {tight:g} pt apart"
            self._say(TIGHT_LINES, message, size, paragraph.span, f"Make the line at least {size:g} pt high.")
        if paragraph.running:
            key = (size, round(lines[0].left))
            column = self._columns.get(key)
            if column is None:
                column = self._columns[key] = _Column(paragraph.span)
            for line in lines[:-1]:
                column.lines += 1
                column.characters += line.characters
                column.widest = max(column.widest, line.right - line.left)

    def _say(self, rule: Rule, message: str, size: float, span: Span | None, hint: str) -> None:
        """Report at the style that sets this size, with the first text that is printed so."""
        named = size_place(self._print.layout, size)
        related = ((span, "the first text that is printed so"),) if span and named else ()
        if named:
            message = f"'{named.name}': {message}"
        self._report(rule, message, named.span if named else span, hint, related)


def _x_height(run: GlyphRun) -> float:
    """In millimetres."""
    return run.face.x_height * run.size / POINTS_PER["mm"]


class _Paragraph:
    """The runs of one paragraph on one page, put together to lines."""

    __slots__ = (
        *("_block", "_capitals", "_first", "_parents", "_trail", "_y"),
        *("capitals", "first_capital", "lines", "size", "span"),
    )

    def __init__(self, run: GlyphRun, parents: Mapping[StructureNode, StructureNode]) -> None:
        self._parents = parents
        self._block = self._block_of(run.owner)
        self.span, self.size = run.span, run.size
        self.lines: list[_Line] = []
        self._y = run.y - 1.0
        self._trail = False
        self._capitals = self.capitals = 0
        self._first = self.first_capital = ""
        self.add(run)

    @property
    def running(self) -> bool:
        """Whether it is more than a label: too much for the longest good line."""
        block = self._block
        return (
            isinstance(block, StructureNode)
            and block.role in _RUNNING
            and sum(line.characters for line in self.lines) > ONE_COLUMN[1]
        )

    def add(self, run: GlyphRun) -> bool:
        """Take in a run; False if it does not belong here."""
        if run.span is not self.span or run.size != self.size or self._block_of(run.owner) is not self._block:
            return False
        characters = len(run.words) - 1
        for word in run.words:
            text = word.text
            characters += len(text)
            if text.isupper():
                self._count(text)
            elif self._capitals and text.lower() != text.upper():  # digits and signs end no row
                self._capitals = 0
        if run.y == self._y:
            y, left, _, before = self.lines[-1]
            self.lines[-1] = _Line(y, left, run.x + run.width, before + characters + self._trail)
        else:
            self.lines.append(_Line(run.y, run.x, run.x + run.width, characters))
            self._y = run.y
        self._trail = run.trail
        return True

    def _count(self, text: str) -> None:
        """Count a word in capitals. A single letter is none, nor does it end a row."""
        if sum(map(str.isalpha, text)) > 1:
            self._first = self._first if self._capitals else text
            self._capitals += 1
            if self._capitals > self.capitals:
                self.capitals, self.first_capital = self._capitals, self._first

    def _block_of(self, owner: Owner) -> Owner:
        """The paragraph that a stretch of text belongs to."""
        while isinstance(owner, StructureNode) and owner.role in _INLINE and owner in self._parents:
            owner = self._parents[owner]
        return owner
