"""Lays out the two pages of the printer target, on which people read how far a printer misses.

The measure is the paper itself: folded in half both ways, its creases cross in its true middle and can be seen on both
sides. The line of a ladder that lies on a crease says how far the page was moved on the paper.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.calibration.correction import correction
from generator.calibration.ladder import centred, example, folding, ladder, up
from generator.calibration.looks import TargetLook
from generator.calibration.reading import FRAMES, LETTERS, MIDDLE, NUMBERS, MeasuredFrame
from generator.diagnostics import UsageProblem
from generator.impose.lettering import BLACK, Lettering
from generator.model.inline import Inline
from generator.model.locale import CalibrationWords, fill
from generator.model.printer import PaperName, PrinterProfile, Side
from generator.model.units import PAPERS, POINTS_PER
from generator.record import NamedTuple
from generator.structure import Artifact, Owner, StructureNode
from generator.typeset.geometry import missing_characters
from generator.typeset.items import Document, GlyphRun, Item, Metadata, OutlineEntry, Page, Panel, Placed, Rule
from generator.typeset.lines import Breaking, StyledText, set_text

MeasuredPrinter = tuple[str, PrinterProfile]  # its name, and how it is put right
Phrases = tuple[tuple[str, bool], ...]  # texts, and whether they are strong

COMMAND = 'handout calibrate --printer NAME --read "front L11, back L11"'

_SQUARE = (0.0, 0.0, 0.0, 0.0)
_MM = POINTS_PER["mm"]


class SidePart(NamedTuple):
    """A part of a page: its elements in reading order, and its items."""

    nodes: tuple[StructureNode, ...]
    items: tuple[Item, ...]


class SideSetter(NamedTuple):
    """Sets words on one side of a target; those that stand out are set in `bold`.

    `box` is the frame as left, top, width and height. Words begin at `left` and `right`, `top` and `below` in the four
    quarters of the frame, each as wide as the `measure`.
    """

    look: TargetLook
    regular: Lettering
    bold: Lettering
    frame: MeasuredFrame
    middle: tuple[float, float]
    box: tuple[float, float, float, float]
    left: float
    top: float
    right: float
    below: float
    measure: float

    def text(self, words: Phrases, x: float, y: float, measure: float, owner: Owner) -> tuple[tuple[Item, ...], float]:
        """A paragraph from `y` down, and where it ends."""
        library, face, language = self.regular
        size, leading = self.look.text.size, self.look.text.leading
        pieces = tuple(StyledText(text, self.bold.face if strong else face) for text, strong in words)
        lines = set_text(library, pieces, size, measure, language, Breaking()).lines
        first = y + face.cap_height * size
        items = tuple(
            GlyphRun(
                x + run.x, first + number * leading, run.width, pieces[run.piece].face, size, run.words, run.trail,
                BLACK, owner, None,
            )
            for number, line in enumerate(lines)
            for run in line.runs
        )  # fmt: skip
        return items, y + leading * len(lines)


def target(
    paper: PaperName,
    words: CalibrationWords,
    look: TargetLook,
    letterings: tuple[Lettering, Lettering],
    metadata: Metadata,
    measured: MeasuredPrinter | None = None,
) -> Document:
    """The two pages for a paper, one of `FRAMES`. `metadata` gets the title and the edge to turn the paper over at.

    The `letterings` are regular and bold. If the printer has been `measured`, these are the pages for it alone: printed
    on it, they lie where the paper does. Raises UsageProblem if the fonts lack a character of the words.
    """
    width, height = (side * _MM for side in PAPERS[paper])
    setter = _setter(look, letterings, FRAMES[paper], width, height)
    title = fill(words.title, paper=paper)
    heading = StructureNode("H1")
    front = [
        _head(setter, title, words.front, words, heading),
        _steps(setter, words, measured[0] if measured else None),
        *([] if measured else [_pictures(setter, words)]),
        *_ladders(setter, words),
        *_reading(setter, words, None if measured else "front"),
        *([] if measured else [_command(setter)]),
    ]
    back = [
        _head(setter, title, words.back, words, Artifact.PAGINATION),
        _paragraph(setter, _filled(words.same), setter.left, setter.top)[0],
        *_ladders(setter, words),
        *_reading(setter, words, None if measured else "back"),
    ]
    sides = [tuple(item for part in parts for item in part.items) for parts in (front, back)]
    if missing := missing_characters(item for items in sides for item in items):
        raise UsageProblem(f"the fonts have no '{missing[0]}', which the words of the target need")
    pages = [Page(width, height, items) for items in sides]
    if measured:
        pages = [_moved(page, side) for page, side in zip(pages, (measured[1].front, measured[1].back), strict=True)]
    sections = [StructureNode("Sect", [node for part in parts for node in part.nodes]) for parts in (front, back)]
    outline = (
        OutlineEntry(1, title, heading),
        *(
            OutlineEntry(2, name.plain, section.kids[0])
            for name, section in zip((words.front, words.back), sections, strict=True)
        ),
    )
    root = StructureNode("Document", [heading, *sections])
    return Document(
        pages, len(pages), lambda: root, outline, metadata._replace(title=title, duplex="DuplexFlipLongEdge")
    )


def _setter(
    look: TargetLook, letterings: tuple[Lettering, Lettering], frame: MeasuredFrame, width: float, height: float
) -> SideSetter:
    wide, high = frame.width * _MM, frame.height * _MM
    box, x, y = ((width - wide) / 2, (height - high) / 2, wide, high), width / 2, height / 2
    pad, past = look.text.pad, look.ladder.half + look.text.pad
    left = box[0] + pad
    return SideSetter(look, *letterings, frame, (x, y), box, left, box[1] + pad, x + past, y + past, x - past - left)


def last_step(words: CalibrationWords, printer: str | None) -> str:
    """What to do with the folded sheet, in plain words; if a `printer` has been measured: what to see."""
    return "".join(text for text, _ in _last_step(words, printer))


def _last_step(words: CalibrationWords, printer: str | None) -> Phrases:
    values = {"printer": printer or "", "letter": LETTERS[MIDDLE], "number": str(NUMBERS[MIDDLE])}
    return _filled(words.read if printer is None else words.check, **values)


def _filled(form: Inline, **values: str) -> Phrases:
    return tuple((values[run.text] if run.variable else run.text, run.strong) for run in form.runs)


def _moved(page: Page, side: Side) -> Page:
    matrix = correction(side, page.width, page.height)
    return Page(page.width, page.height, (), placed=(Placed(page, matrix, copy=False),))


def _head(setter: SideSetter, title: str, name: Inline, words: CalibrationWords, owner: Owner) -> SidePart:
    """Over the frame: which side this is, which edge is on top, and what it is all about."""
    its = setter.look.head
    left, top, wide, _ = setter.box
    x, baseline = setter.middle[0], top - its.above
    heading, upper = StructureNode("H2"), StructureNode("P")
    run = setter.regular.run(title, 0.0, baseline, setter.look.text.size)
    return SidePart(
        (heading, upper),
        (
            Panel(*setter.box, _SQUARE, None, BLACK, setter.look.frame, Artifact.LAYOUT, None),
            setter.bold.run(name.plain, left, baseline, its.size)._replace(owner=heading),
            up(x, baseline - its.arrow, setter.look, Artifact.LAYOUT),
            centred(setter.bold, words.top.plain, x, baseline - its.top, setter.look.text.size, upper),
            run._replace(x=left + wide - run.width, owner=owner),
        ),
    )


def _steps(setter: SideSetter, words: CalibrationWords, printer: str | None) -> SidePart:
    """What to do; on the target of a printer that was measured: what to see."""
    its = setter.look.text
    left, y = setter.left, setter.top
    steps: list[StructureNode] = []
    items: list[Item] = []
    for number, text in enumerate((_filled(words.print), _filled(words.fold), _last_step(words, printer)), 1):
        label, body = StructureNode("Lbl"), StructureNode("LBody")
        steps.append(StructureNode("LI", [label, body]))
        first = y + setter.bold.face.cap_height * its.size
        items.append(setter.bold.run(f"{number}.", left, first, its.size)._replace(owner=label))
        paragraph, y = setter.text(text, left + its.indent, y, setter.measure - its.indent, body)
        items += paragraph
        y += its.between
    return SidePart((StructureNode("L", steps, attributes=(("List", "ListNumbering", "Decimal"),)),), tuple(items))


def _pictures(setter: SideSetter, words: CalibrationWords) -> SidePart:
    """How to fold, and how to read."""
    look, top, right = setter.look, setter.top, setter.right
    fold = StructureNode("Figure", alt=words.fold_in_words.plain)
    shown = StructureNode("Figure", alt=fill(words.example_in_words, letter=look.example.letter))
    caption = StructureNode("P")
    y = top + look.folding.height + 2 * look.text.pad
    beside = look.example.width + look.text.pad
    text = _filled(words.example, letter=look.example.letter)
    lower = y + (look.example.height / 2 - look.text.leading)
    below, _ = setter.text(text, right + beside, lower, setter.measure - beside, caption)
    pictures = (*folding(right, top, setter.measure, look, fold), *example(setter.bold, right, y, look, shown))
    return SidePart((fold, shown, caption), (*pictures, *below))


def _ladders(setter: SideSetter, words: CalibrationWords) -> Iterable[SidePart]:
    """The lines to read, in the middle of the page."""
    for labels, form, down in ((LETTERS, words.letters_in_words, True), (NUMBERS, words.numbers_in_words, False)):
        node = StructureNode("Figure", alt=fill(form, first=str(labels[0]), last=str(labels[-1])))
        yield SidePart((node,), tuple(ladder(labels, setter.middle, down, setter.look, setter.bold, node)))


def _reading(setter: SideSetter, words: CalibrationWords, spoken: str | None) -> Iterable[SidePart]:
    """How large the frame must be; and places to write what is read, which begins with the `spoken` side."""
    its = setter.look.blanks
    left, right, below = setter.left, setter.right, setter.below
    frame, y = _paragraph(setter, _filled(words.frame, size=setter.frame.label), right, below)
    yield frame
    if spoken is None:
        return
    smaller = f"{spoken} {LETTERS[MIDDLE]}{NUMBERS[MIDDLE]} {setter.frame.example}".replace(" ", "\u00a0")
    yield _paragraph(setter, _filled(words.measured, example=smaller), right, y + setter.look.text.between)[0]
    for place, label in enumerate((words.letter, words.number)):
        baseline, node = below + its.first + place * its.pitch, StructureNode("P")
        line = (left + its.start, baseline + its.under, left + its.end, baseline + its.under)
        run = setter.bold.run(label.plain, left, baseline, its.label)._replace(owner=node)
        yield SidePart((node,), (run, Rule(*line, setter.look.frame, BLACK, Artifact.LAYOUT, None)))


def _command(setter: SideSetter) -> SidePart:
    """What to type, under the places to write."""
    y = setter.below + 2 * setter.look.blanks.pitch + setter.look.text.pad / 2
    return _paragraph(setter, ((COMMAND, True),), setter.left, y)[0]


def _paragraph(setter: SideSetter, words: Phrases, x: float, y: float) -> tuple[SidePart, float]:
    """A paragraph as wide as a quarter from `y` down, and where it ends."""
    node = StructureNode("P")
    items, bottom = setter.text(words, x, y, setter.measure, node)
    return SidePart((node,), items), bottom
