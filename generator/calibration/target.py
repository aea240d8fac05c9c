"""Lays out the two pages of the printer target, on which people read how far a printer misses.

The measure is the paper itself: folded in half both ways, its creases cross in its true middle and can be seen on both
sides. The line of a ladder that lies on a crease says how far the page was moved on the paper.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.calibration.ladder import SQUARE, Pen
from generator.calibration.looks import TargetLook
from generator.calibration.profiles import correction
from generator.calibration.reading import FRAMES, LETTERS, MIDDLE, NUMBERS
from generator.diagnostics import UsageProblem
from generator.impose.lettering import BLACK, Lettering
from generator.model.inline import Inline
from generator.model.locale import CalibrationWords, fill
from generator.model.printer import PaperName, PrinterProfile
from generator.model.units import PAPERS, POINTS_PER
from generator.record import NamedTuple
from generator.structure import Artifact, OutlineEntry, Owner, StructureNode
from generator.typeset.geometry import missing_characters
from generator.typeset.items import Document, GlyphRun, Item, Metadata, Page, Panel, Placed, Rule
from generator.typeset.lines import Breaking, StyledText, set_text

MeasuredPrinter = tuple[str, PrinterProfile]  # its name, and how it is put right
Phrases = tuple[tuple[str, bool], ...]  # texts, and whether they are strong

COMMAND = 'handout calibrate --printer NAME --read "front L11, back L11"'

_MM = POINTS_PER["mm"]


class SidePart(NamedTuple):
    """A part of a page: its elements in reading order, and its items."""

    nodes: tuple[StructureNode, ...]
    items: tuple[Item, ...]


class TargetSetter(NamedTuple):
    """Sets the parts of a target for a paper, one of `FRAMES`; words that stand out are in `bold`.

    `printer` is the name of one that has been measured: then these pages are to check it, and not to be read.
    """

    paper: PaperName
    words: CalibrationWords
    look: TargetLook
    regular: Lettering
    bold: Lettering
    printer: str | None

    @property
    def size(self) -> tuple[float, float]:
        """How wide and high the paper is."""
        width, height = PAPERS[self.paper]
        return width * _MM, height * _MM

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The frame as left, top, width and height."""
        (width, height), frame = self.size, FRAMES[self.paper]
        wide, high = frame.width * _MM, frame.height * _MM
        return (width - wide) / 2, (height - high) / 2, wide, high

    @property
    def quarters(self) -> tuple[float, float, float, float]:
        """Where words begin in the quarters of the frame: at the left, the top, the right, and below the middle."""
        (width, height), (left, top, _, _), pad = self.size, self.box, self.look.text["pad"]
        past = self.look.ladder["half"] + pad
        return left + pad, top + pad, width / 2 + past, height / 2 + past

    @property
    def measure(self) -> float:
        """How wide words are set in a quarter."""
        return self.size[0] / 2 - self.look.ladder["half"] - self.look.text["pad"] - self.quarters[0]

    def front(self, title: str, heading: StructureNode) -> Iterator[SidePart]:
        """All of the front, under the `heading` of the document."""
        yield self._head(title, self.words.front, heading)
        yield self._steps()
        if not self.printer:
            yield self._pictures()
        yield from self._ladders()
        yield from self._reading("front")
        if not self.printer:
            left, _, _, below = self.quarters
            y = below + 2 * self.look.blanks["pitch"] + self.look.text["pad"] / 2
            yield self._paragraph(((COMMAND, True),), left, y)[0]

    def back(self, title: str) -> Iterator[SidePart]:
        """All of the back."""
        yield self._head(title, self.words.back, Artifact.PAGINATION)
        yield self._paragraph(_filled(self.words.same), *self.quarters[:2])[0]
        yield from self._ladders()
        yield from self._reading("back")

    def _head(self, title: str, name: Inline, owner: Owner) -> SidePart:
        """Over the frame: which side this is, which edge is on top, and what it is all about."""
        its, size = self.look.head, self.look.text["size"]
        left, top, wide, _ = self.box
        x, baseline = self.size[0] / 2, top - its["above"]
        heading, upper = StructureNode("H2"), StructureNode("P")
        run = self.regular.run(title, 0.0, baseline, size)
        return SidePart(
            (heading, upper),
            (
                Panel(*self.box, SQUARE, None, BLACK, self.look.frame, Artifact.LAYOUT, None),
                self.bold.run(name.plain, left, baseline, its["size"])._replace(owner=heading),
                Pen(self.look, self.bold, Artifact.LAYOUT).up(x, baseline - its["arrow"]),
                Pen(self.look, self.bold, upper).centred(self.words.top.plain, x, baseline - its["top"], size),
                run._replace(x=left + wide - run.width, owner=owner),
            ),
        )

    def _steps(self) -> SidePart:
        """What to do; on the target of a printer that was measured: what to see."""
        its = self.look.text
        left, y, _, _ = self.quarters
        steps: list[StructureNode] = []
        items: list[Item] = []
        told = (_filled(self.words.print), _filled(self.words.fold), last_step(self.words, self.printer))
        for number, text in enumerate(told, 1):
            label, body = StructureNode("Lbl"), StructureNode("LBody")
            steps.append(StructureNode("LI", [label, body]))
            first = y + self.bold.face.cap_height * its["size"]
            items.append(self.bold.run(f"{number}.", left, first, its["size"])._replace(owner=label))
            paragraph, y = self._text(text, left + its["indent"], y, self.measure - its["indent"], body)
            items += paragraph
            y += its["between"]
        return SidePart((StructureNode("L", steps, attributes=(("List", "ListNumbering", "Decimal"),)),), tuple(items))

    def _pictures(self) -> SidePart:
        """How to fold, and how to read."""
        look, words, (_, top, right, _) = self.look, self.words, self.quarters
        fold = StructureNode("Figure", alt=words.fold_in_words.plain)
        shown = StructureNode("Figure", alt=fill(words.example_in_words, letter=look.letter))
        caption = StructureNode("P")
        y = top + look.folding["height"] + 2 * look.text["pad"]
        beside = 2 * look.example["half"] + look.text["pad"]
        lower = y + (5 * look.example["down"] / 2 - look.text["leading"])
        text = _filled(words.example, letter=look.letter)
        below, _ = self._text(text, right + beside, lower, self.measure - beside, caption)
        folding = Pen(look, self.bold, fold).folding(right, top, self.measure)
        example = Pen(look, self.bold, shown).example(right, y)
        return SidePart((fold, shown, caption), (*folding, *example, *below))

    def _ladders(self) -> Iterator[SidePart]:
        """The lines to read, in the middle of the page."""
        middle = self.size[0] / 2, self.size[1] / 2
        letters, numbers = self.words.letters_in_words, self.words.numbers_in_words
        for labels, form, down in ((LETTERS, letters, True), (NUMBERS, numbers, False)):
            node = StructureNode("Figure", alt=fill(form, first=str(labels[0]), last=str(labels[-1])))
            yield SidePart((node,), tuple(Pen(self.look, self.bold, node).ladder(labels, middle, down)))

    def _reading(self, spoken: str) -> Iterator[SidePart]:
        """How large the frame must be; and places to write what is read, which begins with the `spoken` side."""
        its, frame, words, (left, _, right, below) = self.look.blanks, FRAMES[self.paper], self.words, self.quarters
        part, y = self._paragraph(_filled(words.frame, size=frame.label), right, below)
        yield part
        if self.printer:
            return
        smaller = f"{spoken} {LETTERS[MIDDLE]}{NUMBERS[MIDDLE]} {frame.example}".replace(" ", "\u00a0")
        yield self._paragraph(_filled(words.measured, example=smaller), right, y + self.look.text["between"])[0]
        for place, label in enumerate((words.letter, words.number)):
            baseline, node = below + its["first"] + place * its["pitch"], StructureNode("P")
            under = baseline + its["under"]
            run = self.bold.run(label.plain, left, baseline, its["label"])._replace(owner=node)
            line = (left + its["start"], under, left + its["end"], under)
            yield SidePart((node,), (run, Rule(*line, self.look.frame, BLACK, Artifact.LAYOUT, None)))

    def _paragraph(self, words: Phrases, x: float, y: float) -> tuple[SidePart, float]:
        """A paragraph as wide as a quarter from `y` down, and where it ends."""
        node = StructureNode("P")
        items, bottom = self._text(words, x, y, self.measure, node)
        return SidePart((node,), items), bottom

    def _text(self, words: Phrases, x: float, y: float, measure: float, owner: Owner) -> tuple[tuple[Item, ...], float]:
        """Lines of words from `y` down, and where they end."""
        library, face, language = self.regular
        size, leading = self.look.text["size"], self.look.text["leading"]
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
    title, heading = fill(words.title, paper=paper), StructureNode("H1")
    setter = TargetSetter(paper, words, look, *letterings, measured[0] if measured else None)
    sides = [list(setter.front(title, heading)), list(setter.back(title))]
    pages = [Page(*setter.size, tuple(item for part in parts for item in part.items)) for parts in sides]
    if missing := missing_characters(item for page in pages for item in page.items):
        raise UsageProblem(f"the fonts have no '{missing[0]}', which the words of the target need")
    if measured:
        matrices = [correction(side, *setter.size) for side in (measured[1].front, measured[1].back)]
        pages = [
            Page(*setter.size, (), placed=(Placed(page, matrix, copy=False),))
            for page, matrix in zip(pages, matrices, strict=True)
        ]
    sections = [StructureNode("Sect", [node for part in parts for node in part.nodes]) for parts in sides]
    names = [
        OutlineEntry(2, name.plain, section.kids[0])
        for name, section in zip((words.front, words.back), sections, strict=True)
    ]
    root = StructureNode("Document", [heading, *sections])
    metadata = metadata._replace(title=title, duplex="DuplexFlipLongEdge")
    return Document(pages, len(pages), lambda: root, (OutlineEntry(1, title, heading), *names), metadata)


def last_step(words: CalibrationWords, printer: str | None) -> Phrases:
    """What to do with the folded sheet; if a `printer` has been measured: what to see."""
    values = {"printer": printer or "", "letter": LETTERS[MIDDLE], "number": str(NUMBERS[MIDDLE])}
    return _filled(words.read if printer is None else words.check, **values)


def _filled(form: Inline, **values: str) -> Phrases:
    return tuple((values[run.text] if run.variable else run.text, run.strong) for run in form.runs)
