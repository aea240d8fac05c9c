"""What is in the files of print sheets: the first copy of a card is read out, all others are one picture of it.

Validators pass files that have lost their tree, so the tree is followed, and its text compared with the reading copy.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import page as validation
import pikepdf
import pytest

from generator.diagnostics import Diagnostic, InputError, Severity
from generator.impose.sheet import Sheet, paired
from generator.printing.order import Order
from generator.printing.printable import Printable, Printed
from generator.printing.sheets import SheetJob, print_sheets
from generator.printing.stock import find_sheet
from generator.source.files import find
from generator.starter import project
from tests.support.desk import CONTENT, Desk
from tests.support.golden import shipped as reading_copy
from tests.support.press import Press
from tests.support.roundtrip import check_tree, elements, tree_text
from tests.support.stock import A4, MM, SHIPPED, grid, shipped
from tests.support.wording import CONTENTS, FORMS

pytestmark = pytest.mark.slow

CARDS = tuple(name for name, form in FORMS.items() if form.card)
PAPERS = ("a4", "letter")
PRESS = Press()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


Wanted = tuple[Sheet, Order]


def card(content: str = "sore-back", layout: str = "card-a6") -> Printable:
    return PRESS.printable(content, layout)


def on(sheet: Sheet, **wishes: Any) -> Wanted:
    return sheet, Order(**wishes)


def sheets(cards: tuple[Printable, ...], wanted: Wanted, name: str = "cards") -> tuple[Printed, ...]:
    return print_sheets(SheetJob(name, cards, *wanted), PRESS.painter)


def data_of(cards: tuple[Printable, ...], wanted: Wanted) -> bytes:
    (made,) = sheets(cards, wanted)
    return made.data


def size_of(card: Printable) -> tuple[float, float]:
    """Of the card as it is cut."""
    return card.width, card.look.page.paper.height


@cache
def full_sheet(content: str, layout: str, paper: str) -> tuple[bytes, Sheet]:
    """A sheet full of one shipped card."""
    printable = card(content, layout)
    sheet = find_sheet(paper, size_of(printable), None)
    return data_of((printable,), on(sheet)), sheet


def assert_conforms(data: bytes) -> None:
    assert check_tree(data) == []
    for profile in ("ua1", "2a"):
        report = validation.validate_pdf_bytes(data, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def shown(data: bytes) -> list[list[str]]:
    """For each page the forms that it shows, by their resource names, in their order."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            [
                str(operands[0])
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "Do" and page.resources.XObject[operands[0]].Subtype == "/Form"
            ]
            for page in pdf.pages
        ]


def forms(data: bytes) -> int:
    """How many form objects are in the file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sum(isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form" for one in pdf.objects)


def preferences(data: bytes) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {str(key): value for key, value in pdf.Root.ViewerPreferences.items()}


def links(data: bytes) -> list[tuple[int, str, tuple[float, ...]]]:
    """Page, address and rectangle of each link."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            (page.index, str(one.A.URI), tuple(map(float, one.Rect)))
            for page in pdf.pages
            for one in page.obj.get("/Annots", ())
            if one.Subtype == "/Link"
        ]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", CARDS)
@pytest.mark.parametrize("content", CONTENTS)
class TestEveryCard:
    def test_conforms(self, content: str, layout: str, paper: str) -> None:
        assert_conforms(full_sheet(content, layout, paper)[0])

    def test_is_read_out_once_and_as_the_reading_copy(self, content: str, layout: str, paper: str) -> None:
        copy = reading_copy(content, layout).data
        assert copy
        text = tree_text(full_sheet(content, layout, paper)[0])
        assert text == tree_text(copy)
        assert len(text) > 300

    def test_is_for_paper(self, content: str, layout: str, paper: str) -> None:
        """No fields, the size of the paper, and what the print dialog must do."""
        data, sheet = full_sheet(content, layout, paper)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert "/AcroForm" not in pdf.Root
            assert {str(one.Subtype) for page in pdf.pages for one in page.obj.get("/Annots", ())} <= {"/Link"}
            for page in pdf.pages:
                assert [float(side) for side in page.mediabox] == pytest.approx(
                    [0, 0, sheet.width, sheet.height], abs=0.01
                )
        assert preferences(data) == {
            "/DisplayDocTitle": True, "/PrintScaling": "/None", "/PickTrayByPDFSize": True,
            "/Duplex": "/DuplexFlipLongEdge",
        }  # fmt: skip

    def test_is_one_form_object_a_face(self, content: str, layout: str, paper: str) -> None:
        data, sheet = full_sheet(content, layout, paper)
        front, back = shown(data)
        copies = len(sheet.cells) - 1
        assert set(Counter(front + back).values()) == {copies}
        assert not set(front) & set(back)
        assert len(set(front + back)) == forms(data) == FORMS[layout].pages


class TestFirstCopy:
    @pytest.mark.parametrize(("layout", "paper"), [("card-a6", "a4"), ("card-a6", "letter"), ("card-wallet", "a4")])
    def test_has_its_links_where_they_are_printed(self, layout: str, paper: str) -> None:
        copy = reading_copy("sore-back", layout).data
        assert copy
        data, sheet = full_sheet("sore-back", layout, paper)
        cell = sheet.cells[0]
        width, height = FORMS[layout].size
        expected = []
        for page, address, (left, bottom, right, top) in links(copy):
            x1, x2, y1, y2 = left, right, height - top, height - bottom
            if layout == "card-wallet" and page in (0, 2):
                x1, x2 = x1 + width, x2 + width  # the right half of its side
            is_back = page in (1, 2) if layout == "card-wallet" else page == 1
            if cell.turn == 90:
                assert not is_back
                x1, x2, y1, y2 = cell.width - y2, cell.width - y1, x1, x2
            else:
                assert cell.turn == 0
            away = sheet.width - cell.right if is_back else cell.x
            box = away + x1, sheet.height - cell.y - y2, away + x2, sheet.height - cell.y - y1
            expected.append((int(is_back), address, pytest.approx(box, abs=0.02)))
        assert links(data) == expected
        assert expected

    def test_is_first_on_the_sheet_and_the_rest_are_artifacts(self) -> None:
        data, _ = full_sheet("sore-back", "card-a6", "a4")
        with pikepdf.open(io.BytesIO(data)) as pdf:
            content = pdf.pages[0].Contents.read_bytes().decode()
        last = content.rindex("/MCID")
        copies = [found.start() for found in re.finditer(r"/X\d+ Do", content)]
        assert len(copies) == 3
        assert min(copies) > last
        assert all(content.rindex("/Artifact", 0, place) > content.rindex("EMC", 0, place) for place in copies)


class TestFurtherSheets:
    def test_show_the_same_forms(self) -> None:
        order = on(shipped("a4-card-a6"), copies=10)
        data = data_of((card(),), order)
        sides = shown(data)
        assert len(sides) == 6
        for front_or_back in (sides[::2], sides[1::2]):
            assert [len(side) for side in front_or_back] == [3, 4, 2]
            assert len({form for side in front_or_back for form in side}) == 1
        assert tree_text(data) == tree_text(full_sheet("sore-back", "card-a6", "a4")[0])
        assert_conforms(data)

    def test_of_several_contents_are_read_in_their_order(self) -> None:
        cards = tuple(map(card, CONTENTS))
        data = data_of(cards, on(shipped("a4-card-a6"), copies=5))
        texts = []
        for content in CONTENTS:
            copy = reading_copy(content, "card-a6").data
            assert copy
            texts.append(tree_text(copy))
        assert tree_text(data) == "\n".join(texts)
        assert_conforms(data)
        found = elements(data)
        assert [(element.depth, element.role) for element in found if element.depth <= 1] == [
            (0, "Document"), (1, "Sect"), (1, "Sect")
        ]  # fmt: skip
        headings = [index for index, element in enumerate(found) if element.role == "H1"]
        sections = [index for index, element in enumerate(found) if (element.depth, element.role) == (1, "Sect")]
        assert len(headings) == len(sections) == 2
        assert sections[0] < headings[0] < sections[1] < headings[1]
        # On each of three sheets one face of each content and side, besides the first ones.
        sides = shown(data)
        assert len(sides) == 6
        assert len({form for side in sides[1::2] for form in side}) == 2

    def test_of_one_text_have_nodes_of_their_own(self) -> None:
        """Two stories of a text share what did not change from one to the other."""
        clubs = ("Anytown", "Borough")
        presses = [Press(settings=(("club.name", name),), workspace=PRESS.workspace) for name in clubs]
        cards = tuple(press.printable("sore-back", "card-a6") for press in presses)
        assert set(cards[0].root.kids) & set(cards[1].root.kids)
        data = data_of(cards, on(shipped("a4-card-a6"), copies=1))
        copies = [press.build("sore-back", "card-a6").data for press in presses]
        assert tree_text(data) == "\n".join(tree_text(copy) for copy in copies if copy)
        assert_conforms(data)
        for file in sheets(cards, on(shipped("a4-card-a6"), copies=1, simplex=True)):
            assert file.data
            assert_conforms(file.data)

    def test_two_contents_once_each_need_no_forms(self) -> None:
        data = data_of(tuple(map(card, CONTENTS)), on(shipped("a4-card-a6"), copies=1))
        assert shown(data)[1] == []
        assert_conforms(data)


class TestPreferences:
    @pytest.mark.parametrize(
        ("order", "duplex"),
        [
            ({"flip": "long-edge"}, "/DuplexFlipLongEdge"),
            ({"flip": "short-edge"}, "/DuplexFlipShortEdge"),
            ({"fold": True}, "/Simplex"),
        ],
    )
    def test_say_how_the_paper_is_turned(self, order: dict[str, Any], duplex: str) -> None:
        sheet = shipped("a4-card-a6")
        pairs = paired(sheet) if "fold" in order else sheet
        assert pairs
        data = data_of((card(),), on(pairs, **order))
        assert preferences(data)["/Duplex"] == duplex
        assert_conforms(data)

    def test_propose_copies_where_they_are_asked_for(self) -> None:
        data = data_of((card(),), on(shipped("a4-card-a6"), print_copies=25))
        assert preferences(data)["/NumCopies"] == 25
        assert "/NumCopies" not in preferences(full_sheet("sore-back", "card-a6", "a4")[0])
        assert_conforms(data)

    def test_fronts_and_backs_in_two_files(self) -> None:
        fronts, backs = sheets((card(),), on(shipped("a4-card-a6"), copies=6, simplex=True), "sore")
        assert [(built.name, built.pages) for built in (fronts, backs)] == [
            ("sore-fronts.pdf", 2), ("sore-backs.pdf", 2)
        ]  # fmt: skip
        assert fronts.data
        assert backs.data
        together = data_of((card(),), on(shipped("a4-card-a6"), copies=6))
        for built in (fronts.data, backs.data):
            assert_conforms(built)
            assert [element.role for element in elements(built) if element.role == "H1"]
            assert preferences(built)["/Duplex"] == "/Simplex"
            with pikepdf.open(io.BytesIO(built)) as pdf:
                assert len(pdf.pages) == 2
        parts = tree_text(fronts.data).split("\n") + tree_text(backs.data).split("\n")
        assert Counter(parts) == Counter(tree_text(together).split("\n"))


class TestBytes:
    @pytest.mark.parametrize("layout", CARDS)
    def test_are_the_same_on_every_run(self, layout: str) -> None:
        data, sheet = full_sheet("sore-back", layout, "a4")
        press = Press()
        (again,) = print_sheets(SheetJob("other", (press.printable("sore-back", layout),), sheet), press.painter)
        assert again.data == data

    def test_of_ten_cards_are_hardly_more_than_of_one(self) -> None:
        """The bar is 1.3 times the reading copy."""
        data = data_of((card(layout="card-wallet"),), on(TEN))
        copy = reading_copy("sore-back", "card-wallet").data
        assert copy
        assert len(data) <= 1.3 * len(copy)


# Ten folded cards for the wallet on paper for it, as no shipped sheet has ten places for a shipped card.
TEN = grid(2, 5, (171.2, 53.98), gap=(8, 2), paper=(400, 320))


class TestMistakes:
    def problem(self, printable: Printable, wanted: Wanted) -> Diagnostic:
        with pytest.raises(InputError) as caught:
            sheets((printable,), wanted)
        (problem,) = caught.value.diagnostics
        assert problem.severity is Severity.ERROR
        return problem

    def test_a_card_that_is_larger_than_the_cells(self) -> None:
        sheet = shipped("a4-card-a7")
        problem = self.problem(card(), on(sheet))
        assert problem.rule == "sheet-size"
        assert problem.message == "the card is 105 x 148.5 mm, and the cells of the sheet are 74 x 105 mm"
        assert problem.span
        assert problem.span == sheet.span
        assert problem.span.source.name == "a4-card-a7.yaml"
        ((place, words),) = problem.related
        assert (place.source.name, words) == (find("layouts", "card-a6"), "the card")
        assert problem.hint

    def test_a_folded_card_is_measured_unfolded(self) -> None:
        problem = self.problem(card(layout="card-wallet"), on(shipped("avery-c32011-10")))
        assert problem.message == "the card is 171.2 x 53.98 mm, and the cells of the sheet are 85 x 54 mm"

    @pytest.mark.parametrize("edge", ["long-edge", "short-edge"])
    def test_ink_where_the_printer_prints_nothing(self, edge: Any) -> None:
        sheet = shipped("a4-card-a7-eight")._replace(margin=6.35 * MM)
        problem = self.problem(card(layout="card-a7"), on(sheet, flip=edge))
        assert problem.rule == "sheet-margin"
        found = re.fullmatch(
            r"a card's ink comes to ([0-9.]+) mm from the edge of the paper, and the printer leaves 6[.]3 mm white",
            problem.message,
        )
        assert found
        assert 3.5 < float(found[1]) < 6.35
        assert problem.span == sheet.span
        assert problem.hint

    def test_ink_may_come_as_near_as_the_printer_prints(self) -> None:
        (built,) = sheets((card(layout="card-a7"),), on(shipped("a4-card-a7-eight")))
        assert built.pages == 2

    @pytest.mark.parametrize("layout", CARDS)
    def test_no_sheet_of_ours_is_too_narrow_for_a_card_with_one_face(self, desk: Desk, layout: str) -> None:
        """Its last line stands lower than that of a front whose text goes on behind. A blank text has one face."""
        for name, data in project("blank", "blank", "en-GB", date(2026, 11, 5)).items():
            desk.write(name, data)
        printable = PRESS.printable(str(desk.folder / "content/blank.yaml"), layout)
        names = [name for name in SHIPPED if shipped(name).card == pytest.approx(size_of(printable), abs=0.15)]
        assert len(names) >= len(PAPERS)
        for name in names:
            (built,) = sheets((printable,), on(shipped(name)))
            assert (built.pages, built.diagnostics) == (2 if layout == "card-wallet" else 1, ())

    def test_three_faces(self, desk: Desk) -> None:
        tasks = "".join(f"        - Task number {number} of a long list\n" for number in range(7))
        groups = "".join(f"    - title: Part {part}\n      items:\n{tasks}" for part in range(4))
        content = CONTENT.replace("    - title: Before the run\n      items: [Walk for 5 minutes.]\n", groups)
        layout = desk.write("layouts/own.yaml", "extends: card-a6\nabout: Three.\npage: {pages: null}\n")
        path = desk.write("content/text.yaml", content)
        printable = Press().printable(path, layout)
        built = Press().build(path, layout)
        assert built.pages == 3
        problem = self.problem(printable, on(shipped("a4-card-a6")))
        assert (problem.rule, problem.message) == (
            "sheet-faces", "this card has 3 faces, and a sheet of paper has room for 2"
        )  # fmt: skip
        assert problem.span
        assert problem.span.source.name == layout

    def test_a_folded_card_has_no_faces_to_fold_together(self) -> None:
        problem = self.problem(card(layout="card-wallet"), on(shipped("a4-card-wallet"), fold=True))
        assert problem.rule == "sheet-faces"
        assert problem.message == "this card is folded already, and has no back to stand beside its front"

    def test_a_locale_without_words_for_sheets(self, desk: Desk) -> None:
        locale = Path(find("content/locales", "en-GB")).read_text(encoding="utf-8")
        mute = re.sub(r"(?m)^sheet:\n(?:(?:[ #].*)?\n)*", "", locale)
        assert mute != locale
        path = desk.write("content/locales/en-GB.yaml", mute)
        printable = Press().printable(desk.write("content/text.yaml", CONTENT), "card-a6")
        problem = self.problem(printable, on(shipped("a4-card-a6")))
        assert (problem.rule, problem.message) == ("missing-key", "the locale has no words for print sheets")
        assert problem.span
        assert problem.span.source.name == path

    def test_only_cells_that_touch_side_by_side_make_pairs(self) -> None:
        assert paired(shipped("avery-c32011-10")) is None
        assert paired(shipped("letter-card-a6")) is None
        pairs = paired(shipped("a4-card-a6"))
        assert pairs
        assert [cell.width for cell in pairs.cells] == pytest.approx([A4[0], A4[0]])
