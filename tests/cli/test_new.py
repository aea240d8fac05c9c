"""`handout new`: a folder to start from, which builds as it is and never costs anybody a file."""

from __future__ import annotations

import errno
import json
import os
import shlex
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from generator.cli import main
from generator.diagnostics import ExitCode
from generator.source.files import shipped_names
from generator.starter import BLANK
from tests.support.desk import SMALL_CARDS
from tests.test_conformance import assert_conforms

pytestmark = pytest.mark.slow

LOCALES = shipped_names("content/locales")
TEXTS = (BLANK, *shipped_names("content"))
MADE = [
    "content/first-run.yaml",
    "layouts/club-a4.yaml",
    "club.yaml",
    *(f"schemas/{kind}.json" for kind in ("content", "layout", "club", "locale")),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")  # 18 November 2026
    return tmp_path


def printed_pages(data: bytes) -> list[Image.Image]:
    """A grey picture of each page."""
    with pypdfium2.PdfDocument(data) as file:
        return [page.render(scale=1, grayscale=True).to_pil() for page in file]


def everything(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder below, with what is in the files."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("template", TEXTS)
def test_what_it_makes_builds_without_arguments(
    template: str, locale: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "first-run", "--from", template, "--locale", locale]) == ExitCode.OK
    monkeypatch.chdir("first-run")
    capsys.readouterr()
    assert main(["build"]) == ExitCode.OK
    out, err = capsys.readouterr()
    forms = ("club-letter", "card-quarter-letter") if locale == "en-US" else ("club-a4", "card-a6")
    names = [f"out/first-run-{name}.pdf" for name in forms]
    assert out.splitlines() == names
    assert "club.yaml" in err
    for name in names:
        assert_conforms(Path(name).read_bytes())


@pytest.mark.parametrize("locale", LOCALES)
def test_a_blank_text_passes_every_rule_in_clear_print(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["new", "first-run", "--locale", locale]) == ExitCode.OK
    monkeypatch.chdir("first-run")
    layouts = [f"--layout={name}" for name in shipped_names("layouts") if name not in ("base", *SMALL_CARDS)]
    assert len(layouts) >= 5
    assert main(["check", "--strict"]) == ExitCode.OK
    assert main(["check", "--strict", *layouts]) == ExitCode.OK
    assert main(["build", "--strict"]) == ExitCode.OK


@pytest.mark.parametrize("layout", SMALL_CARDS)
def test_cards_below_clear_print_say_so_and_nothing_else(
    layout: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "first-run"]) == ExitCode.OK
    monkeypatch.chdir("first-run")
    capsys.readouterr()
    assert main(["check", "--strict", f"--layout={layout}", "--format=json"]) == ExitCode.WARNINGS
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [problem["rule"] for problem in told] == ["small-type"]


def test_names_its_files_and_the_next_two_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "first-run"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.splitlines() == [os.path.join("first-run", *path.split("/")) for path in MADE]
    assert all(Path(line).is_file() for line in out.splitlines())
    assert err.split("\n") == ["", "Next:", "  cd first-run", "  handout build", ""]


@pytest.mark.parametrize("place", ["a b", "it's", "Übung/deep/er", "-x", "$HOME", "..", "./a/../b"])
def test_the_next_commands_lead_to_any_folder(
    place: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "below").mkdir()
    monkeypatch.chdir("below")
    assert main(["new", "first-run", "--", place]) == ExitCode.OK
    command, target = shlex.split(capsys.readouterr().err.splitlines()[2])
    assert command == "cd"
    assert not target.startswith("-")
    monkeypatch.chdir(target)
    assert [path for path in MADE if not Path(path).is_file()] == []


def test_in_the_current_folder_there_is_no_need_to_change_it(capsys: pytest.CaptureFixture[str]) -> None:
    Path("content").mkdir()
    Path("content/other.yaml").write_text("mine")
    assert main(["new", "first-run", "."]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.splitlines() == MADE
    assert err.splitlines()[2:] == ["  handout check", "  handout build"]
    assert Path("content/other.yaml").read_text() == "mine"


def test_never_overwrites_a_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = folder / "first-run" / MADE[0]
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    before = everything(folder)
    assert main(["new", "first-run"]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert os.path.join("first-run", MADE[0]) in err
    assert everything(folder) == before


@pytest.mark.parametrize("there", MADE[1:])
def test_keeps_what_texts_share_and_says_so(there: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = folder / there
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("mine")
    assert main(["new", "first-run", "."]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.splitlines() == [path for path in MADE if path != there]
    note = ", though another than this version's" if there.startswith("schemas") else ""
    assert err.splitlines()[0] == f"{os.path.normpath(there)} was there, and stays as it is{note}."
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("locale", LOCALES)
def test_a_blank_text_fills_one_page_well(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["new", "first-run", "--locale", locale]) == ExitCode.OK
    monkeypatch.chdir("first-run")
    assert main(["build"]) == ExitCode.OK
    (path,) = Path("out").glob("first-run-club-*.pdf")
    (image,) = printed_pages(path.read_bytes())
    rows = [y for y in range(image.height) if min(image.crop((0, y, image.width, y + 1)).tobytes()) < 128]
    gaps = [later - row for row, later in pairwise([0, *rows, image.height])]
    assert max(gaps) < image.height * 0.12


@pytest.mark.parametrize(
    "templates", [(BLANK, BLANK), (BLANK, "sore-back"), ("sore-back", BLANK), ("sore-back", "sore-back")]
)
def test_a_second_text_goes_beside_the_first(
    templates: tuple[str, str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = templates
    assert main(["new", "first-run", ".", "--from", first]) == ExitCode.OK
    before = everything(folder)
    capsys.readouterr()
    assert main(["new", "second-run", ".", "--from", second]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.splitlines() == [os.path.normpath("content/second-run.yaml")]
    kept = [line.partition(" was there, and stays as it is.")[0] for line in err.splitlines() if " was there" in line]
    assert set(map(os.path.normpath, MADE[1:])) <= set(kept)
    assert "another than" not in err
    after = everything(folder)
    assert after.pop(os.path.normpath("content/second-run.yaml"))
    assert after == before
    assert main(["build"]) == ExitCode.OK
    assert len(list(Path("out").glob("*.pdf"))) == 4


def test_does_not_write_through_a_broken_link(folder: Path) -> None:
    (folder / "first-run").mkdir()
    (folder / "first-run/club.yaml").symlink_to(folder / "elsewhere")
    assert main(["new", "first-run"]) == ExitCode.USAGE
    assert not (folder / "elsewhere").exists()


@pytest.mark.parametrize("arguments", [["First run"], ["a", "--from", "sore-bak"], ["a", "--locale", "xx"], [], [""]])
def test_wrong_names_make_nothing(arguments: list[str], folder: Path) -> None:
    assert main(["new", *arguments]) == ExitCode.USAGE
    assert everything(folder) == {}


@pytest.mark.parametrize("there", ["first-run", "first-run/content"])
def test_a_file_in_place_of_a_folder_stays(there: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / there).parent.mkdir(exist_ok=True)
    (folder / there).write_text("mine")
    before = everything(folder)
    assert main(["new", "first-run"]) == ExitCode.ENVIRONMENT
    assert f"cannot write '{there}'" in capsys.readouterr().err
    assert everything(folder) == before


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize("count", [0, 1, 4, len(MADE) - 1])
def test_what_cannot_be_finished_is_taken_back(
    code: int, count: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "first-run/layouts").mkdir(parents=True)
    (folder / "first-run/layouts/mine.yaml").write_text("mine")
    before, fsync, written = everything(folder), os.fsync, []

    def full(descriptor: int) -> None:
        if len(written) == count:
            raise OSError(code, os.strerror(code))
        written.append(descriptor)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    assert main(["new", "first-run"]) == ExitCode.ENVIRONMENT
    assert len(written) == count
    assert everything(folder) == before


def test_a_file_that_appears_meanwhile_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, fsync = folder / "first-run/club.yaml", os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (mine.write_text("mine"), fsync(descriptor)))
    assert main(["new", "first-run"]) == ExitCode.USAGE
    assert everything(folder) == {"first-run": None, "first-run/club.yaml": b"mine"}


def test_interruption_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    assert main(["new", "first-run"]) == ExitCode.INTERRUPTED
    assert everything(folder) == {}


@pytest.mark.parametrize("epoch", ["soon", "-1"])
def test_a_day_that_is_none_is_refused(epoch: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main(["new", "first-run"]) == ExitCode.USAGE
    assert everything(folder) == {}
