"""Turns pages into cards, and cards into print sheets: which stands where, with its back behind it. No item changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.impose.geometry import IDENTITY, Cell, FlipEdge, Matrix, behind, combined
from generator.impose.sheet import Sheet
from generator.record import NamedTuple
from generator.typeset.geometry import Rect, around, ink_box
from generator.typeset.items import Page, Placed


class CardFace(NamedTuple):
    """A page as one face of a card: how far it is from the card's left edge, and the box of its ink on the page."""

    page: Page
    x: float
    ink: Rect


class Card(NamedTuple):
    """A card as it is cut out: its size, what is printed on it, and where it is folded (from its left edge).

    Cards with the same `key` are the same card.
    """

    key: int
    width: float
    height: float
    front: tuple[CardFace, ...]
    back: tuple[CardFace, ...]
    folds: tuple[float, ...] = ()


def card_of(key: int, pages: Sequence[Page], *, folded: bool, side_by_side: bool = False) -> Card | None:
    """The card that these pages make; None if it has more of them than a sheet of paper has room for.

    A folded card is read like a book: its first page is the right half of one side, its last the left half. With
    `side_by_side`, both faces of a card are printed on one side, to be folded along the edge between them.
    """
    if len(pages) > (4 if folded else 2) or (folded and side_by_side):
        return None
    width, height = pages[0].width, pages[0].height
    front: tuple[int, ...] = (0,)
    back: tuple[int, ...] = (1,)
    halves = 1
    if folded or side_by_side:
        front, back, halves = ((3, 0), (1, 2), 2) if len(pages) > 2 else ((1, 0), (), 2)
    upper, lower = (
        tuple(_face(pages[page], half * width) for half, page in enumerate(side) if page < len(pages))
        for side in (front, back)
    )
    return Card(key, halves * width, height, upper, lower, (width,) * (halves - 1))


def _face(page: Page, x: float) -> CardFace:
    """The page as a face; inked all over if empty."""
    boxes = [box for item in page.items if (box := ink_box(item))] or [Rect(0.0, 0.0, page.width, page.height)]
    return CardFace(page, x, around(corner for box in boxes for corner in (box[:2], box[2:])))


class PrintRun(NamedTuple):
    """What is to be printed: so many cards on such sheets.

    `start` cells of the first sheet are used up already. `edge` is where the printer turns the paper over; `front` and
    `back` are the corrections of its two sides. Every sheet has a back if they are `turned`, white if need be: else the
    next front would be printed on it.
    """

    sheet: Sheet
    cards: int
    start: int = 0
    edge: FlipEdge = "long-edge"
    front: Matrix = IDENTITY
    back: Matrix = IDENTITY
    turned: bool = False

    @property
    def sheets(self) -> int:
        """How many sheets of paper are printed."""
        return sheets_needed(self.cards, len(self.sheet.cells), self.start)


class Imposed(NamedTuple):
    """One side of a sheet, and where each face of a card stands on it. `number` counts the sheets from 0."""

    number: int
    is_back: bool
    page: Page
    faces: tuple[tuple[CardFace, Matrix], ...]


def imposed(run: PrintRun, card_at: Callable[[int], Card], marks_at: Callable[[int], Page]) -> Iterator[Imposed]:
    """The sides of all sheets, each front before its back.

    `card_at(index)` gives a card when its sheet comes; `marks_at(number)` the marks on the front of a sheet. The first
    time a face is placed it is read out, every further time it is a copy.
    """
    sheet = run.sheet
    read: set[int] = set()
    for number, indices in enumerate(stacked(run.cards, len(sheet.cells), run.start)):
        cards = [(cell, card_at(index)) for cell, index in zip(sheet.cells, indices, strict=True) if index is not None]
        marks = marks_at(number)
        # Painted where they are, not as forms: hardly two sheets have the same.
        upright = [Placed(marks._replace(placed=()), IDENTITY, copy=False)] if marks.items else []
        marked = (*upright, *marks.placed)
        around = tuple(one._replace(matrix=combined(one.matrix, run.front), copy=False) for one in marked)
        yield _side(number, cards, run, read, around, back=False)
        if run.turned or any(card.back for _, card in cards):
            yield _side(number, cards, run, read, (), back=True)
        read.update(card.key for _, card in cards)


def sheets_needed(cards: int, cells: int, start: int = 0) -> int:
    """How many sheets take the cards, if the first `start` cells of the first sheet are used up."""
    return -(-(cards + start) // cells)


def stacked(cards: int, cells: int, start: int = 0) -> Iterator[tuple[int | None, ...]]:
    """For each sheet the index of the card in each cell, None where there is none.

    Cards run on from sheet to sheet in the same cell. Cut as one stack, the sheets give one pile for each cell, and the
    piles laid on each other in the cells' order are collated. `start` cells of the first sheet are left out. A pile of
    the last cells may be a card lower than the others.
    """
    sheets = sheets_needed(cards, cells, start)
    first_white = start + cards - (sheets - 1) * cells  # cell of the last sheet: it can be used another time
    piles: list[list[int | None]] = []
    card = 0
    for cell in range(cells):
        skipped, white = int(cell < start), int(cell >= first_white)
        end = card + sheets - skipped - white
        piles.append([*[None] * skipped, *range(card, end), *[None] * white])
        card = end
    return zip(*piles, strict=True)


def _side(
    number: int,
    cards: list[tuple[Cell, Card]],
    run: PrintRun,
    read: set[int],
    around: tuple[Placed, ...],
    *,
    back: bool,
) -> Imposed:
    """One side of a sheet, with what stands around its cards; a card smaller than its cell stands in its middle."""
    sheet, correction = run.sheet, run.back if back else run.front
    faces: list[tuple[CardFace, Matrix]] = []
    placed: list[Placed] = []
    here: set[int] = set()
    for cell, card in cards:
        place = behind(cell, sheet.width, sheet.height, run.edge) if back else cell
        right, down = (sheet.card[0] - card.width) / 2, (sheet.card[1] - card.height) / 2
        for face in card.back if back else card.front:
            matrix = combined(place.matrix(right + face.x, down), correction)
            faces.append((face, matrix))
            placed.append(Placed(face.page, matrix, copy=card.key in read or card.key in here))
        here.add(card.key)
    return Imposed(number, back, Page(sheet.width, sheet.height, (), (*placed, *around)), tuple(faces))
