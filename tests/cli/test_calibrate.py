"""`handout calibrate` and `handout printers`: from a printer that misses to one that is put right."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from generator.calibration.reading import FRAMES, LETTERS, NUMBERS
from generator.cli import main
from generator.diagnostics import ExitCode
from generator.model.printer import PaperName
from tests.support.printing import Miss, frame, level_ticks, nearest, printed, upright_ticks
from tests.support.roundtrip import tree_text
from tests.test_conformance import assert_conforms

pytestmark = pytest.mark.slow

READING = "front C3, back E5"


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A config folder and a current folder of the test's own, and nothing of the user's."""
    for name in ("XDG_CONFIG_HOME", "HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "config"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    from generator.calibration import profiles

    folder = Path(profiles.folder())
    if tmp_path not in folder.parents:
        pytest.skip(f"the config folder of {sys.platform} cannot be moved")
    return folder


def test_writes_a_target_and_three_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.splitlines() == ["out/calibration-a4.pdf"]
    *sentences, command = err.splitlines()
    assert [sentence[-1] for sentence in sentences] == [".", ".", "."]
    text = tree_text(Path("out/calibration-a4.pdf").read_bytes())
    assert [sentence for sentence in sentences if sentence not in text] == []
    assert command.strip() in text


def test_the_command_on_the_target_works_as_it_stands(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate", "--locale", "en-US", "--paper", "letter", "-o", "."]) == ExitCode.OK
    command = shlex.split(capsys.readouterr().err.splitlines()[-1])
    assert Path("calibration-letter.pdf").is_file()
    assert main(command[1:]) == ExitCode.OK
    assert capsys.readouterr().err.splitlines()[:2] == ["Fronts are left as they are.", "Backs are left as they are."]
    assert [path.name for path in config.iterdir()] == ["NAME.yaml"]


def test_two_runs_write_the_same_bytes() -> None:
    for folder in "ab":
        assert main(["calibrate", "-o", folder]) == ExitCode.OK
    assert Path("a/calibration-a4.pdf").read_bytes() == Path("b/calibration-a4.pdf").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("paper", "front", "back"),
    [
        ("A4", Miss(1.2, -0.7), Miss(-2.6, 3.1, 0.996)),
        ("Letter", Miss(-0.2, 0.1, 1.004), Miss(4.4, -3.6, 0.993)),
    ],
)
def test_a_printer_that_misses_is_put_right(
    paper: PaperName, front: Miss, back: Miss, capsys: pytest.CaptureFixture[str]
) -> None:
    """The closed loop: print, fold, read, type what was read, print again."""
    assert main(["calibrate", "--paper", paper]) == ExitCode.OK
    plain = Path(f"out/calibration-{paper.lower()}.pdf").read_bytes()
    readings = []
    for page, (side, miss) in enumerate((("front", front), ("back", back))):
        image = printed(plain, page, miss)
        upright, level, (wide, high) = upright_ticks(image), level_ticks(image), frame(image)
        assert (len(upright), len(level)) == (len(LETTERS), len(NUMBERS))
        readings.append(f"{side} {LETTERS[nearest(upright)]}{NUMBERS[nearest(level)]} {wide:.1f}x{high:.1f}")
        assert abs(upright[10].beside - miss.right) < 0.1  # so the printer of this test does miss
    read = ["calibrate", "--printer", "office", "--paper", paper, "--read", ", ".join(readings)]
    assert main(read) == ExitCode.OK
    assert main(["calibrate", "--printer", "office"]) == ExitCode.OK
    capsys.readouterr()
    corrected = Path(f"out/calibration-{paper.lower()}-office.pdf").read_bytes()
    assert_conforms(corrected)
    for page, miss in enumerate((front, back)):
        image = printed(corrected, page, miss)
        upright, level = upright_ticks(image), level_ticks(image)
        assert (LETTERS[nearest(upright)], NUMBERS[nearest(level)]) == ("L", 11)
        # Half a step, and a pixel.
        assert abs(upright[10].beside) < 0.25 + 0.08
        assert abs(level[10].beside) < 0.25 + 0.08
        assert frame(image) == pytest.approx(FRAMES[paper][:2], abs=0.2)


def test_says_what_it_understood_and_lists_it(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate", "--printer", "office 2", "--read", "front L11, back N10 179.5x239.4"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.splitlines() == [str(config / "office 2.yaml")]
    assert err.splitlines() == [
        "Fronts are left as they are.",
        "Backs are moved 1 mm to the right and 0.5 mm up, and made 0.28 % wider and 0.25 % taller.",
        "To check it: handout calibrate --printer 'office 2'",
    ]
    assert main(["calibrate", "--printer", "annex", "--paper", "Letter", "--read", READING]) == ExitCode.OK
    capsys.readouterr()
    assert main(["printers"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "annex (Letter)",
        "  fronts  moved 4 mm to the left and 4 mm up",
        "  backs   moved 3 mm to the left and 3 mm up",
        "office 2 (A4)",
        "  fronts  left as they are",
        "  backs   moved 1 mm to the right and 0.5 mm up, and made 0.28 % wider and 0.25 % taller",
    ]
    assert str(config) in err


def test_a_new_reading_takes_the_place_of_the_old(capsys: pytest.CaptureFixture[str]) -> None:
    for reading in (READING, "front L11, back L11"):
        assert main(["calibrate", "--printer", "office", "--read", reading]) == ExitCode.OK
    capsys.readouterr()
    assert main(["printers"]) == ExitCode.OK
    assert capsys.readouterr().out.count("left as they are") == 2


def test_a_printer_can_be_forgotten(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate", "--printer", "office", "--read", READING]) == ExitCode.OK
    assert main(["printers", "--remove", "ofice"]) == ExitCode.USAGE
    assert "did you mean 'office'?" in capsys.readouterr().err
    assert main(["printers", "--remove", "office"]) == ExitCode.OK
    assert list(config.iterdir()) == []


def test_without_any_printer_the_list_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["printers"]) == ExitCode.OK
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../x", "a/b", "a\\b", "-x", "x ", "a\n", "x.yaml", "a\0b", "é", "a" * 41]
)
def test_names_that_lead_elsewhere_are_refused(name: str, config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate", f"--printer={name}", "--read", READING]) == ExitCode.USAGE
    assert main(["calibrate", f"--printer={name}"]) == ExitCode.USAGE
    assert main(["printers", f"--remove={name}"]) == ExitCode.USAGE
    assert "cannot be the name of a printer" in capsys.readouterr().err
    assert not config.exists()
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--read", READING], "--read needs --printer"),
        (["--printer", "office", "--read", "left"], "write what each side reads"),
        (["--printer", "nobody"], "there is no printer 'nobody'"),
        (["--locale", "xx"], "there is no locale 'xx'"),
        (["--paper", "A5"], "A5"),
    ],
)
def test_wrong_asking_writes_nothing(
    arguments: list[str], told: str, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["calibrate", *arguments]) == ExitCode.USAGE
    assert told in capsys.readouterr().err
    assert not config.exists()
    assert list(Path().iterdir()) == []


def test_a_target_for_another_paper_is_not_corrected(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate", "--printer", "office", "--read", READING]) == ExitCode.OK
    assert main(["calibrate", "--printer", "office", "--paper", "Letter"]) == ExitCode.USAGE
    assert "office was measured on A4" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"paper: A4\nback: {right: 99}\n",
        b"\xff\xfe\0",
        b"a: &a [*a]\n",
        b"x" * 3_000_000,
        b"{" * 5000,
        b"paper: A4\0",
    ],
    ids=len,
)
def test_a_spoilt_file_is_told_with_its_place(text: bytes, config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate", "--printer", "sound", "--read", READING]) == ExitCode.OK
    (config / "bad.yaml").write_bytes(text)
    capsys.readouterr()
    assert main(["printers"]) == ExitCode.INPUT
    out, err = capsys.readouterr()
    assert out.startswith("sound (A4)")
    assert "bad.yaml" in err
    assert main(["calibrate", "--printer", "bad"]) == ExitCode.INPUT
    assert not Path("out").exists()


def test_a_config_folder_that_is_none(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.parent.mkdir(parents=True)
    config.write_text("in the way")
    assert main(["printers"]) == ExitCode.ENVIRONMENT
    assert main(["calibrate", "--printer", "office"]) == ExitCode.ENVIRONMENT
    assert main(["calibrate", "--printer", "office", "--read", READING]) == ExitCode.ENVIRONMENT
    assert str(config) in capsys.readouterr().err
    assert config.read_text() == "in the way"


def test_a_profile_that_is_a_folder(config: Path) -> None:
    (config / "office.yaml").mkdir(parents=True)
    assert main(["printers"]) == ExitCode.ENVIRONMENT
    assert main(["printers", "--remove", "office"]) == ExitCode.ENVIRONMENT


def test_a_locale_of_ones_own_without_these_words(capsys: pytest.CaptureFixture[str]) -> None:
    from generator.source.files import find

    text = Path(find("content/locales", "en-GB")).read_text(encoding="utf-8")
    start, end = text.index("\n# The printer target"), text.index("\nmonths:")
    Path("mine.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    assert main(["calibrate", "--locale", "./mine.yaml"]) == ExitCode.USAGE
    assert "lacks the key 'calibration'" in capsys.readouterr().err
