"""Marks beside cards: never on a card, always where a printer reaches, and as long as they say."""

from __future__ import annotations

from collections.abc import Iterator

import page as validation
import pypdfium2
import pytest
from hypothesis import given

from generator.impose.crop import SheetLine, cut_lines
from generator.impose.marks import stencil
from generator.impose.sheet import Sheet, paired
from generator.pdf import PdfPainter
from generator.structure import StructureNode
from generator.typeset.items import Document, GlyphRun, Page, Rule
from generator.typeset.items import Path as Outline
from tests.support.fuzzing import examples
from tests.support.specimen import metadata, run
from tests.support.stock import (
    LETTERING,
    MM,
    SHIPPED,
    document,
    grid,
    grids,
    inked,
    job,
    one_by_one,
    sheets,
    shipped,
    words,
)

SHEETS = sheets()
TO_CUT = [name for name, sheet in SHEETS.items() if sheet.cut]
OWN = [name for name in SHIPPED if shipped(name).cut]
HAIR = 0.01  # points


def marked(sheet: Sheet, folds: tuple[float, ...] = ()) -> Page:
    return stencil(sheet, LETTERING, words(), folds).with_job(job(), LETTERING)


def text_of(marks: Page) -> list[str]:
    """What is written, upright or turned."""
    runs = [*marks.items, *(item for one in marks.placed for item in one.face.items)]
    return [" ".join(word.text for word in item.words) for item in runs if isinstance(item, GlyphRun)]


def fifties(marks: Page) -> list[Rule]:
    """The strokes of 50 mm on cut lines: two of the cross, or one; that of a ruler is none of them."""
    found = [item for item in marks.items if isinstance(item, Rule) and length(item) == pytest.approx(50 * MM)]
    return [] if words().ruler.plain in text_of(marks) else found


def crossing(marks: Page) -> list[Rule]:
    """The two long strokes of the cross."""
    found = fifties(marks)
    return found if len(found) == 2 else []


def length(rule: Rule) -> float:
    return abs(rule.x2 - rule.x1) + abs(rule.y2 - rule.y1)


def reaches(sheet: Sheet, marks: Page) -> Iterator[tuple[float, float, bool]]:
    """For each item and each card that it lies on: how far in, how thick it is, and whether it is text or a fold."""
    for item, box in inked(marks):
        for cell in sheet.cells:
            across = min(box.right, cell.right) - max(box.left, cell.x)
            down = min(box.bottom, cell.bottom) - max(box.top, cell.y)
            if across > HAIR and down > HAIR:
                inwards = min(box.right - cell.x, cell.right - box.left, box.bottom - cell.y, cell.bottom - box.top)
                if not (isinstance(item, Outline) and is_tick(item)):
                    yield inwards, min(across, down), not isinstance(item, Rule)


def is_tick(fold: Outline) -> bool:
    """Whether it is one of the short marks that a fold has on itself; where they are, a test of their own tells."""
    (x1, y1), (x2, y2) = (segment.points[0] for segment in fold.segments)
    return fold.weight == 0.25 and abs(x2 - x1) + abs(y2 - y1) == pytest.approx(3 * MM)


def check_clear(sheet: Sheet, marks: Page) -> None:
    """Nothing on a card but half of a stroke along its edge, or half of a bar of the cross."""
    for inwards, thick, strange in reaches(sheet, marks):
        assert not strange
        assert thick <= 0.5 + HAIR
        # A stroke on the seam, or two seams that meet: either way no deeper than half a bar.
        assert inwards <= 1.5 * MM + HAIR
    deep = [inwards for inwards, _, _ in reaches(sheet, marks) if inwards > 0.25 + HAIR + 0.15]
    assert not deep or fifties(marks)


def check_written(sheet: Sheet, marks: Page) -> None:
    """What is written keeps 3 mm from every card, and touches nothing else."""
    whole = inked(marks)
    for index, (item, box) in enumerate(whole):
        if isinstance(item, GlyphRun):
            for cell in sheet.cells:
                gap = max(cell.x - box.right, box.left - cell.right, cell.y - box.bottom, box.top - cell.bottom)
                assert gap >= 3 * MM - 0.5, text_of(marks)
            assert not [other for place, (other, them) in enumerate(whole) if place != index and box.meets(them)]


def check_printable(sheet: Sheet, marks: Page) -> None:
    for item, box in inked(marks):
        # Strokes may lie on the very border with half of their weight.
        slack = HAIR + (item.weight / 2 if isinstance(item, (Rule, Outline)) else 0.0)
        assert box.left >= sheet.margin - slack
        assert box.top >= sheet.margin - slack
        assert box.right <= sheet.width - sheet.margin + slack
        assert box.bottom <= sheet.height - sheet.margin + slack


def is_printable(sheet: Sheet, line: SheetLine) -> bool:
    breadth = sheet.width if line.down else sheet.height
    return sheet.margin <= line.at <= breadth - sheet.margin


def check_lines(sheet: Sheet) -> None:
    """Every edge of a card can be found: two marks, or a stroke along it."""
    lines = cut_lines(sheet)
    for line in lines:
        if is_printable(sheet, line):
            assert line.drawn or len(line.crop) + len(line.ticks) >= 2, line
        for low, high in line.crop:
            assert high - low >= 2 * MM - HAIR
    for down in (False, True):
        places = [line.at for line in lines if line.down is down]
        breadth = sheet.width if down else sheet.height
        edges = [edge for cell in sheet.cells for edge in ((cell.x, cell.right) if down else (cell.y, cell.bottom))]
        for edge in edges:
            assert edge < 1.01 * MM or edge > breadth - 1.01 * MM or any(abs(at - edge) <= 0.15 for at in places)


@pytest.mark.parametrize("name", TO_CUT)
def test_marks_keep_their_distance(name: str) -> None:
    sheet = SHEETS[name]
    marks = marked(sheet, (sheet.card[0] / 2,))
    assert marks.items
    check_clear(sheet, marks)
    check_written(sheet, marks)
    check_printable(sheet, marks)
    check_lines(sheet)


@given(grids())
@examples(150)
def test_marks_keep_their_distance_on_any_grid(sheet: Sheet) -> None:
    marks = marked(sheet, (sheet.card[0] / 2,))
    check_clear(sheet, marks)
    check_written(sheet, marks)
    check_printable(sheet, marks)
    check_lines(sheet)


@pytest.mark.parametrize("name", OWN)
def test_every_sheet_of_ours_can_be_measured_and_cut(name: str) -> None:
    """A ruler, or else the cross; never both; and no cut where a printer cannot show it."""
    sheet = shipped(name)
    made = stencil(sheet, LETTERING, words(), ())
    assert made.gauge in ("ruler", "cross")
    assert (words().ruler.plain in text_of(made.marks)) is not bool(crossing(made.marks))
    lines = cut_lines(sheet)
    assert lines
    assert all(is_printable(sheet, line) for line in lines)


def test_there_are_sheets_with_a_ruler_and_with_the_cross() -> None:
    assert {bool(crossing(marked(shipped(name)))) for name in OWN} == {True, False}
    assert len(OWN) >= 10


@pytest.mark.parametrize("name", [name for name in SHIPPED if not shipped(name).cut])
def test_stock_that_is_cut_has_no_marks(name: str) -> None:
    assert marked(shipped(name), (10,)) == Page(shipped(name).width, shipped(name).height, ())


def test_the_sheet_of_the_design() -> None:
    """Four cards, no waste: ticks of 8 mm from the printer's margin on the cut lines, and the cross."""
    sheet = grid(2, 2, (105, 148.5))
    strokes = {(*(round(side / MM, 2) for side in item[:4]), item[4]) for item in marked(sheet).items if item}
    assert strokes == {
        (105, 6.35, 105, 14.35, 0.5), (105, 282.65, 105, 290.65, 0.5),
        (6.35, 148.5, 14.35, 148.5, 0.5), (195.65, 148.5, 203.65, 148.5, 0.5),
        (80, 148.5, 130, 148.5, 0.5), (105, 123.5, 105, 173.5, 0.5),
        (80.09, 147, 80.09, 150, 0.5), (129.91, 147, 129.91, 150, 0.5),
        (103.5, 123.59, 106.5, 123.59, 0.5), (103.5, 173.41, 106.5, 173.41, 0.5),
    }  # fmt: skip


def test_a_card_alone_has_eight_marks() -> None:
    lines = cut_lines(grid(1, 1, (100, 140), at=(50, 60)))
    found = {
        (line.down, round(line.at / MM, 6), *(round(end / MM, 6) for end in mark))
        for line in lines
        for mark in line.crop
    }
    assert found == {
        (False, 60, 41, 47), (False, 60, 153, 159), (False, 200, 41, 47), (False, 200, 153, 159),
        (True, 50, 51, 57), (True, 50, 203, 209), (True, 150, 51, 57), (True, 150, 203, 209),
    }  # fmt: skip


def test_narrow_waste_has_marks_nearer_to_the_cards() -> None:
    """11 mm less what the printer leaves white leave 1.65 mm beyond the offset of 3 mm."""
    lines = [line for line in cut_lines(grid(2, 5, (85, 55))) if line.down]
    assert len(lines) == 3
    for line in lines:
        assert [(round(low / MM, 2), round(high / MM, 2)) for low, high in line.crop] == [(6.35, 10), (287, 290.65)]


@pytest.mark.parametrize(("height", "count"), [(130, 4), (136.5, 2)])
def test_the_middle_of_the_paper_is_marked_where_that_is_3_mm_from_the_cards(height: float, count: int) -> None:
    """12 mm of waste, of which 6.35 are the printer's, leave no room for a mark of 4 mm."""
    rules = [item for item in marked(grid(1, 2, (150, height))).items if isinstance(item, Rule)]
    bars = [rule for rule in rules if rule.weight == 0.25 and length(rule) == pytest.approx(3 * MM)]
    assert len(bars) == count


def test_no_cross_where_an_arm_would_not_be_printed() -> None:
    boxes = [(x, y, width, 148.5) for y in (0, 148.5) for x, width in ((0, 28), (28, 182))]
    assert stencil(one_by_one(*boxes), LETTERING, words(), ()).gauge == "line"
    wider = [(x, y, width, 148.5) for y in (0, 148.5) for x, width in ((0, 33), (33, 177))]
    assert stencil(one_by_one(*wider), LETTERING, words(), ()).gauge == "cross"
    assert stencil(one_by_one((0, 0, 210, 297)), LETTERING, words(), ()).gauge is None


@pytest.mark.parametrize("name", ["a4-card-a6", "letter-card-quarter-letter"])
def test_pairs_that_fill_the_paper_have_a_line_to_measure_and_ticks_on_the_spine(name: str) -> None:
    """Both faces side by side leave one cut across the sheet, and a fold down its middle."""
    sheet = paired(shipped(name))
    assert sheet
    made = stencil(sheet, LETTERING, words(), (sheet.card[0] / 2,))
    assert made.gauge == "line"
    check_printable(sheet, made.marks)
    (line,) = fifties(made.marks)
    middle = sheet.width / 2
    assert tuple(line[:4]) == pytest.approx((middle - 25 * MM, sheet.height / 2, middle + 25 * MM, sheet.height / 2))
    ticks = [item for item in made.marks.items if isinstance(item, Outline)]
    assert all(is_tick(tick) and tick.dash for tick in ticks)
    ends = [[segment.points[0] for segment in tick.segments] for tick in ticks]
    assert {x for end in ends for x, _ in end} == {middle}
    margin = sheet.margin
    assert sorted(y for end in ends for _, y in end) == pytest.approx(
        [margin, margin + 3 * MM, sheet.height - margin - 3 * MM, sheet.height - margin]
    )
    data = PdfPainter().paint(document(Page(sheet.width, sheet.height, made.marks.items, made.marks.placed)))
    y, reach = sheet.height / 2, 30 * MM
    assert extent(dark(data, (middle - reach, y - 1, middle + reach, y + 1), sheet)) == pytest.approx(50, abs=0.1)


def test_in_a_gap_two_cards_share_a_mark() -> None:
    across = [line for line in cut_lines(grid(2, 1, (60, 80), at=(40, 100), gap=(10, 0))) if not line.down]
    assert [(round(low / MM, 6), round(high / MM, 6)) for low, high in across[0].crop] == [
        (31, 37),
        (103, 107),
        (173, 179),
    ]


def test_folds_are_dashed_beside_the_cards_and_not_between_them() -> None:
    sheet = shipped("a4-card-wallet")
    fold = sheet.card[0] / 2
    dashed = [item for item in marked(sheet, (fold,)).items if isinstance(item, Outline)]
    assert [item.dash != () for item in dashed] == [True, True]
    assert {point[0] for item in dashed for segment in item.segments for point in segment.points} == {
        sheet.cells[0].x + fold
    }
    top, bottom = sorted(item.segments[0].points[0][1] for item in dashed)
    assert top < sheet.block[1]
    assert bottom > sheet.block[3]


@pytest.mark.parametrize(("turn", "place"), [(0, 70), (90, 80), (180, 110), (270, 120)])
def test_folds_turn_with_their_card(turn: int, place: float) -> None:
    """20 mm from the left of a card of 80 x 50 mm that stands, turned, with its corner at (50, 60)."""
    sheet = grid(1, 1, (80, 50), at=(50, 60), turn=turn)
    # Turned to the left, its own left edge is the bottom one, at 140 mm.
    paths = [item for item in marked(sheet, (20 * MM,)).items if isinstance(item, Outline)]
    axis = 0 if turn % 180 == 0 else 1
    assert [{round(segment.points[0][axis] / MM, 6) for segment in path.segments} for path in paths] == [{place}] * 2


def test_the_job_line_says_what_the_sheet_is_where_there_is_room() -> None:
    assert job() in text_of(marked(shipped("a4-card-a7")))
    assert job() not in text_of(marked(shipped("a4-card-a6")))
    assert job() == "Sore back after a run, edition 2026-11: sheet 1 of 25, front. Turn over on the long edge."


def test_a_job_line_that_is_too_long_is_left_out() -> None:
    made = stencil(shipped("a4-card-a7"), LETTERING, words(), ())
    assert made.with_job(job("Sore back " * 40), LETTERING) == made.marks == made.with_job(None, LETTERING)


@pytest.mark.parametrize("locale", ["en-AU", "en-GB", "en-IE", "en-NZ", "en-US"])
def test_every_locale_has_the_words(locale: str) -> None:
    assert all(form.plain for form in words(locale))


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_sheet_of_marks_conforms(profile: str) -> None:
    """Dashes, strokes, text, and text that is turned: all of it artifacts."""
    sheet = grid(1, 2, (150, 140))
    marks = marked(sheet, (75 * MM,))
    assert marks.placed
    paragraph = StructureNode("P")
    root = StructureNode("Document", (paragraph,))
    text = run(LETTERING.library, "A card.", 200, 200, paragraph)
    page = Page(sheet.width, sheet.height, (text, *marks.items), marks.placed)
    data = PdfPainter().paint(Document((page,), 1, lambda: root, (), metadata()), actual_size=True)
    report = validation.validate_pdf_bytes(data, profile=profile)
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def dark(data: bytes, box: tuple[float, float, float, float], sheet: Sheet) -> list[list[bool]]:
    """The pixels at 600 dpi of a stretch of the page, given in points as left, top, right, bottom."""
    with pypdfium2.PdfDocument(data) as file:
        left, top, right, bottom = box
        crop = (left, sheet.height - bottom, sheet.width - right, top)
        picture = file[0].render(scale=600 / 72, crop=crop, grayscale=True).to_pil()
    pixels = picture.tobytes()
    return [
        [pixel < 128 for pixel in pixels[row * picture.width : (row + 1) * picture.width]]
        for row in range(picture.height)
    ]


def extent(rows: list[list[bool]]) -> float:
    """How wide the ink of a picture is at 600 dpi, in mm."""
    columns = [index for index, column in enumerate(zip(*rows, strict=True)) if any(column)]
    return (columns[-1] - columns[0] + 1) / 600 * 25.4


def turned(rows: list[list[bool]]) -> list[list[bool]]:
    return [list(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("name", ["a4-card-a6", "letter-card-quarter-letter"])
def test_the_cross_is_50_mm_on_paper(name: str) -> None:
    sheet = shipped(name)
    marks = marked(sheet)
    data = PdfPainter().paint(document(Page(sheet.width, sheet.height, marks.items, marks.placed)))
    x, y, reach = sheet.width / 2, sheet.height / 2, 30 * MM
    assert extent(dark(data, (x - reach, y - 1, x + reach, y + 1), sheet)) == pytest.approx(50, abs=0.1)
    assert extent(turned(dark(data, (x - 1, y - reach, x + 1, y + reach), sheet))) == pytest.approx(50, abs=0.1)
    bar = dark(data, (x - 25.5 * MM, y - 5 * MM, x - 24 * MM, y + 5 * MM), sheet)
    assert extent(turned(bar)) == pytest.approx(3, abs=0.1)


@pytest.mark.parametrize("turned_over", [False, True])
def test_the_ruler_is_50_mm_and_2_in_on_paper(turned_over: bool) -> None:
    """Upright where there is room below the cards, else turned, beside them."""
    sheet = grid(1, 2, (150, 140)) if turned_over else shipped("a4-card-wallet")
    marks = marked(sheet)
    data = PdfPainter().paint(document(Page(sheet.width, sheet.height, marks.items, marks.placed)))
    boxes = [box for item, box in inked(marks) if isinstance(item, Rule)]
    for wanted in (50.0, 50.8):
        side = wanted * MM
        (line,) = [box for box in boxes if max(box.right - box.left, box.bottom - box.top) == pytest.approx(side)]
        assert (line.bottom - line.top > line.right - line.left) is turned_over
        rows = dark(data, line.grown(0.5), sheet)
        assert extent(turned(rows) if turned_over else rows) == pytest.approx(wanted, abs=0.1)
