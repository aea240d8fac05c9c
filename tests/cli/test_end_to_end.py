"""The command with its real stages, as people run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from generator.diagnostics import ExitCode
from generator.source.files import find

CONTENT = """\
title: Stretching
slug: stretching
language: en-GB
locale: en-GB
edition: 2026-11
message: Five minutes are enough.
layouts: [handout-a4]
sources: {}
sections:
  - id: calves
    role: act
    title: Your calves
    blocks:
      - paragraph: Lean on a wall and push one heel down.
"""


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("stretching.yaml")
    path.write_text(CONTENT)
    return path


def test_builds_what_the_content_names(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(content)]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out == os.path.join("out", "stretching-handout-a4.pdf") + "\n"
    assert err.startswith(out.strip() + ": ")
    assert Path(out.strip()).read_bytes().startswith(b"%PDF-")


def test_mistakes_in_two_files_are_all_shown_in_order(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = content.read_text()
    content.write_text(text.replace("    title:", "    titel:"))
    other = Path("other.yaml")
    other.write_text(text.replace("slug: stretching", "slug: Not a slug").replace("role: act", "role: akt"))
    assert main(["build", str(content), str(other), "--format", "json"]) == ExitCode.INPUT
    out, err = capsys.readouterr()
    problems = [json.loads(line) for line in err.splitlines()]
    places = [(problem["place"]["file"], problem["place"]["line"]) for problem in problems]
    assert out == ""
    assert {file for file, _ in places} == {"stretching.yaml", "other.yaml"}
    assert places == sorted(places, reverse=False, key=lambda place: (place[0] != "stretching.yaml", place[1]))
    assert "title" in problems[0]["hint"]
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("old", "new", "rule", "code"),
    [
        ("more-help: ", "more-helps: ", "unknown-key", ExitCode.INPUT),
        ('"**More help:**"', '"More help:**"', "unpaired-strong", ExitCode.WARNINGS),
    ],
)
def test_a_mistake_in_a_locale_stops_every_text_that_uses_it(
    old: str, new: str, rule: str, code: ExitCode, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """However often the file was read before in the same run."""
    locale = Path(find("content/locales", "en-GB")).read_text(encoding="utf-8")
    assert locale.count(old) == 1
    Path("locales").mkdir()
    Path("locales/en-GB.yaml").write_text(locale.replace(old, new), encoding="utf-8")
    other = Path("other.yaml")
    other.write_text(CONTENT.replace("slug: stretching", "slug: other"))
    arguments = ["build", str(content), str(other), "-l", "handout-a4", "-l", "handout-letter", "--strict"]
    assert main([*arguments, "--format", "json"]) == code
    out, err = capsys.readouterr()
    assert (out, Path("out").exists()) == ("", False)
    assert rule in {json.loads(line)["rule"] for line in err.splitlines()}


def test_a_mistake_is_shown_with_its_line_and_a_caret(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content.write_text(content.read_text().replace("role: act", "role: akt"))
    assert main(["build", str(content)]) == ExitCode.INPUT
    err = capsys.readouterr().err
    assert "stretching.yaml:11:" in err
    assert "role: akt" in err
    assert "^^^" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["sore-bak"], "sore-back"),
        (["sore-back", "-l", "handout-a5"], "handout-a4"),
        (["nowhere/guide.yaml"], "nowhere/guide.yaml"),
    ],
)
def test_what_is_not_there_is_a_usage_error(
    content: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str
) -> None:
    assert main(["build", *arguments]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert expected in err


@pytest.mark.parametrize("arguments", [["--club", "."], ["-o", "stretching.yaml"]])
def test_what_cannot_be_read_or_written_is_an_environment_error(
    content: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """A folder in place of a file, and the other way round: unlike permissions, that stops an administrator too."""
    assert main(["build", str(content), *arguments]) == ExitCode.ENVIRONMENT
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_settings_lie_over_the_content_and_the_club(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = ["--set", "slug=other", "--set", "club.name=Riverside"]
    assert main(["build", str(content), *changed]) == ExitCode.OK
    assert capsys.readouterr().out == os.path.join("out", "other-handout-a4.pdf") + "\n"
    assert main(["build", str(content), "--set", "slgu=other"]) == ExitCode.INPUT
    assert "--set:1:" in capsys.readouterr().err


@pytest.mark.slow
def test_the_same_bytes_under_every_hash_seed_and_in_every_folder(content: Path, tmp_path: Path) -> None:
    made = []
    root = str(Path(__file__).resolve().parents[2])
    for seed in ("0", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root, "TZ": f"UTC{seed[0]}"}
        folder = tmp_path / seed
        folder.mkdir()
        command = [sys.executable, "-m", "generator", "build", "sore-back", "-q"]
        result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
        made.append([(folder / name).read_bytes() for name in result.stdout.splitlines()])
    assert len(made[0]) == 2
    assert made[0] == made[1]


def test_a_reader_that_has_gone_is_no_mistake_in_the_content(content: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    command = [sys.executable, "-m", "generator", "build", str(content), "-q"]
    result = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, env=environment, text=True, check=False)
    os.close(write)
    assert result.returncode == ExitCode.ENVIRONMENT
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["stretching"], "there is 'content/stretching.yaml' here: give its path"),
        (["content"], "'content' is a folder: give a file, such as 'content/stretching.yaml'"),
        (["content/"], "'content/' is a folder: give a file, such as 'content/stretching.yaml'"),
        (["sore-back", "-l", "club-a4"], "there is 'layouts/club-a4.yaml' here: give its path"),
        (["sore-back", "-l", "zzz"], "known: card-3x5, "),
    ],
)
def test_who_asks_for_a_file_by_a_wrong_name_is_told_the_right_one(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("content/stretching.yaml", "layouts/club-a4.yaml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("a: 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["build", *arguments]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err.replace("\\", "/")
    assert len(err.splitlines()) == 1
