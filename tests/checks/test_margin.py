"""Ink near the edge of the paper, and beyond it."""

from __future__ import annotations

import pytest

from generator.diagnostics import Severity
from generator.model.content import Content
from tests.support.galley import shipped
from tests.support.judged import judge, judged, place, print_of, set_pages


@pytest.mark.parametrize("layout", ["handout-a4", "handout-letter", "ledger-a4", "card-a6", "card-quarter-letter"])
def test_the_shipped_margins_are_wide_enough(layout: str) -> None:
    assert judged(over=layout, club="Riverside Runners") == ()


def test_a_panel_that_hangs_out_too_far_is_told_at_the_page() -> None:
    (found,) = judged("page: {side: 10 mm}\nlooks: {banner: {ornament: null}}")
    assert (found.severity, found.rule, *place(found)) == (Severity.WARNING, "near-edge", "test.yaml", "page")
    assert found.message == "ink lies 5.00 mm from the left edge of page 1"
    assert found.hint == "Keep 6.35 mm free all round on this sheet: wider margins, less hang."
    assert found.related[0][0].source.name == "text.yaml"


def test_it_is_the_ink_that_counts() -> None:
    """The line of the title starts 2 mm from the edge of the paper, and its letters 4.55 mm lower."""
    banner = "looks: {banner: {fill: none, ornament: null, ink: ink}, banner.plain: {pad: {top: 0 pt}}}"
    assert judged(f"page: {{top: 2 mm, side: 25 mm}}\n{banner}") == ()
    (found,) = judged(f"page: {{top: 0.5 mm, side: 25 mm}}\n{banner}")
    assert found.message == "ink lies 5.05 mm from the top edge of page 1"


def test_the_foot_counts_too() -> None:
    (found,) = judged("page: {depth: 54.2 line}")
    assert "bottom edge of page 1" in found.message


def test_the_worst_of_all_pages_is_told() -> None:
    content = shipped("sore-back", Content)
    assert isinstance(content, Content)
    done = set_pages(content)
    first, second = done.pages or ()
    moved = second._replace(items=tuple(item._replace(x=3.0) if hasattr(item, "x") else item for item in second.items))
    (found,) = [p for p in judge((first, moved), print_of(done, content)) if p.rule == "near-edge"]
    assert found.message.endswith("left edge of page 2")


@pytest.mark.parametrize(("side", "rules"), [(3.1, []), (2.8, ["near-edge"])])
def test_a_card_that_is_cut_needs_less(side: float, rules: list[str]) -> None:
    assert [found.rule for found in judged(f"page: {{side: {side} mm}}", over="card-a6")] == rules


def test_a_card_as_large_as_a_sheet_is_fed_like_one() -> None:
    assert [found.rule for found in judged("page: {paper: A5, side: 5 mm}", over="card-a6")] == ["near-edge"]


def test_words_beyond_the_paper_are_an_error() -> None:
    found = judged("looks: {message: {hang: {left: 20 mm}, pad: {left: 0 mm}}}")
    assert [(problem.severity, problem.rule) for problem in found] == [(Severity.ERROR, "off-page")]
    assert found[0].message == "ink lies 4.6 mm beyond the left edge of page 1"


def test_a_banner_may_run_off_the_paper() -> None:
    """Only a warning: what is lost is colour."""
    found = judged("looks: {banner: {hang: 20 mm, ornament: null, pad: {left: 20 mm}}}")
    assert [(problem.severity, problem.rule) for problem in found] == [(Severity.WARNING, "near-edge")]
    assert "5.0 mm beyond" in found[0].message
