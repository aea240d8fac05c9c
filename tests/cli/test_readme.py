"""What the README shows works as it is shown."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from generator.cli import VERBS, main
from generator.diagnostics import ExitCode
from tests.support.desk import REVIEW
from tests.support.pictures import encoded, quarters

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")

SOURCES = """sources:
  cochrane-heat: {title: Heat, publisher: Cochrane, address: "https://example.org", read: 2026-11-05, short: Heat}
"""


def test_the_first_content_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content, blocks, club = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path("content").mkdir()
    Path("content", "stretching.yaml").write_text(content.replace("sources: {}\n", SOURCES + REVIEW) + blocks)
    Path("content", "stretch.svg").write_text('<svg viewBox="0 0 40 20"><path d="M5 5 L35 15" stroke="black"/></svg>')
    Path("club.yaml").write_text(club)
    Path("logo.png").write_bytes(encoded(quarters()))
    assert main(["build", "--strict"]) == ExitCode.OK
    assert main(["build", "--strict", "--club", "club.yaml"]) == ExitCode.OK
    assert [path.name for path in Path("out").iterdir()] == ["stretching-handout-a4.pdf"]


def test_every_command_that_is_shown_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In their order, as one follows from another: a printer is measured before a sheet is corrected for it."""
    shown = re.findall(r"`(handout [^`\n]*)`|^(handout .*)$", README.replace("\n`handout", " `handout"), re.MULTILINE)
    commands = [shlex.split(one or other, comments=True)[1:] for one, other in shown]
    placeholder = re.compile(r"[A-Z]{2,}|\.\.\.|\[")
    real = [words for words in commands if not any(map(placeholder.search, words))]
    assert len(real) >= 10
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for words in real:
        assert main(words) == ExitCode.OK, words
    assert {words[0] for words in real} >= {"build", "new", "calibrate"}


def test_every_exit_code_and_verb_is_documented() -> None:
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)} == {int(code) for code in ExitCode}
    assert all(f"`handout {verb}" in README for verb in VERBS)
