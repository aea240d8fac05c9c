"""`handout layouts` and `handout fonts`: one entry for each file that is shipped."""

from __future__ import annotations

import re

import pytest

from generator.cli import main
from generator.diagnostics import ExitCode
from generator.source.files import shipped_names


def test_layouts_have_paper_promise_and_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["layouts"]) == ExitCode.OK
    rows = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert set(rows) <= set(shipped_names("layouts"))
    assert {"handout-a4", "handout-letter", "card-a6"} <= set(rows)
    assert "base" not in rows
    assert re.fullmatch(r"handout-a4 +A4 +2 pages +\S.*", rows["handout-a4"])
    assert re.fullmatch(r"handout-letter +Letter +2 pages +\S.*", rows["handout-letter"])
    assert re.fullmatch(r"card-a6 +(A6|105 x 148\.5 mm) +2 pages +\S.*", rows["card-a6"])


def test_fonts_have_faces_licence_and_coverage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fonts"]) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("Atkinson Hyperlegible Next")
    assert sorted(lines[at + 1].split()[1:]) == ["Bold", "Regular,"]
    assert "Open Font License" in lines[at + 2]
    assert re.search(r"\d{3} characters: Latin \(\d+ letters\)", lines[at + 3])
