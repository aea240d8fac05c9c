"""Every problem that any stage can report is explained, and nothing is explained that none reports."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.checks import RULES, CheckRule, catalogue
from generator.checks.catalogue import OF_STAGES
from generator.diagnostics import Severity
from tests.checks.test_suppressed import ODD, TEXT
from tests.support.desk import Desk

CATALOGUE = list(OF_STAGES.values())
ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "generator").rglob("*.py"))
SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING}


class Taker(NamedTuple):
    """A function that is handed the id of a problem, or the changing part of one, and at which place."""

    position: int
    form: str = "{}"


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def takers(tree: ast.AST) -> Iterator[tuple[str, Taker]]:
    """The functions and values of a module that have a parameter `rule: str`, or make an id of another one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            fields = [
                f"{ast.unparse(field.target)}: {ast.unparse(field.annotation)}"
                for field in node.body
                if isinstance(field, ast.AnnAssign)
            ]
            if "rule: str" in fields:
                yield node.name, Taker(fields.index("rule: str"))
        elif isinstance(node, ast.FunctionDef):
            parameters = [
                ast.unparse(parameter) for parameter in node.args.args if parameter.arg not in ("self", "cls")
            ]
            if "rule: str" in parameters:
                yield node.name, Taker(parameters.index("rule: str"))
            for call in reports(node):
                match call.args[0]:
                    case ast.JoinedStr([ast.Constant(start), ast.FormattedValue(ast.Name(name))]):
                        yield node.name, Taker(parameters.index(f"{name}: str"), f"{start}{{}}")


@cache
def records() -> dict[str, Taker]:
    """The records with an id in them, which a module may make of another one's class."""
    return {name: taker for module in MODULES for name, taker in takers(parsed(module)) if name[0].isupper()}


def reports(tree: ast.AST) -> list[ast.Call]:
    """Every call of `Diagnostics.error` and `.warning`, whatever the collector is called."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    return [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in SEVERITIES]


def reported(path: Path) -> Iterator[tuple[str, Severity | None]]:
    """The ids that a module reports; None where the call does not tell how much they weigh."""
    tree = parsed(path)
    handed_on = records() | dict(takers(tree)) | {name: Taker(0) for name in SEVERITIES}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        name = "error" if ast.unparse(node.func) == "InputError.of" else name
        taker = handed_on.get(name)
        if taker is None or len(node.args) <= taker.position:
            continue
        match node.args[taker.position]:
            case ast.Constant(str(word)):
                yield taker.form.format(word), SEVERITIES.get(name)
            case ast.Name("rule" | "kind") | ast.Attribute(attr="rule" | "id") | ast.JoinedStr() | ast.Starred():
                pass  # handed on: whoever calls with the word itself is found there
            case other:
                pytest.fail(f"{path}, line {node.lineno}: cannot tell which id {ast.unparse(other)} is")


def everything_reported() -> set[tuple[str, Severity | None]]:
    return {found for path in MODULES for found in reported(path)}


@pytest.mark.slow
def test_every_problem_is_explained_and_no_other() -> None:
    found = {rule for rule, _ in everything_reported()}
    assert len(found) > 70
    judged = {rule.id for rule in RULES} - {rule.id for rule in CATALOGUE}  # by the rules of the other families
    assert sorted(found - {rule.id for rule in RULES}) == []
    assert sorted({rule.id for rule in CATALOGUE} - found) == []
    assert sorted({rule.id for rule in CATALOGUE} & judged) == []


def test_every_problem_of_the_corpus_is_explained() -> None:
    files = sorted((ROOT / "tests/errors").glob("*.yaml"))
    expected = {rule for file in files for rule in re.findall(r"# expect: ([a-z0-9-]+)", file.read_text("utf-8"))}
    assert len(expected) > 40
    assert sorted(expected - {rule.id for rule in RULES}) == []


def test_severities_are_those_of_the_stages() -> None:
    weights = {rule.id: rule.severity for rule in CATALOGUE}
    told = [(rule, severity) for rule, severity in everything_reported() if severity and rule in weights]
    assert len(told) > 60
    assert [(rule, severity) for rule, severity in told if weights[rule] is not severity] == []


def test_ids_are_unique_over_all_families() -> None:
    assert [name for name, count in Counter(rule.id for rule in RULES).items() if count > 1] == []


def test_every_rule_has_a_text_and_no_other() -> None:
    assert sorted(catalogue._texts()) == sorted(catalogue.RULES)


def test_a_build_reads_no_texts_of_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue._texts.cache_clear()
    monkeypatch.setattr(catalogue, "read_file", lambda *_: pytest.fail("it was read"))
    desk = Desk(tmp_path)
    assert desk.build(ODD).diagnostics
    with pytest.raises(pytest.fail.Exception):
        desk.problem(content=f"{TEXT}allow:\n  unknown-key: I like it so\n")


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.id)
def test_a_reason_is_one_sentence_and_has_a_source(rule: CheckRule) -> None:
    assert re.fullmatch(r"[A-Z“'].*[^.]\.", rule.reason)
    assert len(re.findall(r"[.!?](?:\s|$)", rule.reason)) == 1
    assert len(rule.reason.split()) <= 30
    assert rule.source
