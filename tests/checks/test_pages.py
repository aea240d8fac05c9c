"""All page rules together: the shipped pairs, and the size of a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.checks import FAMILIES, judge_size
from generator.checks import catalogue as rules
from generator.checks.size import BUDGET
from generator.diagnostics import Diagnostics, Severity
from generator.model.content import Content
from tests.support.desk import SMALL_CARDS, Desk
from tests.support.galley import shipped
from tests.support.judged import judge, judged, print_of, set_pages
from tests.support.wording import PAIRS

pytestmark = pytest.mark.slow

RULES = [rules.RULES[rule] for family in FAMILIES if family.title == "Pages" for rule in family.rules]


@pytest.mark.parametrize(("content", "layout"), PAIRS)
@pytest.mark.parametrize("club", [None, "Riverside Runners"])
def test_the_shipped_pages_break_no_rule(content: str, layout: str, club: str | None) -> None:
    text = shipped(content, Content)
    assert isinstance(text, Content)
    done = set_pages(text, over=layout, club=club)
    print_ = print_of(done, text)
    found = judge(done.pages or (), print_)
    said = [problem for problem in found if problem.rule not in print_.layout.file.allow]
    assert [problem.rule for problem in said] == ["small-type"] * (layout in SMALL_CARDS)


def test_rules_say_what_why_and_who() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES) == 14
    for rule in RULES:
        assert re.fullmatch("[a-z]+(-[a-z]+)*", rule.id)
        assert rule.reason.endswith(".")
        assert rule.source


def test_errors_are_what_cannot_be_read() -> None:
    errors = {rule.id for rule in RULES if rule.severity is Severity.ERROR}
    assert errors == {"unreadable-type", "low-contrast", "off-page", "quiet-zone"}


@pytest.mark.parametrize(("size", "found"), [(60_000, 0), (BUDGET, 0), (BUDGET + 1, 1)])
def test_a_file_too_large_for_mail(size: int, found: int) -> None:
    text = shipped("sore-back", Content)
    assert isinstance(text, Content)
    diagnostics = Diagnostics()
    judge_size(size, text, diagnostics)
    assert [(problem.rule, problem.severity) for problem in diagnostics.sorted()] == [
        ("large-file", Severity.WARNING)
    ] * found
    assert all(problem.span and problem.hint for problem in diagnostics.sorted())


def test_several_rules_speak_at_once() -> None:
    found = judged('floor: {size: 5 pt}\ncolours: {ink: "#888888"}\npage: {side: 10 mm}\ntext: {body: {size: 9/12}}')
    assert {problem.rule for problem in found} == {"small-type", "low-contrast", "near-edge"}


def test_a_build_tells_what_its_pages_break(tmp_path: Path) -> None:
    """Errors stop it, warnings do not."""
    layout = "extends: handout-a4\nlooks: {{foot: {{rule: {{weight: {weight} pt}}}}}}\ncolours: {{ink: '{ink}'}}\n"
    desk = Desk(tmp_path)
    warned = desk.build(layout=layout.format(weight=0.3, ink="#000000"))
    assert warned.data
    assert "thin-rule" in {problem.rule for problem in warned.diagnostics}
    stopped = desk.build(layout=layout.format(weight=0.5, ink="#999999"))
    assert stopped.data is None
    assert "low-contrast" in {problem.rule for problem in stopped.diagnostics}
