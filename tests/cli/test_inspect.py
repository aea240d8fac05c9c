"""`handout inspect`: a report that fits a terminal, the same as JSON, and an exit code for what is in the way."""

from __future__ import annotations

import hashlib
import io
import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from generator import __version__
from generator.cli import main
from generator.diagnostics import ExitCode
from generator.model.printer import Millimetres, PrinterProfile, Side
from tests.support.desk import CHECKLIST, CLUB, CONTENT, SOUND
from tests.support.golden import shipped
from tests.support.pictures import encoded, quarters
from tests.support.roundtrip import fields
from tests.support.wording import ROOT


class Terminal:
    """Runs `handout inspect` in a folder."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd

    def __call__(self, *arguments: str, code: ExitCode = ExitCode.OK) -> str:
        """What it says: on stdout, or on stderr where it fails."""
        self._capfd.readouterr()
        assert main(["inspect", *arguments]) == code
        out, err = self._capfd.readouterr()
        assert (err if code is ExitCode.OK else out) == ""
        return out + err

    def json(self, *arguments: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self("--json", *arguments))
        return found


@pytest.fixture(scope="module")
def boxes() -> int:
    """How many boxes the card has to tick."""
    count = len(fields(shipped("sore-back", "card-a6").data or b""))
    assert count > 5
    return count


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Terminal:
    monkeypatch.chdir(tmp_path)
    Path("card.pdf").write_bytes(shipped("sore-back", "card-a6").data or b"")
    return Terminal(capfd)


def test_a_card_of_ours(terminal: Terminal, boxes: int) -> None:
    said = terminal("card.pdf")
    digest = hashlib.sha256((ROOT / "content/sore-back.yaml").read_bytes()).hexdigest()
    for line in (
        "claims      PDF/UA-1, PDF/A-2a",
        "pages       pages 1 and 2: 105 x 148.5 mm (A6)",
        f"fields      {boxes} tick boxes",
        f"made by     handout {__version__}, dated 20",
        "edition     20",
        f"content     sore-back  {digest[:12]}  the same as the shipped file",
        "Builds it again:\n  handout build sore-back -l card-a6\n",
    ):
        assert line in said
    assert max(map(len, said.splitlines())) <= 80
    assert all(line == line.rstrip() for line in said.splitlines())


def test_fields_are_named_on_demand(terminal: Terminal, boxes: int) -> None:
    plain, named = terminal("card.pdf"), terminal("card.pdf", "--fields")
    assert len(named.splitlines()) >= len(plain.splitlines()) + boxes


def test_a_changed_file_is_told(terminal: Terminal) -> None:
    Path("content").mkdir()
    text, club = Path("content/text.yaml"), Path("club.yaml")
    text.write_text(CONTENT)
    club.write_text(CLUB)
    settings = ["--set", "title=Hips & calves"]
    assert main(["build", "-l", "card-a6", "--club", "club.yaml", *settings, "-q"]) == ExitCode.OK
    file = "out/stretching-card-a6.pdf"
    said = terminal(file)
    assert "the same as content/text.yaml" in said
    assert "settings    title=Hips & calves" in said
    assert "  handout build content/text.yaml -l card-a6 --club ./club.yaml --set 'title=Hips & calves'\n" in said
    text.write_text(CONTENT + "# later\n")
    said = terminal(file)
    assert "content/text.yaml has changed since" in said
    assert "Builds it again, but what has changed may show:\n" in said
    club.unlink()
    said = terminal(file)
    assert "not here\n" in said
    assert "handout build" not in said
    states = {one["kind"]: (one["name"], one["here"], one["path"]) for one in terminal.json(file)["made_from"]["files"]}
    assert states["content"] == ("text", "changed", "content/text.yaml")
    assert states["club"] == ("club", "missing", None)


TEXT = SOUND.replace("slug: stretching", "slug: cold").replace("Sore calves", "Cold")
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
SHEET = """\
about: Two A6 cards, far apart on a wide sheet.
paper: [420 mm, 297 mm]
card: [105 mm, 148.5 mm]
cells: [{at: [40 mm, 40 mm]}, {at: [200 mm, 40 mm], turn: 90}]
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "name", "words"),
    [
        ("-l card-a6", "stretching-card-a6", ""),
        ("-l card-a6 --sheet a4", "stretching-card-a6-sheet", "--sheet a4-card-a6 --copies 4"),
        ("-l card-a6 --sheet a4 --fold", "stretching-card-a6-sheet", "--sheet a4-card-a6 --copies 2 --fold"),
        (
            "-l card-a6 --sheet a4 --copies 5 --start-at 3 --flip short-edge --print-copies 7",
            "stretching-card-a6-sheet",
            "--sheet a4-card-a6 --copies 5 --start-at 3 --flip short-edge --print-copies 7",
        ),
        (
            "-l card-a6 --sheet letter --simplex",
            "stretching-card-a6-sheet-backs",
            "--sheet letter-card-a6 --copies 2 --simplex",
        ),
        ("-l card-a6 --sheet wide", "stretching-card-a6-sheet", "--sheet layouts/sheets/wide.yaml --copies 2"),
        ("-l own", "stretching-own-sheet", "--sheet layouts/sheets/wide.yaml --copies 2"),
        ("-l card-3x5 --sheet avery-5388", "stretching-card-3x5-sheet", "--sheet avery-5388 --copies 3"),
        (
            "content/cold.yaml -l card-a6 --sheet a4 --together --copies 3",
            "cards-card-a6-sheet",
            "--sheet a4-card-a6 --copies 3 --together",
        ),
        ("-l handout-a4 --2up", "stretching-handout-a4-2up", "--2up"),
        ("-l free --booklet", "stretching-free-booklet", "--booklet"),
        ("-l handout-a4 --for print-shop", "stretching-handout-a4-print-shop", "--for print-shop"),
        ("-l card-a6 --for print-shop", "stretching-card-a6-print-shop", "--for print-shop"),
    ],
)
@pytest.mark.parametrize("club", ["", "--club club.yaml --set 'title=Hips & calves'"])
def test_the_command_makes_the_same_bytes_again(
    terminal: Terminal, options: str, name: str, words: str, club: str
) -> None:
    long = SOUND.replace(CHECKLIST, LONG + CHECKLIST) if "free" in options else SOUND
    files = {"content/stretching.yaml": long, "content/cold.yaml": TEXT, "layouts/free.yaml": FREE, "club.yaml": CLUB}
    files |= {"layouts/sheets/wide.yaml": SHEET, "layouts/own.yaml": "extends: card-a6\nabout: Own.\nsheet: wide\n"}
    for path, text in files.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text)
    club = club or "--club none"
    assert main(["build", "content/stretching.yaml", *shlex.split(f"{options} {club}"), "-q"]) == ExitCode.OK
    file = Path(f"out/{name}.pdf")
    data = file.read_bytes()
    made = terminal.json(str(file))["made_from"]
    assert made["command"].endswith(f" {words}".rstrip())
    assert {one["here"] for one in made["files"]} == {"same"}
    assert f"Builds it again:\n  {made['command']}\n" in terminal(str(file))
    file.unlink()
    assert main([*shlex.split(made["command"])[1:], "-q"]) == ExitCode.OK
    assert file.read_bytes() == data


def test_sheets_of_several_contents_name_them_all(terminal: Terminal) -> None:
    assert main(["build", "sore-back", "race-day", "-l", "card-a6", "--sheet", "a4", "--together", "-q"]) == ExitCode.OK
    said = terminal("out/cards-card-a6-sheet.pdf")
    assert "  print       --sheet a4-card-a6 --copies 1 --together\n" in said
    assert "  handout build sore-back race-day -l card-a6 --sheet a4-card-a6 --copies 1 --together\n" in said
    assert said.count("  content     ") == 2
    assert "  sheet       a4-card-a6  " in said


def test_a_sheet_file_is_compared_as_well(terminal: Terminal) -> None:
    Path("wide.yaml").write_text(SHEET)
    assert main(["build", "sore-back", "-l", "card-a6", "--sheet", "wide.yaml", "-q"]) == ExitCode.OK
    file = "out/sore-back-card-a6-sheet.pdf"
    assert "the same as ./wide.yaml" in terminal(file)
    Path("wide.yaml").write_text(SHEET.replace("200 mm", "201 mm"))
    said = terminal(file)
    assert "./wide.yaml has changed since" in said
    assert "Builds it again, but what has changed may show:\n" in said
    Path("wide.yaml").unlink()
    assert "handout build" not in terminal(file)


def test_a_printer_that_was_measured_is_named(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.calibration import profiles

    monkeypatch.setattr(profiles, "folder", lambda: str(tmp_path / "printers"))
    profiles.store("office", PrinterProfile("A4", *[Side(Millimetres(1), Millimetres(0))] * 2))
    options = ["-l", "card-quarter-letter", "--sheet", "a4", "--printer", "office"]
    assert main(["build", "sore-back", *options, "-q"]) == ExitCode.OK
    said = terminal("out/sore-back-card-quarter-letter-sheet.pdf")
    assert " --printer office\n" in said
    assert "Builds it again, but another measurement of the printer may show:\n" in said


def test_pictures_and_logos_are_found_where_they_are_named(terminal: Terminal) -> None:
    content = SOUND.replace("blocks:\n", "blocks:\n      - figure: {picture: one.png, alt: Four squares.}\n", 1)
    for path, data in (
        ("content/text.yaml", content.encode()),
        ("content/one.png", encoded(quarters())),
        ("logo.png", encoded(quarters())[::1]),
        ("club.yaml", f"{CLUB}logo: logo.png\n".encode()),
    ):
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_bytes(data)
    assert main(["build", "-l", "handout-a4", "-q"]) == ExitCode.OK
    file = "out/stretching-handout-a4.pdf"

    def states() -> dict[str, tuple[str, str | None]]:
        files = terminal.json(file)["made_from"]["files"]
        return {one["kind"]: (one["here"], one["path"]) for one in files if one["kind"] in ("picture", "logo")}

    assert states() == {"picture": ("same", "content/one.png"), "logo": ("same", "logo.png")}
    assert "the same as logo.png\n" in terminal(file)
    Path("logo.png").write_bytes(encoded(quarters().rotate(90)))
    assert states() == {"picture": ("same", "content/one.png"), "logo": ("changed", "logo.png")}
    assert "Builds it again, but what has changed may show:\n" in terminal(file)
    Path("content/one.png").unlink()
    assert states()["picture"] == ("missing", None)


def test_another_version_of_the_program_is_told(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.version.__version__", "99")
    assert "Builds it again, but another version of handout may show:\n" in terminal("card.pdf")


def test_json_has_everything_under_keys_that_stay(terminal: Terminal, boxes: int) -> None:
    found = terminal.json("card.pdf")
    assert list(found) == [
        *("file", "bytes", "pdf_version", "title", "author", "producer", "created", "claims", "language", "languages"),
        *("pages", "fonts", "words", "tagged", "elements", "links", "fields", "unread", "made_from"),
    ]
    page = found["pages"][0]
    assert (page["width_mm"], page["height_mm"], page["paper"]) == (105, 148.5, "A6")
    assert page["boxes_pt"]["MediaBox"] == [0, 0, page["width_pt"], page["height_pt"]]
    assert page["width_pt"] == pytest.approx(105 / 25.4 * 72, abs=0.001)
    made = found["made_from"]
    assert list(made) == ["edition", "print", "settings", "files", "command"]
    assert made["command"] == "handout build sore-back -l card-a6"
    assert [file["name"] for file in made["files"]] == ["sore-back", "en-GB", "card-a6", "base"]
    assert {len(file["sha256"]) for file in made["files"]} == {64}
    assert {file["here"] for file in made["files"]} == {"same"}
    assert [set(field) for field in found["fields"]] == [{"name", "kind", "label", "value"}] * boxes


def test_a_pdf_of_another_program(terminal: Terminal) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setTitle("A flyer\x1b[31m\u202e")
    canvas.setCropBox((0, 0, 400, 400))
    canvas.drawString(50, 500, "Come and run with us!")
    canvas.save()
    Path("flyer.pdf").write_bytes(out.getvalue())
    said = terminal("flyer.pdf")
    assert "title       A flyer<U+001B>[31m<U+202E>\n" in said
    assert "claims      no standard\n" in said
    assert "page 1: 209.9 x 297 mm (A4), CropBox 141.1 x 141.1 mm\n" in said
    assert "Helvetica (not embedded)\n" in said
    assert "words       5\n" in said
    assert "not tagged\n" in said
    assert "Not made by handout" in said
    assert terminal.json("flyer.pdf")["made_from"] is None


def test_what_is_in_the_way_has_a_line_and_an_exit_code(terminal: Terminal) -> None:
    Path("empty.pdf").touch()
    Path("part.pdf").write_bytes(Path("card.pdf").read_bytes()[:9000])
    Path("text.pdf").write_text(CONTENT)
    for file, code, reason in (
        ("none.pdf", ExitCode.USAGE, "Error: there is no file 'none.pdf'"),
        (".", ExitCode.ENVIRONMENT, "Error: cannot read '.': it is a folder, not a file"),
        ("empty.pdf", ExitCode.INPUT, "Error: 'empty.pdf' is not a PDF file: it is empty"),
        ("text.pdf", ExitCode.INPUT, "Error: 'text.pdf' is not a PDF file"),
        ("part.pdf", ExitCode.INPUT, "Error: 'part.pdf' is broken, or only a part of a PDF file"),
    ):
        said = terminal(file, code=code)
        assert reason in said
        assert len(said.splitlines()) == 1


def test_no_other_verb_loads_the_reader() -> None:
    """It takes longer to import than most of our libraries."""
    program = "import sys; from generator.api import build; print('pypdf' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout == "False\n"
