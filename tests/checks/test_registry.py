"""Each rule is registered with something that runs and can report it, and nothing reports a rule that is not."""

from __future__ import annotations

from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

import pytest

from generator.checks import FAMILIES, RULES, Family, catalogue
from generator.checks.catalogue import OF_STAGES

RUN = [family for family in FAMILIES if set(family.rules) != set(OF_STAGES)]
IDS = {rule.id for rule in RULES}


def codes(code: CodeType) -> Iterator[CodeType]:
    """A function and those inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


def reached(start: Any, seen: dict[int, Any]) -> Iterator[str]:
    """The rules that a function or class of the checks, or what it calls, reports."""
    if id(start) in seen:
        return
    seen[id(start)] = start
    if isinstance(start, FunctionType):
        for code in codes(start.__code__):
            yield from (constant for constant in code.co_consts if isinstance(constant, str) and constant in IDS)
            for name in code.co_names:
                yield from reached(start.__globals__.get(name), seen)
    elif isinstance(start, type) and start.__module__.startswith("generator.checks."):
        for member in vars(start).values():
            yield from reached(getattr(member, "func", getattr(member, "fget", member)), seen)


def runners(family: Family) -> list[Any]:
    return [runner for runner in family[Family._fields.index("text") :] if runner is not None]


@pytest.mark.parametrize("family", RUN, ids=lambda family: family.rules[0])
def test_each_rule_can_be_reported_by_what_its_family_runs(family: Family) -> None:
    seen: dict[int, Any] = {}
    assert {rule for runner in runners(family) for rule in reached(runner, seen)} == set(family.rules)


def test_the_rules_of_the_stages_are_reported_by_them_alone() -> None:
    """Another test holds that they report each of them (test_catalogue.py)."""
    (stages,) = [family for family in FAMILIES if family not in RUN]
    assert runners(stages) == []


def test_each_rule_is_registered_once() -> None:
    registered = [rule for family in FAMILIES for rule in family.rules]
    assert sorted(registered) == sorted(catalogue.RULES)
    assert [rule.id for rule in RULES] == registered
