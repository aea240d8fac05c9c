"""Sheets from Python: the same files and words as from the command line, and errors that name the arguments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import generator
from generator.cli import main
from generator.diagnostics import ExitCode, InputError, UsageProblem
from tests.support.desk import CONTENT, Desk
from tests.support.roundtrip import tree_text


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    desk = Desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    return Path(desk.write("content/text.yaml", CONTENT))


@pytest.mark.parametrize(
    ("wishes", "options"),
    [
        ({"copies": 6}, ["--copies", "6"]),
        ({"simplex": True, "flip": "short-edge"}, ["--simplex", "--flip", "short-edge"]),
        ({"start_at": 2, "fold": False}, ["--start-at", "2"]),
    ],
)
def test_are_the_files_and_words_of_the_command(
    content: Path, wishes: dict[str, Any], options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    files = generator.print_sheets(content, **wishes)
    command = ["build", str(content), "-l", "card-a6", "--club", "none", "--sheet", "a4", *options]
    assert main(command) == ExitCode.OK
    out, err = capsys.readouterr()
    assert [f"out/{file.name}" for file in files] == out.splitlines()[1:]
    assert [tree_text(file.data) for file in files] == [
        tree_text(Path("out", file.name).read_bytes()) for file in files
    ]
    assert [line for line in err.splitlines() if line in files[-1].notes] == list(files[-1].notes)
    assert files[-1].values["cutting-plan"]["sheets"] == files[-1].pages // (1 if "simplex" in wishes else 2)


def test_several_contents_together(content: Path) -> None:
    (file,) = generator.print_sheets([content, "race-day"], "card-a6", together=True, values={"edition": "2026-12"})
    assert (file.name, file.pages) == ("cards-card-a6-sheet.pdf", 2)


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        ({"start_at": 9}, "start_at 9: the sheet has 4 places"),
        ({"fold": True, "simplex": True}, "fold puts both faces on one side, and simplex prints two: ask for one"),
        ({"layout": "handout-a4"}, "sheet is for cards"),
        ({"sheet": "nothing"}, "there is no sheet 'nothing'"),
    ],
)
def test_errors_name_the_arguments(content: Path, wishes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        generator.print_sheets(content, **wishes)
    assert str(caught.value).startswith(sentence)


def test_a_content_with_mistakes_is_told(content: Path) -> None:
    content.write_text(CONTENT.replace("title: ", "titel: ", 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        generator.print_sheets(content)
    assert caught.value.diagnostics
