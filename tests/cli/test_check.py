"""`handout check`: all that build would find, a line for each content, and no file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.checks import RULES
from generator.cli import main
from generator.diagnostics import ExitCode
from tests.support.desk import CALVES, CONTENT, HEAD

SOUND = f"{HEAD}layouts: [handout-a4]\nsections:\n{CALVES}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    return tmp_path


def check(*arguments: str) -> int:
    return main(["check", *arguments])


def test_a_sound_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "content/sound.yaml").write_text(SOUND, encoding="utf-8")
    assert check("--strict") == ExitCode.OK
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("content/sound.yaml: ")
    assert out.endswith(", 1 page, no problems\n")
    assert len(out) < 80


def test_no_file_is_written(folder: Path) -> None:
    (folder / "content/sound.yaml").write_text(SOUND, encoding="utf-8")
    assert check() == ExitCode.OK
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["sound.yaml"]


def test_the_shipped_guide_is_easy_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("sore-back", "--format", "json") == ExitCode.OK
    out, err = capsys.readouterr()
    summary = json.loads(out)
    assert summary["content"] == "sore-back"
    assert summary["pages"] == {"handout-a4": 2, "card-a6": 2}
    assert summary["grade"] <= 6.0
    assert summary["smog"] <= 8.0
    assert summary["words"] > 500
    assert (summary["errors"], summary["warnings"]) == (0, 1)
    assert [json.loads(line)["rule"] for line in err.splitlines()] == ["not-reviewed"]


def test_warnings_count_only_when_strict(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("sore-back", "-l", "handout-a4") == ExitCode.OK
    assert check("sore-back", "-l", "handout-a4", "--strict") == ExitCode.WARNINGS
    assert "1 warning\n" in capsys.readouterr().out


def test_an_error_is_found_and_told_where_no_layout_was_built(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "content/wrong.yaml").write_text(SOUND.replace("role: act", "role: akt"), encoding="utf-8")
    assert check() == ExitCode.INPUT
    out, err = capsys.readouterr()
    assert out == (
        "content/wrong.yaml: reading level not measured, 0 pages, handout-a4 not built, card-a6 not built, 1 error\n"
    )
    assert err.startswith("error[unknown-value]: 'akt' is not allowed here\n")


def test_another_language_is_not_measured(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "content/welsh.yaml").write_text(SOUND.replace("language: en-GB", "language: cy"), encoding="utf-8")
    assert check() == ExitCode.OK
    assert "reading level not measured" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["human", "short", "json", "github"])
@pytest.mark.parametrize("content", [CONTENT, SOUND.replace("heel down", "*heel* down"), SOUND + "titel: x\n"])
def test_check_finds_what_build_finds(
    content: str, form: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "content/text.yaml").write_text(content, encoding="utf-8")
    code = check("--format", form)
    found = capsys.readouterr().err
    assert main(["build", "-q", "--format", form]) == code
    assert capsys.readouterr().err == found
    assert found


def test_the_day_is_source_date_epoch_s(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "content/due.yaml").write_text(f"review-by: 2026-12-01\n{SOUND}", encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")  # 2026-12-01
    assert check("--strict") == ExitCode.WARNINGS
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796169600")  # the day after
    assert check() == ExitCode.INPUT
    assert main(["build"]) == ExitCode.INPUT


def test_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--rules") == ExitCode.OK
    out = capsys.readouterr().out
    entries = re.findall(r"(?m)^  (\S+) +(warning|error)(\*?) +(\S.*(?:\n {9,}\S.*)*)", out)
    assert [(name, word, bool(star), " ".join(reason.split())) for name, word, star, reason in entries] == [
        (rule.id, rule.severity.name.lower(), rule.safety, rule.reason) for rule in RULES
    ]
    lines = out.splitlines()
    assert lines[1].startswith("  not-reviewed ")  # safety first
    assert max(map(len, lines)) <= 80
    starts = {found.end() for line in lines if (found := re.match(r"  \S+ +(?:warning|error)\*? +(?=\S)", line))}
    assert len(starts) == 1


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_every_rule_explains_itself(rule: object, capsys: pytest.CaptureFixture[str]) -> None:
    name = rule.id  # type: ignore[attr-defined]
    assert check("--explain", name) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{name} (")
    assert max(map(len, lines)) <= 80
    assert any(line.strip().startswith("Source: ") for line in lines)


def test_ids_of_rules_are_unique_and_readable() -> None:
    names = [rule.id for rule in RULES]
    assert len(names) == len(set(names)) > 20
    assert all(rule.reason.endswith(".") and rule.source for rule in RULES)


def test_an_unknown_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--explain", "not-reviewd") == ExitCode.USAGE
    assert "did you mean not-reviewed?" in capsys.readouterr().err
