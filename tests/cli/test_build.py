"""`handout build` with a stand-in for the stages: files, streams and exit codes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator import documents
from generator.cli import main
from generator.diagnostics import (
    Diagnostic,
    EnvironmentProblem,
    ExitCode,
    InputError,
    Severity,
    Source,
    Span,
    UsageProblem,
)

GUIDE = Source("guide.yaml", "title: Guide\nslug: guide\n")
WRONG = Diagnostic(Severity.ERROR, "unknown-key", "no key is called 'titel'", Span(GUIDE, 1, 1, 1, 6))
ODD = Diagnostic(Severity.WARNING, "no-emphasis", "asterisks stay asterisks", Span(GUIDE, 2, 1, 2, 5))


class Made(NamedTuple):
    name: str
    data: bytes | None
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    gave_way: tuple[str, ...] = ()
    setting: None = None


class Stages:
    """Stands in for generator.documents; `outcome` maps (content, layout) to what is built, or raised."""

    def __init__(self) -> None:
        self.outcome: dict[tuple[str, str], Made | BaseException] = {}
        self.asked: list[tuple[str, str]] = []
        self.options: Any = None

    def build(self, content: str, layout: str) -> Made:
        self.asked.append((content, layout))
        made = self.outcome.get((content, layout), Made(f"{content}-{layout}.pdf", b"%PDF-1.7 " + b"x" * 1991, 2, ()))
        if isinstance(made, BaseException):
            raise made
        return made

    def build_all(self, asked: Any, *_: Any) -> Iterator[documents.Made]:
        self.options = asked
        for content in asked.contents or ("found-here",):
            for layout in asked.layouts or ("handout-a4", "card-a6"):
                yield documents.Made(content, layout, self.build(content, layout))  # type: ignore[arg-type]


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Stages:
    stages = Stages()

    monkeypatch.setattr(documents, "build_all", stages.build_all)
    monkeypatch.chdir(tmp_path)
    return stages


def test_writes_each_pair_and_names_it_on_stdout(stages: Stages, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "guide", "-o", "paper"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.splitlines() == [os.path.join("paper", f"guide-{name}.pdf") for name in ("handout-a4", "card-a6")]
    assert all(Path(line).stat().st_size == 2000 for line in out.splitlines())
    assert [line.partition(": ")[2] for line in err.splitlines()] == ["2 pages, 2.0 kB"] * 2


def test_summary_says_what_gave_way(stages: Stages, capsys: pytest.CaptureFixture[str]) -> None:
    stages.outcome["guide", "card-a6"] = Made("guide-card-a6.pdf", b"%PDF", 1, (), ("closer paragraphs", "no notice"))
    assert main(["build", "guide", "-l", "card-a6"]) == ExitCode.OK
    assert capsys.readouterr().err.endswith(": 1 page, 0.0 kB (gave way: closer paragraphs, no notice)\n")


def test_without_content_builds_what_is_here(stages: Stages) -> None:
    assert main(["build", "-l", "card-a6"]) == ExitCode.OK
    assert stages.asked == [("found-here", "card-a6")]
    assert Path("out", "found-here-card-a6.pdf").exists()


def test_passes_club_and_settings_on(stages: Stages) -> None:
    assert main(["build", "--club", "c.yaml", "--set", "edition=2026-12", "--set", "a.b=x=y"]) == ExitCode.OK
    assert stages.options.club == "c.yaml"
    assert stages.options.values == (("edition", "2026-12"), ("a.b", "x=y"))


def test_all_pairs_are_tried_and_all_problems_shown_once(stages: Stages, capsys: pytest.CaptureFixture[str]) -> None:
    stages.outcome["bad", "handout-a4"] = Made("bad-handout-a4.pdf", None, 0, (ODD, WRONG))
    stages.outcome["bad", "card-a6"] = Made("bad-card-a6.pdf", None, 0, (WRONG,))
    assert main(["build", "bad", "good", "--format", "short"]) == ExitCode.INPUT
    out, err = capsys.readouterr()
    assert len(stages.asked) == 4
    assert err.count("unknown-key") == 1
    assert err.index("unknown-key") < err.index("no-emphasis")  # in file order, not in the order of reporting
    assert [os.path.basename(line) for line in out.splitlines()] == ["good-handout-a4.pdf", "good-card-a6.pdf"]


def test_a_failed_build_leaves_the_former_file(stages: Stages) -> None:
    stages.outcome["guide", "card-a6"] = Made("guide-card-a6.pdf", None, 0, (WRONG,))
    former = Path("out", "guide-card-a6.pdf")
    former.parent.mkdir()
    former.write_bytes(b"former")
    assert main(["build", "guide"]) == ExitCode.INPUT
    assert former.read_bytes() == b"former"


def test_strict_keeps_a_file_with_warnings_back(stages: Stages) -> None:
    stages.outcome["guide", "card-a6"] = Made("guide-card-a6.pdf", b"%PDF", 1, (ODD,))
    assert main(["build", "guide", "-l", "card-a6"]) == ExitCode.OK
    Path("out", "guide-card-a6.pdf").unlink()
    assert main(["build", "guide", "--strict"]) == ExitCode.WARNINGS
    assert [path.name for path in Path("out").iterdir()] == ["guide-handout-a4.pdf"]


def test_errors_outweigh_warnings_under_strict(stages: Stages) -> None:
    stages.outcome["guide", "card-a6"] = Made("guide-card-a6.pdf", None, 0, (ODD, WRONG))
    assert main(["build", "guide", "--strict"]) == ExitCode.INPUT


def test_two_pairs_for_one_file_are_refused_before_anything_is_written(
    stages: Stages, capsys: pytest.CaptureFixture[str]
) -> None:
    stages.outcome["b", "card-a6"] = Made("a-card-a6.pdf", b"%PDF", 1, ())
    assert main(["build", "a", "b"]) == ExitCode.USAGE
    assert "a-card-a6.pdf" in capsys.readouterr().err
    assert not Path("out").exists()


@pytest.mark.parametrize("arguments", [["--set", "edition"], ["--set", "=x"], ["--format", "xml"], ["--nonsense"]])
def test_a_wrong_command_line_is_a_usage_error(stages: Stages, arguments: list[str]) -> None:
    assert main(["build", *arguments]) == ExitCode.USAGE
    assert stages.asked == []


def test_what_ends_a_run_is_shown_in_the_form_asked_for(stages: Stages, capsys: pytest.CaptureFixture[str]) -> None:
    stages.outcome["guide", "card-a6"] = InputError((WRONG,))
    assert main(["build", "guide", "--format", "json"]) == ExitCode.INPUT
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["rule"] == "unknown-key"


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (UsageProblem("no layout is called 'card-a7'"), ExitCode.USAGE),
        (EnvironmentProblem("cannot read the font"), ExitCode.ENVIRONMENT),
        (InputError((WRONG,)), ExitCode.INPUT),
        (PermissionError(13, "Permission denied", "club.yaml"), ExitCode.ENVIRONMENT),
        (ZeroDivisionError("division\nby zero"), ExitCode.BUG),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED),
    ],
)
def test_each_failure_has_its_code_and_no_traceback(
    stages: Stages, capsys: pytest.CaptureFixture[str], problem: BaseException, code: ExitCode
) -> None:
    stages.outcome["guide", "card-a6"] = problem
    assert main(["build", "guide"]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.strip()
    assert "Traceback" not in err


def test_a_bug_says_so_in_one_line_and_more_on_demand(stages: Stages, capsys: pytest.CaptureFixture[str]) -> None:
    stages.outcome["guide", "card-a6"] = ZeroDivisionError("division\nby zero")
    main(["build", "guide"])
    short = capsys.readouterr().err
    assert len(short.splitlines()) == 1
    assert "report" in short
    main(["build", "guide", "--traceback"])
    assert capsys.readouterr().err.startswith("Traceback")


def test_quiet_and_machine_forms_have_no_summary(stages: Stages, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--quiet"], ["--format", "short"]):
        assert main(["build", "guide", *arguments]) == ExitCode.OK
        out, err = capsys.readouterr()
        assert len(out.splitlines()) == 2
        assert err == ""


def test_output_that_is_a_file_is_an_environment_error(stages: Stages, capsys: pytest.CaptureFixture[str]) -> None:
    Path("out").write_text("in the way")
    assert main(["build", "guide"]) == ExitCode.ENVIRONMENT
    assert "out" in capsys.readouterr().err


def test_a_full_disk_leaves_the_former_file_and_no_litter(
    stages: Stages, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    former = Path("out", "guide-handout-a4.pdf")
    former.parent.mkdir()
    former.write_bytes(b"former")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert main(["build", "guide"]) == ExitCode.ENVIRONMENT
    assert "guide-handout-a4.pdf': no space left on device" in capsys.readouterr().err
    assert [path.name for path in former.parent.iterdir()] == [former.name]
    assert former.read_bytes() == b"former"


def test_the_documents_date_is_the_epoch_of_the_environment(stages: Stages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793491200")
    assert main(["build", "guide"]) == ExitCode.OK
    assert stages.options.created == "2026-11-01"


@pytest.mark.parametrize("epoch", ["soon", "-1", "99999999999999"])
def test_an_epoch_that_is_none_is_a_usage_error(stages: Stages, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main(["build", "guide"]) == ExitCode.USAGE
