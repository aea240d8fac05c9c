"""Turns finished cards into print sheets, fronts with backs behind them, and notes on how to print them.

The reading copy of a card, one face a page, is its own file. A sheet is for paper: it has no fields.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.building import DUPLEX
from generator.diagnostics import Diagnostics, InputError
from generator.impose import Card, Imposed, PrintRun, card_of, imposed, stacked
from generator.impose.geometry import IDENTITY, Matrix, transformed
from generator.impose.headings import close_gaps
from generator.impose.plan import cutting_plan, lines, values
from generator.impose.sheet import Sheet
from generator.model.units import POINTS_PER, millimetres
from generator.printing.order import Order
from generator.printing.printable import Printable, Printed
from generator.printing.stock import fitting, shipped_sheets, size_in_words
from generator.printing.surround import Surround, surround_of, title_of
from generator.provenance import source_file
from generator.record import NamedTuple
from generator.structure import StructureNode
from generator.typeset.geometry import Rect
from generator.typeset.items import Document, Metadata, Page, Painter

HAIR = 0.05  # points
EXACT = 0.1 * POINTS_PER["mm"]  # a printer's margin is not known better


class SheetJob(NamedTuple):
    """Sheets of some cards in one layout. `name` is that of their file, without `.pdf`.

    The `corrections` are those of the front and the back of the order's printer.
    """

    name: str
    cards: tuple[Printable, ...]
    sheet: Sheet
    order: Order = Order()
    corrections: tuple[Matrix, Matrix] = (IDENTITY, IDENTITY)

    @property
    def is_turned(self) -> bool:
        """Whether sheets are turned over, by the printer or by hand: some card has a back."""
        faces = 2 if self.cards[0].look.fold else 1
        return not self.order.fold and any(len(card.pages) > faces for card in self.cards)

    @property
    def copies(self) -> int:
        """How many cards of each content."""
        return self.order.copies or (len(self.sheet.cells) - self.start if len(self.cards) == 1 else 1)

    @property
    def start(self) -> int:
        """How many places of the first sheet are used up."""
        return (self.order.start_at or 1) - 1

    @property
    def run(self) -> PrintRun:
        """All cards on the sheets that they need."""
        edge = self.order.flip or "long-edge"
        return PrintRun(
            self.sheet, self.copies * len(self.cards), self.start, edge, *self.corrections, turned=self.is_turned
        )

    @property
    def options(self) -> tuple[str, ...]:
        """The options of `handout build` that ask for these sheets, in one way for equal sheets."""
        order, sheet = self.order, source_file("sheet", self.sheet.span.source).name
        words = ["--sheet", sheet, "--copies", str(self.copies)]
        words += ["--start-at", str(order.start_at)] if self.start else []
        words += ["--together"] if len(self.cards) > 1 else []
        words += ["--flip", order.flip] if self.is_turned and order.flip == "short-edge" else []
        words += ["--fold"] if order.fold else []
        words += ["--simplex"] if order.simplex else []
        words += ["--printer", order.printer] if order.printer else []
        words += ["--print-copies", str(order.print_copies)] if order.print_copies else []
        return tuple(words)


def print_sheets(job: SheetJob, painter: Painter) -> tuple[Printed, ...]:
    """The file of all sheets; or that of the fronts and, if there are any, that of the backs.

    Raises InputError if a card does not fit its cell, or its ink would stand where the printer prints nothing.
    """
    cards = _cards(job)
    around = _around(job, cards)
    wanted: tuple[tuple[str, bool | None], ...] = ((job.name, None),)
    if job.order.simplex:
        wanted = ((f"{job.name}-fronts", False), (f"{job.name}-backs", True))[: 1 + job.is_turned]
    *files, last = (_file(name, is_back, job, cards, around, painter) for name, is_back in wanted)
    plan = cutting_plan(job.sheet, job.run.sheets, job.run.cards, cards[0].folds)
    notes = (*places(job.sheet, job.start), *_how_to_print(job, around), *lines(plan))
    return (*files, last._replace(notes=notes, values={"cutting-plan": values(plan)}))


def check_sheets(job: SheetJob) -> Diagnostics:
    """What `print_sheets` would find, without painting. Raises InputError as it does."""
    found = Diagnostics()
    cards = _cards(job)
    _sides(job, cards, _around(job, cards), found)
    return found


def places(sheet: Sheet, start: int) -> tuple[str, ...]:
    """A small picture of a part-used sheet's places: their numbers, and a cross for each that is used up."""
    rows: dict[int, list[tuple[float, str]]] = {}
    for number, cell in enumerate(sheet.cells if start else ()):
        shown = "x" if number < start else str(number + 1)
        rows.setdefault(round(cell.y), []).append((cell.x, f"[{shown:>3}]"))
    return tuple("  " + " ".join(place for _, place in sorted(row)) for _, row in sorted(rows.items()))


def _around(job: SheetJob, cards: Sequence[Card]) -> Surround:
    turn = job.run.edge.replace("-", "_") if job.is_turned else "not_turned"
    return surround_of(job.cards, job.sheet, cards[0].folds, turn)


def _file(
    name: str, is_back: bool | None, job: SheetJob, cards: tuple[Card, ...], around: Surround, painter: Painter
) -> Printed:
    """One file: of backs, of fronts, or of both for None."""
    run, found = job.run, Diagnostics()
    sections = tuple(StructureNode("Sect", one.root.kids, language=one.language) for one in job.cards)
    nodes = [node for section in sections for node in section.kids]
    # Stories of one text have nodes in common, and each stands in a document once.
    if is_back is not None or len(set(nodes)) < len(nodes):
        renewed = [_with_own_nodes(*pair, is_back) for pair in zip(cards, sections, strict=True)]
        cards, sections = tuple(card for card, _ in renewed), tuple(section for _, section in renewed)
    # Cards are read out in the order in which the first of each is placed.
    placed = [index for indices in stacked(run.cards, len(job.sheet.cells), run.start) for index in indices]
    numbers = dict.fromkeys(index // job.copies for index in placed if index is not None)
    root = StructureNode("Document", [sections[number] for number in numbers])
    pages = _sides(job, cards, around, found, is_back)
    # A count too large only leaves gaps in a numbering.
    document = Document(pages, 2 * run.sheets, lambda: root, (), _metadata(job))
    return Printed(f"{name}.pdf", painter.paint(document, actual_size=True), len(pages), found.sorted())


def _sides(
    job: SheetJob, cards: Sequence[Card], around: Surround, found: Diagnostics, is_back: bool | None = None
) -> list[Page]:
    """The backs, the fronts, or both for None, judged."""
    run = job.run
    sides = imposed(run, lambda index: cards[index // job.copies], lambda number: around.marks(number, run.sheets))
    kept = []
    for side in sides:
        if is_back is None or side.is_back == is_back:
            _check_margin(side, job.sheet, job.corrections[side.is_back], found)
            kept.append(side.page)
    return kept


def _check_margin(side: Imposed, sheet: Sheet, correction: Matrix, found: Diagnostics) -> None:
    """Raise InputError for ink in the strip that is left white; if only the `correction` takes it there, warn of it.

    Marks keep to the margin themselves.
    """
    paper = Rect(0.0, 0.0, sheet.width, sheet.height)
    moved = max(abs(to - at) for at, to in zip(paper, transformed(paper, correction), strict=True))
    for face, matrix in side.faces:
        box = transformed(face.ink, matrix)
        near = min(box.left, box.top, sheet.width - box.right, sheet.height - box.bottom)
        if near >= sheet.margin - EXACT:
            continue
        message = (
            f"a card's ink comes to {millimetres(near)} from the edge of the paper, "
            f"and the printer leaves {millimetres(sheet.margin)} white"
        )
        if near < sheet.margin - EXACT - moved:
            hint = "Choose a sheet with fewer cards: handout sheets."
            found.error("sheet-margin", message, sheet.span, hint)
            raise InputError(found.sorted())
        hint = f"The printer's correction of {millimetres(moved)} does that: look whether a print is whole."
        found.warning("sheet-moved", message, sheet.span, hint)


def _cards(job: SheetJob) -> tuple[Card, ...]:
    """The cards as they are cut out. Raises InputError if one has too many faces, or does not fit its cell."""
    return tuple(_card(number, source, job) for number, source in enumerate(job.cards))


def _card(number: int, source: Printable, job: SheetJob) -> Card:
    folded, span, sheet = source.look.fold == "half", source.look.span, job.sheet
    card = card_of(number, source.pages, folded=folded, side_by_side=job.order.fold)
    if card is None:
        message = f"this card has {len(source.pages)} faces, and a sheet of paper has room for {4 if folded else 2}"
        if folded and job.order.fold:
            message = "this card is folded already, and has no back to stand beside its front"
        raise InputError.of("sheet-faces", message, span)
    if card.width > sheet.card[0] + HAIR or card.height > sheet.card[1] + HAIR:
        size, room = size_in_words(card.width, card.height), size_in_words(*sheet.card)
        message = f"the card is {size}, and the cells of the sheet are {room}"
        others = fitting((card.width, card.height), shipped_sheets())
        hint = f"Sheets that take it: {', '.join(others)}." if others else "No shipped sheet takes it."
        raise InputError.of("sheet-size", message, sheet.span, hint, ((span, "the card"),))
    return card


def _with_own_nodes(card: Card, section: StructureNode, is_back: bool | None) -> tuple[Card, StructureNode]:
    """The card and its text, with nodes that no other text has, for a file of backs, of fronts, or of both for None."""
    front, back = () if is_back else card.front, () if is_back is False else card.back
    section, pages = close_gaps(section, tuple(face.page for face in front + back))
    faces = tuple(face._replace(page=page) for face, page in zip(front + back, pages, strict=True))
    return card._replace(front=faces[: len(front)] or card.front, back=faces[len(front) :] or card.back), section


def _metadata(job: SheetJob) -> Metadata:
    metadata = job.cards[0].metadata
    duplex = DUPLEX[job.run.edge] if job.is_turned and not job.order.simplex else "Simplex"
    files = dict.fromkeys(
        file for card in job.cards if card.metadata.provenance for file in card.metadata.provenance.files
    )
    files[source_file("sheet", job.sheet.span.source)] = None
    provenance = metadata.provenance and metadata.provenance._replace(files=tuple(files), print=job.options)
    return metadata._replace(
        title=title_of(job.cards), author="", duplex=duplex, copies=job.order.print_copies, provenance=provenance
    )


def _how_to_print(job: SheetJob, around: Surround) -> tuple[str, ...]:
    """What must be right in the print dialog, as not every viewer does what the file asks for; and how to check it."""
    edge = job.run.edge.replace("-", " ")
    told: tuple[str, ...] = (f"Print at 100 %, on both sides, turned over on the {edge}.",)
    if not job.is_turned:
        told = ("Print at 100 %, on one side.",)
    elif job.order.simplex:
        told = ("Print the fronts at 100 %, on one side.", f"Turn the sheets over on the {edge}, and print the backs.")
    if not job.sheet.cut:
        return (*told, "Print it on plain paper first, and hold that against the stock.")
    if gauge := around.stencil.gauge:
        shown = {"ruler": "ruler", "cross": "cross in the middle", "line": "line with a bar at both ends"}[gauge]
        return (*told, f"The {shown} must be 50 mm long on the paper.")
    return (*told, "This sheet has no room for a ruler: measure a card.")
