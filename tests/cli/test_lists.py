"""`handout layouts`, `handout sheets` and `handout fonts`: one entry for each file that is shipped."""

from __future__ import annotations

import re

import pytest

from generator.cli import main
from generator.diagnostics import ExitCode
from generator.source.files import shipped_names
from generator.workspace import BASES


def test_layouts_have_paper_promise_and_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["layouts"]) == ExitCode.OK
    rows = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert set(rows) <= set(shipped_names("layouts"))
    assert {"handout-a4", "handout-letter", "card-a6"} <= set(rows)
    assert set(shipped_names("layouts")) - set(rows) == set(BASES) == {"base"}  # as in "known:" of a wrong name
    assert re.fullmatch(r"handout-a4 +A4 +2 pages +\S.*", rows["handout-a4"])
    assert re.fullmatch(r"handout-letter +Letter +2 pages +\S.*", rows["handout-letter"])
    assert re.fullmatch(r"card-a6 +(A6|105 x 148\.5 mm) +2 pages +\S.*", rows["card-a6"])


def test_sheets_have_paper_cards_and_use_own_grids_before_stock(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sheets"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert err == ""
    own, stock = (part.splitlines() for part in out.split("\n\n"))
    assert (own[0], stock[0]) == ("On plain paper, to be cut:", "On stock that is cut already:")
    rows = {line.split()[0]: line for line in (*own[1:], *stock[1:])}
    assert sorted(rows) == list(shipped_names("layouts/sheets"))
    assert "letter-card-a6" in "".join(own)
    assert "avery-5371" in "".join(stock)
    assert re.fullmatch(r"  a4-card-a6 +A4 +4 cards +105 x 148\.5 mm +\S.*", rows["a4-card-a6"])
    assert re.fullmatch(r"  letter-card-wallet +Letter +4 cards +171\.2 x 53\.98 mm +\S.*", rows["letter-card-wallet"])
    assert re.fullmatch(r"  avery-5388 +Letter +3 cards +76\.2 x 127 mm +Avery 5388, .*", rows["avery-5388"])
    assert rows["avery-5388"].endswith(" For card-3x5, card-a7.")
    assert rows["avery-5371"].endswith(" For a layout of your own.")
    assert not [row for row in own if " For " in row]


def test_fonts_have_faces_licence_and_coverage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fonts"]) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("Atkinson Hyperlegible Next")
    assert sorted(lines[at + 1].split()[1:]) == ["Bold", "Regular,"]
    assert "Open Font License" in lines[at + 2]
    assert re.search(r"\d{3} characters: Latin \(\d+ letters\)", lines[at + 3])
