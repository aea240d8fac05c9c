"""Turns a paper into the two pages of the printer target, on which people read how far a printer misses.

The measure is the paper itself: folded in half both ways, its creases cross in its true middle and can be seen on both
sides. Whatever line of a ladder lies on a crease says how far the page lies beside the paper.
"""

from __future__ import annotations

from generator.diagnostics import UsageProblem
from generator.impose.ladder import (
    EXAMPLE_HEIGHT,
    EXAMPLE_WIDTH,
    FOLDING_HEIGHT,
    HALF_BAND,
    MM,
    centred,
    example,
    folding,
    letters,
    numbers,
    up,
)
from generator.impose.lettering import BLACK, Lettering
from generator.impose.printer import correction
from generator.impose.reading import FRAMES, LETTERS, MIDDLE, NUMBERS
from generator.model.inline import Inline
from generator.model.locale import CalibrationWords, fill
from generator.model.printer import PaperName, PrinterProfile, Side
from generator.model.units import PAPERS
from generator.record import NamedTuple
from generator.structure import Artifact, Owner, StructureNode
from generator.typeset.geometry import missing_characters
from generator.typeset.items import Document, GlyphRun, Item, Metadata, OutlineEntry, Page, Panel, Placed, Rule
from generator.typeset.lines import Breaking, Piece, set_text

Measured = tuple[str, PrinterProfile]  # a printer's name, and how it is put right

SIZE, LEADING = 12.0, 16.0  # points
HEADING = 34.0
COMMAND = 'handout calibrate --printer NAME --read "front L11, back L11"'

_PAD = 7.0 * MM  # from the frame, and from the ladders, to words and pictures
_INDENT = 6.0 * MM  # of a step's words
_SHOWN = "E"  # the letter of the example
_BETWEEN = 6.0  # points between paragraphs
_FRAME = 0.75  # points
_WRITING = (_FRAME, BLACK, Artifact.LAYOUT, None)  # a line to write on
_BETWEEN_LINES = 14.0 * MM
_SQUARE = (0.0, 0.0, 0.0, 0.0)


class Faces(NamedTuple):
    """The lettering of the target: words, and what stands out."""

    regular: Lettering
    bold: Lettering


def target(
    paper: PaperName, words: CalibrationWords, faces: Faces, metadata: Metadata, measured: Measured | None = None
) -> Document:
    """The two pages for a paper, one of `FRAMES`. `metadata` gets the title and the edge to turn the paper over at.

    If the printer has been `measured`, these are the pages for it alone: printed on it, they lie where the paper does.
    Raises UsageProblem if the fonts lack a character of the words.
    """
    title = fill(words.title, paper=paper)
    heading = StructureNode("H1")
    sides = (_Side(paper, words, faces), _Side(paper, words, faces))
    front, back = sides
    front.head(title, words.front, heading)
    back.head(title, words.back, Artifact.PAGINATION)
    front.steps(measured[0] if measured else None)
    back.paragraph(words.same, front.left, front.top)
    if not measured:
        front.pictures()
    for side, spoken in zip(sides, ("front", "back"), strict=True):
        side.ladders()
        side.frame_and_reading(None if measured else spoken)
    if not measured:
        front.command()
    if missing := missing_characters([item for side in sides for item in side.items]):
        raise UsageProblem(f"the fonts have no '{missing[0]}', which the words of the target need")
    pages = [Page(side.width, side.height, tuple(side.items)) for side in sides]
    if measured:
        pages = [_moved(page, side) for page, side in zip(pages, (measured[1].front, measured[1].back), strict=True)]
    outline = (
        OutlineEntry(1, title, heading),
        *(
            OutlineEntry(2, name.plain, side.heading)
            for name, side in zip((words.front, words.back), sides, strict=True)
        ),
    )
    root = StructureNode("Document", (heading, *(StructureNode("Sect", side.nodes) for side in sides)))
    return Document(
        pages, len(pages), lambda: root, outline, metadata._replace(title=title, duplex="DuplexFlipLongEdge")
    )


def last_step(words: CalibrationWords, printer: str | None) -> str:
    """What to do with the folded sheet, in plain words; if a `printer` has been measured: what to see."""
    return "".join(text for text, _ in _last_step(words, printer))


def _last_step(words: CalibrationWords, printer: str | None) -> tuple[tuple[str, bool], ...]:
    """Texts, and whether they are strong."""
    values = {"printer": printer or "", "letter": LETTERS[MIDDLE], "number": str(NUMBERS[MIDDLE])}
    return _filled(words.read if printer is None else words.check, values)


def _filled(form: Inline, values: dict[str, str]) -> tuple[tuple[str, bool], ...]:
    return tuple((values[run.text] if run.variable else run.text, run.strong) for run in form.runs)


def _moved(page: Page, side: Side) -> Page:
    matrix = correction(side, page.width, page.height)
    return Page(page.width, page.height, (), placed=(Placed(page, matrix, copy=False),))


class _Side:
    """One page as it is filled: words in the two upper quarters, places to write in the lower ones."""

    def __init__(self, paper: PaperName, words: CalibrationWords, faces: Faces) -> None:
        self.items: list[Item] = []
        self.nodes: list[StructureNode] = []  # in reading order
        self.heading = self._node("H2")
        self._words = words
        self._faces = faces
        self._frame = FRAMES[paper]
        self.width, self.height = (side * MM for side in PAPERS[paper])
        self._middle = (self.width / 2, self.height / 2)
        wide, high = self._frame.width * MM, self._frame.height * MM
        self._box = ((self.width - wide) / 2, (self.height - high) / 2, wide, high)
        # The corners where words begin, and how wide they may run.
        self.left, self.top = self._box[0] + _PAD, self._box[1] + _PAD
        self._right = self._middle[0] + HALF_BAND + _PAD
        self.below = self._middle[1] + HALF_BAND + _PAD
        self._measure = self._middle[0] - HALF_BAND - _PAD - self.left

    def head(self, title: str, name: Inline, owner: Owner) -> None:
        """Over the frame: which side this is, which edge is on top, and what it is all about."""
        left, top, wide, high = self._box
        baseline = top - 4 * MM
        x = self._middle[0]
        self.items += [
            Panel(left, top, wide, high, _SQUARE, None, BLACK, _FRAME, Artifact.LAYOUT, None),
            self._faces.bold.run(name.plain, left, baseline, HEADING)._replace(owner=self.heading),
            up(x, baseline - 22, Artifact.LAYOUT),
            centred(self._faces.bold, self._words.top.plain, x, baseline - 5, SIZE, self._node("P")),
        ]
        run = self._faces.regular.run(title, 0.0, baseline, SIZE)
        self.items.append(run._replace(x=left + wide - run.width, owner=owner))

    def steps(self, printer: str | None) -> None:
        """What to do; on the target of a printer that was measured: what to see."""
        items = []
        y = self.top
        texts = (_filled(self._words.print, {}), _filled(self._words.fold, {}), _last_step(self._words, printer))
        for number, text in enumerate(texts, 1):
            label, body = StructureNode("Lbl"), StructureNode("LBody")
            items.append(StructureNode("LI", (label, body)))
            first = y + self._faces.bold.face.cap_height * SIZE
            self.items.append(self._faces.bold.run(f"{number}.", self.left, first, SIZE)._replace(owner=label))
            y = self._set(text, self.left + _INDENT, y, self._measure - _INDENT, body) + _BETWEEN
        self.nodes.append(StructureNode("L", items, attributes=(("List", "ListNumbering", "Decimal"),)))

    def pictures(self) -> None:
        """How to fold, and how to read."""
        words = self._words
        fold = self._node("Figure", alt=words.fold_in_words.plain)
        self.items += folding(self._right, self.top, self._measure, fold)
        y = self.top + FOLDING_HEIGHT + 2 * _PAD
        shown = self._node("Figure", alt=fill(words.example_in_words, letter=_SHOWN))
        self.items += example(self._faces.bold, self._right, y, shown, _SHOWN)
        beside = EXAMPLE_WIDTH + _PAD
        caption = self._node("P")
        y += EXAMPLE_HEIGHT / 2 - LEADING
        text = _filled(words.example, {"letter": _SHOWN})
        self._set(text, self._right + beside, y, self._measure - beside, caption)

    def ladders(self) -> None:
        """The lines to read, in the middle of the page."""
        words = self._words
        for draw, form, labels in (
            (letters, words.letters_in_words, tuple(LETTERS)),
            (numbers, words.numbers_in_words, NUMBERS),
        ):
            alt = fill(form, first=str(labels[0]), last=str(labels[-1]))
            self.items += draw(self._faces.bold, self._middle, self._node("Figure", alt=alt))

    def frame_and_reading(self, spoken: str | None) -> None:
        """How large the frame must be; and places to write what is read, which begins with the `spoken` side."""
        y = self.paragraph(self._words.frame, self._right, self.below, size=self._frame.label)
        if spoken is None:
            return
        smaller = f"{spoken} {LETTERS[MIDDLE]}{NUMBERS[MIDDLE]} {self._frame.example}".replace(" ", "\u00a0")
        self.paragraph(self._words.measured, self._right, y + _BETWEEN, example=smaller)
        for place, label in enumerate((self._words.letter, self._words.number)):
            baseline = self.below + 14 + place * _BETWEEN_LINES
            run = self._faces.bold.run(label.plain, self.left, baseline, 14.0)
            self.items += [
                run._replace(owner=self._node("P")),
                Rule(self.left + 26 * MM, baseline + 2, self.left + 52 * MM, baseline + 2, *_WRITING),
            ]

    def command(self) -> None:
        """What to type, under the places to write."""
        y = self.below + 2 * _BETWEEN_LINES + _PAD / 2
        self._set(((COMMAND, True),), self.left, y, self._measure, self._node("P"))

    def paragraph(self, form: Inline, x: float, y: float, **values: str) -> float:
        """Set a paragraph of a quarter's width from `y` down, and say where it ends."""
        return self._set(_filled(form, values), x, y, self._measure, self._node("P"))

    def _node(self, role: str, alt: str | None = None) -> StructureNode:
        """The next node of this side."""
        node = StructureNode(role, alt=alt)
        self.nodes.append(node)
        return node

    def _set(self, texts: tuple[tuple[str, bool], ...], x: float, y: float, measure: float, owner: Owner) -> float:
        bold = self._faces.bold.face
        library, face, language = self._faces.regular
        pieces = tuple(Piece(text, bold if strong else face) for text, strong in texts)
        text = set_text(library, pieces, SIZE, measure, language, Breaking())
        baseline = y + face.cap_height * SIZE
        for line in text.lines:
            for run in line.runs:
                piece = pieces[run.piece]
                self.items.append(
                    GlyphRun(x + run.x, baseline, run.width, piece.face, SIZE, run.words, run.trail, BLACK, owner, None)
                )
            baseline += LEADING
        return y + LEADING * len(text.lines)
