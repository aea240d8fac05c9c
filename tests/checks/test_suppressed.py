"""`allow: {rule: reason}` in a content or a layout quietens a warning, and nothing but a warning."""

from __future__ import annotations

from pathlib import Path

from tests.support.desk import CALVES, HEAD, Desk, said

TEXT = f"{HEAD}sections:\n{CALVES}"
ODD = TEXT.replace("push one heel down", "push *one* heel down")
QUIET = "allow: {no-emphasis: the asterisks are meant}\n"
LAYOUT = "extends: handout-a4\n"


def test_a_warning_is_quietened_by_the_text_or_the_layout(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert [line.partition(":")[0] for line in said(desk.build(ODD))] == ["no-emphasis"]
    assert said(desk.build(ODD + QUIET)) == []
    assert said(desk.build(ODD, LAYOUT + QUIET)) == []


def test_an_error_cannot_be_quietened(tmp_path: Path) -> None:
    problem = Desk(tmp_path).problem(f"{TEXT}allow:\n  unknown-key: I like it so\n")
    assert (problem.rule, problem.message) == ("not-to-quieten", "'unknown-key' is an error, and cannot be quietened")


def test_a_safety_rule_cannot_be_quietened(tmp_path: Path) -> None:
    problem = Desk(tmp_path).problem(layout=f"{LAYOUT}allow:\n  not-reviewed: nobody is there\n", content=TEXT)
    assert problem.message == "'not-reviewed' is a safety rule, and cannot be quietened"
    assert problem.span
    assert problem.span.line == 3


def test_a_misspelt_rule_is_told(tmp_path: Path) -> None:
    problem = Desk(tmp_path).problem(f"{TEXT}allow:\n  no-emphases: the asterisks are meant\n")
    assert (problem.rule, problem.message) == ("unknown-name", "there is no rule 'no-emphases'")
    assert problem.hint
    assert problem.hint.startswith("Did you mean 'no-emphasis'?")


def test_a_reason_is_required(tmp_path: Path) -> None:
    problem = Desk(tmp_path).problem(f"{TEXT}allow: {{no-emphasis: ''}}\n")
    assert (problem.rule, problem.message) == ("empty-text", "'no-emphasis' is quietened without a reason")
