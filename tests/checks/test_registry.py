"""Each rule is registered with something that runs and can report it, and nothing reports a rule that is not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

import pytest

from generator.checks import FAMILIES, RULES, CheckRule, Family, catalogue

RUN = [family for family in FAMILIES if family is not catalogue.FAMILY]


def names(code: CodeType) -> Iterator[str]:
    """What a function names, those inside it included."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from names(constant)


def reached(start: Any, seen: dict[int, Any]) -> Iterator[CheckRule]:
    """The rules that a function or class of the checks, or what it calls, names."""
    if id(start) in seen:
        return
    seen[id(start)] = start
    if isinstance(start, CheckRule):
        yield start
    elif isinstance(start, FunctionType):
        for name in names(start.__code__):
            yield from reached(start.__globals__.get(name), seen)
    elif isinstance(start, type) and start.__module__.startswith("generator.checks."):
        for member in vars(start).values():
            yield from reached(getattr(member, "func", getattr(member, "fget", member)), seen)


def runners(family: Family) -> list[Any]:
    return [runner for runner in family[Family._fields.index("text") :] if runner is not None]


@pytest.mark.parametrize("family", RUN, ids=lambda family: family.rules[0].id)
def test_each_rule_can_be_reported_by_what_its_family_runs(family: Family) -> None:
    seen: dict[int, Any] = {}
    found = {rule.id for runner in runners(family) for rule in reached(runner, seen)}
    assert found == {rule.id for rule in family.rules}


def test_the_rules_of_the_files_are_reported_by_the_stages_alone() -> None:
    """Another test holds that the stages report each of them (test_catalogue.py)."""
    assert runners(catalogue.FAMILY) == []


def test_each_rule_of_the_checks_is_registered_once() -> None:
    made = {
        id(value): value.id
        for name, module in sys.modules.items()
        if name.startswith("generator.checks.")
        for value in vars(module).values()
        if isinstance(value, CheckRule)
    }
    registered = [rule.id for family in RUN for rule in family.rules]
    assert sorted(registered) == sorted(made.values())
    assert len(RULES) == len({rule.id for rule in RULES})
