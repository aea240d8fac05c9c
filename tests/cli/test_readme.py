"""What the README shows works as it is shown."""

from __future__ import annotations

import re
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


def test_every_exit_code_and_verb_is_documented() -> None:
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)} == {int(code) for code in ExitCode}
    assert all(f"`handout {verb}" in README for verb in VERBS)
