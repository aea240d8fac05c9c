"""`handout build` for paper: sheets of cards, booklets and files for a print shop."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pytest

from generator.cli import main
from generator.diagnostics import ExitCode
from generator.model.printer import Millimetres, PrinterProfile, Side
from generator.source.files import find
from tests.support.desk import CHECKLIST, CONTENT, SAFETY, SOUND, Desk
from tests.support.printing import Miss, printed

READING = "out/stretching-card-a6.pdf"
SHEET = "out/stretching-card-a6-sheet.pdf"
A4 = [595.276, 841.89]
CARD = ("build", "content/stretching.yaml", "-l", "card-a6")
SHEETS = (*CARD, "--sheet", "a4")
ROOMY = ("build", "content/stretching.yaml", "-l", "card-quarter-letter", "--sheet", "a4")
ROOMY_SHEET = "out/stretching-card-quarter-letter-sheet.pdf"


class Said(NamedTuple):
    code: int
    names: list[str]
    told: list[str]


class Terminal:
    """Runs the command in a folder with two texts about stretching."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Said:
        code = main(arguments)
        out, err = self._capsys.readouterr()
        return Said(code, out.splitlines(), err.splitlines())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk(tmp_path / "here")
    desk.write("content/stretching.yaml", SOUND)
    desk.write(
        "content/warming.yaml", SOUND.replace("slug: stretching", "slug: warming").replace("Sore calves", "Cold")
    )
    monkeypatch.chdir(tmp_path / "here")
    return desk


@pytest.fixture
def handout(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture
def printers(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A config folder of the test's own."""
    for name in ("XDG_CONFIG_HOME", "HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "config"))
    from generator.calibration import profiles

    folder = Path(profiles.folder())
    if tmp_path not in folder.parents:
        pytest.skip(f"the config folder of {sys.platform} cannot be moved")
    return folder


def sizes(path: str) -> list[list[float]]:
    """Width and height of each page in points."""
    with pikepdf.open(path) as pdf:
        return [[float(side) for side in page.mediabox[2:]] for page in pdf.pages]


def preferences(path: str) -> dict[str, Any]:
    with pikepdf.open(path) as pdf:
        return {str(key): str(value) for key, value in pdf.Root.ViewerPreferences.items()}


def has_fields(path: str) -> bool:
    with pikepdf.open(path) as pdf:
        return "/AcroForm" in pdf.Root


def text(path: str) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(Path(path).read_bytes()) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def ink(path: str, page: int) -> tuple[float, float]:
    """Where the ink of a page begins, in millimetres from the left and from the top."""
    dpi = 300
    image = printed(Path(path).read_bytes(), page, Miss(), dpi)
    box = image.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box
    return box[0] * 25.4 / dpi, box[1] * 25.4 / dpi


def written() -> list[str]:
    return sorted(str(path) for path in Path("out").iterdir()) if Path("out").is_dir() else []


def one_error(said: Said) -> str:
    """The sentence of a usage error, with which a run ends that has written nothing."""
    assert said.code == ExitCode.USAGE
    assert said.names == []
    assert written() == []
    errors = [line for line in said.told if line.startswith("Error: ")]
    assert len(errors) == 1
    return errors[0].removeprefix("Error: ")


class TestSheets:
    def test_stand_beside_the_reading_copy(self, handout: Terminal) -> None:
        said = handout(*SHEETS)
        assert said.code == ExitCode.OK
        assert said.names == [READING, SHEET]
        assert written() == sorted(said.names)
        assert sizes(SHEET) == [pytest.approx(A4, abs=0.1)] * 2
        assert has_fields(READING)
        assert not has_fields(SHEET)

    def test_the_reading_copy_is_the_same_with_and_without(self, handout: Terminal) -> None:
        handout(*CARD)
        alone = Path(READING).read_bytes()
        handout(*SHEETS)
        assert Path(READING).read_bytes() == alone

    def test_two_runs_write_the_same_bytes(self, handout: Terminal) -> None:
        handout(*SHEETS)
        first = Path(SHEET).read_bytes()
        handout(*SHEETS)
        assert Path(SHEET).read_bytes() == first

    @pytest.mark.parametrize("paper", ["a4", "letter", "A4", "Letter"])
    @pytest.mark.parametrize("layout", ["card-a6", "card-a7", "card-3x5", "card-quarter-letter", "card-wallet"])
    def test_every_card_has_one_on_every_paper(self, handout: Terminal, layout: str, paper: str) -> None:
        said = handout("build", "content/stretching.yaml", "-l", layout, "--sheet", paper)
        assert said.code == ExitCode.OK
        assert said.names[1] == f"out/stretching-{layout}-sheet.pdf"
        wide = {"a4": 210 / 25.4 * 72, "letter": 612}[paper.lower()]
        assert [size[0] for size in sizes(said.names[1])] == [pytest.approx(wide, abs=0.1)] * 2

    def test_are_full_for_one_content(self, handout: Terminal) -> None:
        handout(*SHEETS)
        assert text(SHEET)[0].count("Sore calves?") >= 4

    def test_copies(self, handout: Terminal) -> None:
        said = handout(*SHEETS, "--copies", "5")
        assert len(sizes(SHEET)) == 4
        assert "2 sheets, 5 cards." in said.told

    def test_each_content_has_its_own(self, handout: Terminal) -> None:
        said = handout("build", "-l", "card-a6", "--sheet", "a4")
        assert [Path(name).name for name in said.names] == [
            "stretching-card-a6.pdf", "warming-card-a6.pdf", "stretching-card-a6-sheet.pdf", "warming-card-a6-sheet.pdf"
        ]  # fmt: skip

    def test_together_in_the_order_of_the_command(self, handout: Terminal) -> None:
        contents = ("content/warming.yaml", "content/stretching.yaml")
        said = handout("build", *contents, "-l", "card-a6", "--sheet", "a4", "--together", "--copies", "2")
        assert said.names[2:] == ["out/cards-card-a6-sheet.pdf"]
        front, _ = text(said.names[2])
        assert front.count("Sore calves?") >= 2
        assert front.index("Cold?") < front.index("Sore calves?")

    def test_together_one_of_each_if_nothing_else_is_said(self, handout: Terminal) -> None:
        said = handout("build", "-l", "card-a6", "--sheet", "a4", "--together")
        assert "1 sheet, 2 cards." in said.told

    def test_a_file_by_its_path(self, handout: Terminal, desk: Desk) -> None:
        desk.write("wide.yaml", WIDE)
        said = handout(*CARD, "--sheet", "wide.yaml")
        assert said.code == ExitCode.OK
        assert sizes(SHEET)[0] == [pytest.approx(420 / 25.4 * 72, abs=0.1), pytest.approx(297 / 25.4 * 72, abs=0.1)]

    def test_a_path_starts_from_the_current_folder(self, handout: Terminal, desk: Desk) -> None:
        desk.write("layouts/sheets/other.yaml", WIDE)
        desk.write("wide.yaml", WIDE)
        assert handout(*CARD, "--sheet", "./wide.yaml").code == ExitCode.OK

    def test_a_name_of_ones_own_comes_before_a_shipped_one(self, handout: Terminal, desk: Desk) -> None:
        desk.write("layouts/sheets/a4-card-a6.yaml", WIDE)
        assert handout(*CARD, "--sheet", "a4-card-a6").code == ExitCode.OK
        assert sizes(SHEET)[0][0] == pytest.approx(420 / 25.4 * 72, abs=0.1)

    def test_fold(self, handout: Terminal) -> None:
        said = handout(*SHEETS, "--fold")
        assert len(sizes(SHEET)) == 1
        assert preferences(SHEET)["/Duplex"] == "/Simplex"
        assert "Print at 100 %, on one side." in said.told
        assert "The line with a bar at both ends must be 50 mm long on the paper." in said.told
        folding = "Fold the sheet at 105.0 mm from its left edge before you cut, and open it."
        assert said.told.index(folding) < [line[:4] for line in said.told].index("  1.")

    def test_simplex(self, handout: Terminal) -> None:
        said = handout(*SHEETS, "--simplex", "--flip", "short-edge")
        assert said.names == [
            READING,
            "out/stretching-card-a6-sheet-fronts.pdf",
            "out/stretching-card-a6-sheet-backs.pdf",
        ]
        assert [len(sizes(name)) for name in said.names[1:]] == [1, 1]
        assert "Turn the sheets over on the short edge, and print the backs." in said.told
        assert len([line for line in said.told if line == "1 sheet, 4 cards."]) == 1

    @pytest.mark.parametrize(("edge", "duplex"), [("long", "/DuplexFlipLongEdge"), ("short", "/DuplexFlipShortEdge")])
    def test_flip_and_copies_for_the_dialog(self, handout: Terminal, edge: str, duplex: str) -> None:
        said = handout(*SHEETS, "--flip", f"{edge}-edge", "--print-copies", "7")
        wanted = {"/Duplex": duplex, "/NumCopies": "7", "/PrintScaling": "/None", "/PickTrayByPDFSize": "True"}
        assert {key: preferences(SHEET).get(key) for key in wanted} == wanted
        assert f"Print at 100 %, on both sides, turned over on the {edge} edge." in said.told

    def test_cards_and_leaflets_in_one_run(self, handout: Terminal) -> None:
        said = handout("build", "content/stretching.yaml", "--sheet", "a4", "--2up")
        assert [Path(name).name for name in said.names] == [
            "stretching-handout-a4.pdf", "stretching-card-a6.pdf", "stretching-card-a6-sheet.pdf",
            "stretching-handout-a4-2up.pdf",
        ]  # fmt: skip


class TestFaces:
    """A small text has a card with one face; that of a guide has two."""

    @pytest.fixture(autouse=True)
    def one_face(self, desk: Desk) -> None:
        text = CONTENT.replace(SAFETY, "")
        desk.write("content/short.yaml", text.replace("slug: stretching", "slug: short"))

    def test_without_backs_nothing_is_turned_over(self, handout: Terminal) -> None:
        said = handout("build", "content/short.yaml", "-l", "card-a6", "--sheet", "a4", "--copies", "8")
        reading, sheet = said.names
        assert [len(sizes(name)) for name in said.names] == [1, 2]
        assert preferences(sheet)["/Duplex"] == "/Simplex"  # else the second sheet would be printed on the first
        assert "Print at 100 %, on one side." in said.told
        said = handout("build", "content/short.yaml", "-l", "card-a6", "--sheet", "a4", "--simplex")
        assert said.names == [reading, sheet.replace("-sheet", "-sheet-fronts")]

    def test_beside_cards_with_backs_every_sheet_has_one(self, handout: Terminal) -> None:
        """The first sheet has one free place, which is the last card's: no front is printed behind it."""
        contents = ("content/stretching.yaml", "content/short.yaml")
        options = ("--together", "--copies", "2", "--start-at", "4")
        said = handout("build", *contents, "-l", "card-a6", "--sheet", "a4", *options)
        pages = [page.strip() for page in text(said.names[-1])]
        assert [bool(page) for page in pages] == [True, False, True, True]
        assert preferences(said.names[-1])["/Duplex"] == "/DuplexFlipLongEdge"


WIDE = """\
about: Two A6 cards, far apart on a wide sheet.
paper: [420 mm, 297 mm]
card: [105 mm, 148.5 mm]
cells: [{at: [40 mm, 40 mm]}, {at: [200 mm, 40 mm], turn: 90}]
"""


class TestMessages:
    def test_people_are_told_how_to_print_and_to_cut(self, handout: Terminal) -> None:
        assert handout(*SHEETS).told[2:] == [
            "Print at 100 %, on both sides, turned over on the long edge.",
            "The cross in the middle must be 50 mm long on the paper.",
            "1 sheet, 4 cards.",
            "Lay it front up, top edge away from you, and cut:",
            "  1. across,  148.5 mm from the top edge, by its marks",
            "  2. down,    105.0 mm from the left edge, by its marks, 2 pieces",
        ]

    def test_stock_has_no_ruler_and_no_cuts(self, handout: Terminal) -> None:
        said = handout("build", "content/stretching.yaml", "-l", "card-3x5", "--sheet", "avery-5388")
        assert "Print it on plain paper first, and hold that against the stock." in said.told
        assert "There is nothing to cut." in said.told
        assert not [line for line in said.told if "ruler" in line]

    def test_a_folded_card_says_where(self, handout: Terminal) -> None:
        said = handout("build", "content/stretching.yaml", "-l", "card-wallet", "--sheet", "letter")
        assert "The ruler must be 50 mm long on the paper." in said.told
        assert "Fold the sheet at 107.9 mm from its left edge before you cut, and open it." in said.told

    def test_every_line_fits_a_terminal(self, handout: Terminal) -> None:
        told: list[str] = []
        for options in (("--simplex", "--copies", "9"), ("--fold",), ("--start-at", "3")):
            told += handout(*SHEETS, *options).told
        assert len(told) > 20
        assert [line for line in told if len(line) > 80] == []

    def test_a_part_used_sheet_is_shown(self, handout: Terminal) -> None:
        said = handout(*SHEETS, "--start-at", "3")
        assert said.told[2:4] == ["  [  x] [  x]", "  [  3] [  4]"]
        assert "1 sheet, 2 cards." in said.told
        assert text(SHEET)[0].count("Sore calves?") >= 2
        assert ink(SHEET, 0)[1] < 20  # the crop mark
        assert ink(SHEET, 1)[1] > 148  # a back, behind the lower cards

    def test_programs_read_one_object_a_line(self, handout: Terminal) -> None:
        said = handout(*SHEETS, "--simplex", "--format", "json")
        (plan,) = map(json.loads, said.told)
        assert plan["file"] == said.names[-1]
        assert plan["cutting-plan"]["cards"] == 4
        assert [cut["from-paper-edge"] for cut in plan["cutting-plan"]["cuts"]] == [148.5, 105.0]

    @pytest.mark.parametrize(
        "options", [("-q",), ("-q", "--format", "json"), ("--format", "short"), ("--format", "github")]
    )
    def test_nothing_is_said_otherwise(self, handout: Terminal, options: tuple[str, ...]) -> None:
        said = handout(*SHEETS, "--start-at", "2", *options)
        assert (said.code, said.names, said.told) == (ExitCode.OK, [READING, SHEET], [])

    def test_a_sheet_without_room_for_a_ruler_says_so(self, handout: Terminal, desk: Desk) -> None:
        """One card fills the paper: there is nothing to cut, and nothing to measure."""
        grid = "grid: {columns: 1, rows: 1, at: [0 mm, 0 mm], pitch: [0 mm, 0 mm]}\n"
        desk.write("full.yaml", f"paper: [105 mm, 148.5 mm]\ncard: [105 mm, 148.5 mm]\nmargin: 3 mm\n{grid}")
        said = handout(*CARD, "--sheet", "full.yaml")
        assert "This sheet has no room for a ruler: measure a card." in said.told
        assert not [line for line in said.told if "50 mm" in line]


class TestLayouts:
    def test_name_their_sheet(self, handout: Terminal, desk: Desk) -> None:
        desk.write("layouts/club.yaml", "extends: card-a6\nabout: Ours.\nsheet: letter\n")
        said = handout("build", "content/stretching.yaml", "-l", "club")
        assert said.names == ["out/stretching-club.pdf", "out/stretching-club-sheet.pdf"]
        assert sizes(said.names[1])[0][0] == 612

    def test_give_way_to_the_command_line(self, handout: Terminal, desk: Desk) -> None:
        desk.write("layouts/club.yaml", "extends: card-a6\nabout: Ours.\nsheet: letter\n")
        said = handout("build", "content/stretching.yaml", "-l", "club", "--sheet", "a4")
        assert sizes(said.names[1])[0] == pytest.approx(A4, abs=0.1)

    def test_allow_the_options_of_sheets(self, handout: Terminal, desk: Desk) -> None:
        desk.write("layouts/club.yaml", "extends: card-a6\nabout: Ours.\nsheet: a4\n")
        said = handout("build", "content/stretching.yaml", "-l", "club", "--copies", "1")
        assert "1 sheet, 1 card." in said.told

    def test_start_paths_from_their_own_folder(self, handout: Terminal, desk: Desk) -> None:
        desk.write("looks/club.yaml", "extends: card-a6\nabout: Ours.\nsheet: paper/wide.yaml\n")
        desk.write("looks/paper/wide.yaml", WIDE)
        assert handout("build", "content/stretching.yaml", "-l", "looks/club.yaml").code == ExitCode.OK
        assert sizes("out/stretching-club-sheet.pdf")[0][0] == pytest.approx(420 / 25.4 * 72, abs=0.1)

    def test_that_name_no_sheet_are_shown_the_place(self, handout: Terminal, desk: Desk) -> None:
        desk.write("layouts/club.yaml", "extends: card-a6\nabout: Ours.\nsheet: avery-5398\n")
        said = handout("build", "content/stretching.yaml", "-l", "club", "--format", "json")
        assert (said.code, said.names) == (ExitCode.INPUT, ["out/stretching-club.pdf"])
        (problem,) = map(json.loads, said.told)
        assert (problem["rule"], problem["place"]["line"]) == ("unknown-name", 3)
        assert "did you mean 'avery-5388'?" in problem["message"] or "did you mean 'avery-5389'?" in problem["message"]

    @pytest.mark.parametrize("path", ["/etc/passwd", "../wide.yaml", "paper/../../wide.yaml"])
    def test_name_no_file_outside_their_folder(self, handout: Terminal, desk: Desk, path: str) -> None:
        desk.write("layouts/club.yaml", f"extends: card-a6\nabout: Ours.\nsheet: {path}\n")
        desk.write("wide.yaml", WIDE)
        said = handout("build", "content/stretching.yaml", "-l", "club", "--format", "json")
        assert (said.code, said.names) == (ExitCode.INPUT, ["out/stretching-club.pdf"])
        (problem,) = map(json.loads, said.told)
        assert (problem["rule"], problem["place"]["line"], problem["related"]) == ("unknown-name", 3, [])
        assert problem["message"] == "the sheet is outside the folder of the file that names it"

    @pytest.mark.parametrize(
        ("layout", "sheet", "rule"),
        [
            ("card-a6", "lettr", "unknown-name"),
            ("card-a6", "/etc/passwd", "unknown-name"),
            ("card-a6", "a4-card-a7", "sheet-size"),
            ("card-a6", "narrow.yaml", "sheet-margin"),
            ("card-a6", "mistaken.yaml", "wrong-type"),
        ],
    )
    def test_are_checked_with_it(self, handout: Terminal, desk: Desk, layout: str, sheet: str, rule: str) -> None:
        """`check` tells what `build` does, and writes nothing."""
        desk.write("layouts/club.yaml", f"extends: {layout}\nabout: Ours.\nsheet: {sheet}\n")
        shipped = Path(find("layouts/sheets", "a4-card-a6")).read_text(encoding="utf-8")
        desk.write("layouts/narrow.yaml", shipped + "margin: 20 mm\n")
        desk.write("layouts/mistaken.yaml", shipped.replace("columns: 2", "columns: two"))
        asked = ("content/stretching.yaml", "-l", "club", "--format", "json")
        checked, built = handout("check", *asked), handout("build", *asked)
        assert (checked.code, built.code) == (ExitCode.INPUT, ExitCode.INPUT)
        assert [json.loads(line)["rule"] for line in checked.told] == [rule]
        assert checked.told == built.told
        assert json.loads(checked.names[0])["errors"] == 1

    def test_are_sound_with_it(self, handout: Terminal, desk: Desk) -> None:
        desk.write("layouts/club.yaml", "extends: card-a6\nabout: Ours.\nsheet: a4\n")
        said = handout("check", "content/stretching.yaml", "-l", "club", "--strict")
        assert (said.code, said.told) == (ExitCode.OK, [])
        assert not Path("out").exists()


class TestMistakes:
    @pytest.mark.parametrize(
        ("options", "sentence"),
        [
            (("--sheet", "a4-card-a66"), "did you mean 'a4-card-a6'?"),
            (("--sheet", "a5"), "or a4 and letter, the sheet of the card's size"),
            (("--sheet", "./nosuch.yaml"), "there is no file './nosuch.yaml'"),
            (("--sheet", "a4", "--start-at", "5"), "--start-at 5: the sheet has 4 places"),
            (("--sheet", "a4", "--start-at", "0"), "'0' is not a whole number from 1 to 1000"),
            (("--sheet", "a4", "--copies", "many"), "'many' is not a whole number from 1 to 100000"),
            (("--sheet", "a4", "--fold", "--simplex"), "ask for one of them"),
            (("--sheet", "a4", "--fold", "--flip", "long-edge"), "leave out --flip"),
            (("--sheet", "letter", "--fold"), "upright cards that touch side by side"),
            (("--sheet", "a4", "--printer", "nobody"), "there is no printer 'nobody'"),
            (("--sheet", "a4", "--for", "print-shop"), "a print shop makes its own sheets"),
            (("--copies", "5"), "--copies is for cards on sheets"),
            (("--together",), "--together is for cards on sheets"),
            (("--print-copies", "5"), "--print-copies is for cards on sheets"),
            (("--booklet",), "--booklet is for leaflets, and none is built here"),
            (("--2up",), "--2up is for leaflets, and none is built here"),
        ],
        ids=" ".join,
    )
    def test_in_the_command_leave_nothing_half_done(
        self, handout: Terminal, options: tuple[str, ...], sentence: str
    ) -> None:
        assert sentence in one_error(handout(*CARD, *options))

    def test_a_sheet_for_a_leaflet(self, handout: Terminal) -> None:
        said = handout("build", "content/stretching.yaml", "-l", "handout-a4", "--sheet", "a4")
        assert "--sheet is for cards" in one_error(said)

    def test_a_card_that_is_folded_already(self, handout: Terminal) -> None:
        said = handout("build", "content/stretching.yaml", "-l", "card-wallet", "--sheet", "a4", "--fold")
        assert one_error(said) == "--fold is not for card-wallet, which is folded already"

    def test_a_size_that_no_sheet_is_cut_into(self, handout: Terminal, desk: Desk) -> None:
        desk.write("layouts/own.yaml", "extends: card-a6\nabout: Own.\npage: {paper: [110 mm, 150 mm]}\n")
        said = handout("build", "content/stretching.yaml", "-l", "own", "--sheet", "letter")
        assert one_error(said).startswith("no shipped sheet of Letter is cut into cards of 110 x 150 mm")

    def test_two_prints_of_one_name(self, handout: Terminal, desk: Desk) -> None:
        desk.write("layouts/card-a6-sheet.yaml", "extends: card-a6\nabout: Unluckily named.\n")
        said = handout(*SHEETS, "-l", "card-a6-sheet")
        assert "two files would both be written to stretching-card-a6-sheet.pdf" in one_error(said)

    def test_a_card_with_errors_has_no_sheet_and_loses_none(self, handout: Terminal, desk: Desk) -> None:
        handout(*SHEETS)
        former = Path(SHEET).read_bytes()
        desk.write("content/stretching.yaml", SOUND.replace("title: Sore calves?", "titel: Sore calves?"))
        said = handout("build", "-l", "card-a6", "--sheet", "a4", "--format", "short")
        assert said.code == ExitCode.INPUT
        assert said.names == ["out/warming-card-a6.pdf", "out/warming-card-a6-sheet.pdf"]
        assert Path(SHEET).read_bytes() == former

    def test_a_card_with_errors_is_no_mistake_of_the_command(self, handout: Terminal, desk: Desk) -> None:
        desk.write("content/stretching.yaml", SOUND.replace("slug: stretching\n", ""))
        said = handout(*SHEETS, "--format", "short")
        assert (said.code, said.names) == (ExitCode.INPUT, [])
        assert not [line for line in said.told if line.startswith("Error")]

    def test_a_card_with_warnings_has_no_sheet_under_strict(self, handout: Terminal, desk: Desk) -> None:
        desk.write("content/stretching.yaml", CONTENT)
        said = handout("build", "-l", "card-a6", "--sheet", "a4", "--strict", "-q")
        assert said.code == ExitCode.WARNINGS
        assert said.names == ["out/warming-card-a6.pdf", "out/warming-card-a6-sheet.pdf"]

    @pytest.mark.parametrize(
        ("form", "start"),
        [("human", "error[sheet-size]"), ("short", ""), ("json", "{"), ("github", "::error")],
    )
    def test_a_card_that_does_not_fit_is_told_once_in_the_form_asked_for(
        self, handout: Terminal, form: str, start: str
    ) -> None:
        said = handout(*CARD, "--sheet", "a4-card-a7", "--format", form, "-q")
        assert (said.code, said.names) == (ExitCode.INPUT, [READING])
        shown = [line for line in said.told if "sheet-size" in line]
        assert len(shown) == 1
        assert shown[0].startswith(start)

    def test_a_card_that_does_not_fit_is_shown_sheets_that_take_it(self, handout: Terminal) -> None:
        said = handout(*CARD, "--sheet", "a4-card-a7")
        assert [line.strip() for line in said.told if "hint" in line] == [
            "= hint: Sheets that take it: a4-card-a6, letter-card-a6."
        ]

    def test_the_others_are_printed_all_the_same(self, handout: Terminal) -> None:
        said = handout(*CARD, "-l", "card-a7", "--sheet", "a4-card-a7", "-q")
        assert said.code == ExitCode.INPUT
        assert [Path(name).name for name in said.names] == [
            "stretching-card-a6.pdf", "stretching-card-a7.pdf", "stretching-card-a7-sheet.pdf"
        ]  # fmt: skip

    def test_a_sheet_file_with_mistakes(self, handout: Terminal, desk: Desk) -> None:
        desk.write("bad.yaml", WIDE.replace("[200 mm, 40 mm]", "[400 mm, 40 mm]"))
        said = handout(*CARD, "--sheet", "bad.yaml", "--format", "short")
        assert (said.code, said.names) == (ExitCode.INPUT, [READING])
        assert [line for line in said.told if line.startswith("bad.yaml:4:") and "leaves the paper" in line]


class TestPrinters:
    def store(self, name: str, front: Iterable[float], back: Iterable[float]) -> None:
        from generator.calibration import profiles

        sides = [Side(*(Millimetres(by) for by in moved)) for moved in (front, back)]
        profiles.store(name, PrinterProfile("A4", *sides))

    @pytest.mark.usefixtures("printers")
    def test_move_each_side(self, handout: Terminal) -> None:
        self.store("office", (2, 0), (-1, 3))
        handout(*ROOMY)
        before = [ink(ROOMY_SHEET, page) for page in (0, 1)]
        said = handout(*ROOMY, "--printer", "office", "--format", "short")
        assert (said.code, said.told) == (ExitCode.OK, [])
        after = [ink(ROOMY_SHEET, page) for page in (0, 1)]
        moved = [(now[0] - then[0], now[1] - then[1]) for now, then in zip(after, before, strict=True)]
        assert moved == [pytest.approx((2, 0), abs=0.1), pytest.approx((-1, 3), abs=0.1)]

    @pytest.mark.usefixtures("printers")
    @pytest.mark.parametrize(
        ("front", "back", "told"), [((2, 0), (0, 0), [2]), ((0, 0), (2, 0), [2]), ((1.5, 0), (2, 0), [1.5, 2])]
    )
    def test_a_correction_that_goes_to_the_edge_is_a_warning(
        self, front: tuple[float, float], back: tuple[float, float], told: list[float], handout: Terminal
    ) -> None:
        """Cards that fill the paper would hardly have a printer that could be put right. Each side has its own."""
        self.store("office", front, back)
        said = handout(*SHEETS, "--printer", "office", "--format", "json")
        assert (said.code, said.names) == (ExitCode.OK, [READING, SHEET])
        problems = [problem for problem in map(json.loads, said.told) if "rule" in problem]
        assert [(problem["rule"], problem["hint"].partition(" does that")[0]) for problem in problems] == [
            ("sheet-moved", f"The printer's correction of {by:.1f} mm") for by in told
        ]
        said = handout(*SHEETS, "--printer", "office", "--format", "short", "--strict")
        assert (said.code, said.names) == (ExitCode.WARNINGS, [READING])

    @pytest.mark.usefixtures("printers")
    def test_move_backs_of_their_own_file_like_fronts(self, handout: Terminal) -> None:
        self.store("office", (2, 0), (-1, 3))
        backs = ROOMY_SHEET.replace("sheet", "sheet-backs")
        handout(*ROOMY, "--simplex")
        x, y = ink(backs, 0)
        handout(*ROOMY, "--simplex", "--printer", "office")
        assert ink(backs, 0) == pytest.approx((x + 2, y), abs=0.1)

    @pytest.mark.usefixtures("printers")
    def test_hold_for_their_paper_and_their_edge(self, handout: Terminal) -> None:
        self.store("office", (0, 0), (1, 0))
        letter = handout(*CARD, "--sheet", "letter", "--printer", "office")
        assert one_error(letter) == "printer 'office' was measured on A4, and the sheet is Letter"
        short = handout(*SHEETS, "--printer", "office", "--flip", "short-edge")
        assert one_error(short) == "printer 'office' was measured with sheets turned over on the long edge"

    @pytest.mark.usefixtures("printers")
    def test_hold_for_sheets_that_are_turned_by_hand_on_any_edge(self, handout: Terminal) -> None:
        self.store("office", (2, 0), (-1, 3))
        backs = ROOMY_SHEET.replace("sheet", "sheet-backs")
        handout(*ROOMY, "--simplex", "--flip", "short-edge")
        x, y = ink(backs, 0)
        assert handout(*ROOMY, "--simplex", "--flip", "short-edge", "--printer", "office").code == ExitCode.OK
        assert ink(backs, 0) == pytest.approx((x + 2, y), abs=0.1)


class TestLeaflets:
    LONG = "".join(
        f"  - id: part-{number}\n    role: act\n    title: Part {number}\n    blocks:\n"
        f"      - paragraph: {'Lean on a wall and push one heel down. ' * 60}\n"
        for number in range(6)
    )
    FREE = """\
extends: handout-a4
about: As long as it takes.
page: {pages: null}
place: [banner, message, {sections: rest}, colophon]
"""

    def long(self, desk: Desk) -> None:
        desk.write("content/stretching.yaml", SOUND.replace(CHECKLIST, self.LONG + CHECKLIST))
        desk.write("layouts/free.yaml", self.FREE)

    def test_booklet_and_two_up(self, handout: Terminal, desk: Desk) -> None:
        self.long(desk)
        said = handout("build", "content/stretching.yaml", "-l", "free", "--booklet", "--2up", "--format", "short")
        names = [f"out/stretching-free{part}.pdf" for part in ("", "-booklet", "-2up")]
        assert (said.code, said.names) == (ExitCode.OK, names)
        pages = len(sizes(names[0]))
        assert pages >= 4
        assert len(sizes(names[1])) == -(-pages // 4) * 2
        assert len(sizes(names[2])) == -(-pages // 2)
        for name in names[1:]:
            assert sizes(name)[0] == pytest.approx([2 * A4[0], A4[1]], abs=0.1)
            assert preferences(name)["/Duplex"] == "/DuplexFlipShortEdge"

    def test_the_paper_is_named(self, handout: Terminal, desk: Desk) -> None:
        self.long(desk)
        desk.write("layouts/small.yaml", "extends: free\nabout: Small.\npage: {paper: A5, depth: 34 line}\n")
        desk.write("layouts/wide.yaml", "extends: free\nabout: American.\npage: {paper: Letter, depth: 50 line}\n")
        for layout, paper in (("free", "A3"), ("small", "A4"), ("wide", "Tabloid")):
            said = handout("build", "content/stretching.yaml", "-l", layout, "--booklet", "--2up")
            assert said.code == ExitCode.OK
            for kind in ("booklet", "2up"):
                name = f"out/stretching-{layout}-{kind}.pdf"
                (line,) = [line for line in said.told if line.startswith(f"{name}: ")]
                assert line.startswith(f"{name}: {len(sizes(name))} sides of {paper}, ")
            told = f"Print at 100 % on {paper}, on both sides, turned over on the short edge."
            assert said.told.count(told) == 2

    def test_one_side_is_not_turned_over(self, handout: Terminal) -> None:
        said = handout("build", "content/stretching.yaml", "-l", "handout-a4", "--2up")
        assert preferences(said.names[1])["/Duplex"] == "/Simplex"
        assert [line for line in said.told if "1 side of A3" in line]
        assert said.told[-1] == "Print at 100 % on A3, on one side."

    def test_a_booklet_of_two_pages(self, handout: Terminal) -> None:
        said = handout(
            "build", "content/stretching.yaml", "-l", "handout-a4", "--booklet", "--2up", "--format", "short"
        )
        assert said.code == ExitCode.INPUT
        assert said.names == ["out/stretching-handout-a4.pdf", "out/stretching-handout-a4-2up.pdf"]
        assert [line for line in said.told if "booklet-pages" in line]

    @pytest.mark.parametrize("layout", ["card-a6", "handout-a4"])
    def test_for_a_print_shop(self, handout: Terminal, layout: str) -> None:
        said = handout("build", "content/stretching.yaml", "-l", layout, "--for", "print-shop")
        copy, shop = said.names
        assert shop == f"out/stretching-{layout}-print-shop.pdf"
        bleed = 6 / 25.4 * 72
        grown = [[width + bleed, height + bleed] for width, height in sizes(copy)]
        assert [pytest.approx(size, abs=0.1) for size in grown] == sizes(shop)
        assert [line for line in said.told if line.startswith("trim ")]

    def test_preflight_for_programs(self, handout: Terminal) -> None:
        said = handout(*CARD, "--for", "print-shop", "--format", "json")
        (found,) = map(json.loads, said.told)
        assert found["file"] == said.names[-1]
        assert found["preflight"]["faces"] == 2
        assert found["preflight"]["trim"] == [105.0, 148.5]


def test_handouts_are_turned_over_on_the_long_edge(handout: Terminal) -> None:
    layouts = ("handout-a4", "handout-letter", "ledger-a4")
    said = handout("build", "content/stretching.yaml", *(f"--layout={name}" for name in layouts))
    assert len(said.names) == len(layouts)
    assert {preferences(name)["/Duplex"] for name in said.names} == {"/DuplexFlipLongEdge"}


def test_the_help_is_short_and_in_sections(handout: Terminal) -> None:
    said = handout("build", "--help")
    titles = [line for line in said.names if line.endswith(":") and not line.startswith(" ")]
    assert titles == ["Options:", "Cards on sheets:", "Other prints:"]
    below = said.names[said.names.index("Cards on sheets:") + 1 :]
    assert len([line for line in below if line.startswith("  --")]) == 12
    assert [line for line in below if line.startswith("    ")] == []  # each in one line
