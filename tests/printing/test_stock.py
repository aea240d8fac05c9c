"""Which sheet is meant by the name of a paper, and which sheets a card fits."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostics
from generator.model.sheet import SheetFile, Turn
from generator.printing.stock import fits, fitting, sheet_for
from generator.source.decode import decode
from generator.source.reader import read_text

MM = 72 / 25.4


def a_sheet(paper: str, card: str, more: str = "") -> SheetFile:
    diagnostics = Diagnostics()
    text = f"paper: {paper}\ncard: [{card}]\ncells: [[10 mm, 10 mm]]\n{more}\n"
    node = read_text(text.encode(), "sheet.yaml", diagnostics)
    assert node
    file = decode(node, SheetFile, diagnostics)
    assert file
    return file


SHEETS = (
    ("letter-wide", a_sheet("[8.5 in, 11 in]", "70 mm, 50 mm")),
    ("a4-two", a_sheet("A4", "70 mm, 50 mm")),
    ("a4-one", a_sheet("A4", "70 mm, 50 mm")),
    ("a4-cut", a_sheet("A4", "70 mm, 50 mm", "cut: false")),
    ("a4-upright", a_sheet("A4", "50 mm, 70 mm")),
    ("a4-a7", a_sheet("A4", "74 mm, 105 mm")),
)


def card(width: float, height: float) -> tuple[float, float]:
    return width * MM, height * MM


class TestSheetFor:
    def test_the_first_by_name_that_is_to_be_cut(self) -> None:
        assert sheet_for("a4", card(70, 50), SHEETS) == "a4-one"
        assert sheet_for("a4", card(70, 50), reversed(SHEETS)) == "a4-one"

    def test_the_card_must_have_just_its_size_and_stand_as_it_does(self) -> None:
        assert sheet_for("a4", card(50, 70), SHEETS) == "a4-upright"
        assert sheet_for("a4", card(70.05, 49.95), SHEETS) == "a4-one"
        assert sheet_for("a4", card(69.9, 50), SHEETS) is None
        assert sheet_for("a4", card(70, 50.1), SHEETS) is None

    def test_the_name_of_the_paper_is_written_as_one_likes(self) -> None:
        assert sheet_for("A4", card(74, 105), SHEETS) == "a4-a7"
        assert sheet_for("letter", card(70, 50), SHEETS) == sheet_for("LETTER", card(70, 50), SHEETS) == "letter-wide"

    @pytest.mark.parametrize("paper", ["a5", "", "quarto", "a4-one"])
    def test_no_paper_no_sheet(self, paper: str) -> None:
        assert sheet_for(paper, card(70, 50), SHEETS) is None

    def test_cut_stock_is_never_chosen(self) -> None:
        assert sheet_for("a4", card(70, 50), [sheet for sheet in SHEETS if sheet[0] == "a4-cut"]) is None


class TestFits:
    @pytest.mark.parametrize(
        ("width", "height", "does"),
        [(70, 50, True), (60, 40, True), (70.05, 50, True), (70.1, 50, False), (70, 50.1, False), (50, 70, False)],
    )
    def test_no_larger_than_the_cell_and_as_it_stands(self, width: float, height: float, does: bool) -> None:
        assert fits(a_sheet("A4", "70 mm, 50 mm"), card(width, height)) == does

    def test_it_turns_with_the_cell(self) -> None:
        """As a postcard does on stock where it lies on its side."""
        cell = a_sheet("A4", "70 mm, 50 mm").cells[0]
        for turn in (90, 180, 270):
            file = a_sheet("A4", "70 mm, 50 mm")._replace(cells=(cell._replace(turn=Turn(turn)),))
            assert fits(file, card(70, 50))
            assert not fits(file, card(50, 70))

    def test_the_names_of_all_in_order(self) -> None:
        assert fitting(card(70, 50), SHEETS) == ("a4-a7", "a4-cut", "a4-one", "a4-two", "letter-wide")
        assert fitting(card(50, 70), SHEETS) == ("a4-a7", "a4-upright")
        assert fitting(card(200, 70), SHEETS) == ()
