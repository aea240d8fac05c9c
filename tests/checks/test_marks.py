"""Strokes that are too thin, and boxes that are too small to tick."""

from __future__ import annotations

import pytest

from generator.diagnostics import Severity, Source, Span
from generator.structure import StructureNode
from generator.typeset.items import Colour, Page, Path, Segment
from tests.support.desk import CONTENT
from tests.support.judged import judge, judged, place, print_of, read_content, set_pages

SPAN = Span(Source("text.yaml", "figure"), 1, 1, 1, 7)
HELP = CONTENT.replace("sources: {}", "sources: {}\nhelp: {address: https://example.org/, label: more}")


@pytest.mark.parametrize(
    ("layout", "changes"),
    [
        ("handout-a4", "looks: {foot: {rule: {weight: 0.4 pt}}}"),
        ("handout-a4", "looks: {tier.now: {border: {weight: 0.4 pt}}}"),
        ("handout-a4", "text: {body: {underline: {weight: 0.4 pt}}}"),
        ("handout-a4", "looks: {banner: {ornament: {weight: 0.4 pt}}}"),
        ("card-a6", "looks: {warnings: {border: {weight: 0.4 pt}}}"),
        ("ledger-a4", "looks: {margin: {rule: {weight: 0.4 pt}}}"),
    ],
)
def test_a_thin_stroke_is_told_where_its_weight_stands(layout: str, changes: str) -> None:
    (found,) = judged(changes, HELP, layout)
    assert (found.severity, found.rule, *place(found)) == (Severity.WARNING, "thin-rule", "test.yaml", "0.4 pt")
    assert found.message == "a stroke of 0.4 pt is too thin to print well"


def test_a_thin_line_of_a_drawing_is_told_at_the_figure() -> None:
    """It is the author who draws it thicker, or prints it larger."""
    page = Page(600, 800, (drawn(0.4, StructureNode("Figure")), drawn(0.3, StructureNode("Figure"))))
    done = set_pages(read_content())
    thick, thin = judge((page,), print_of(done, read_content()))
    assert (thick.message, thin.message) == (
        "a stroke of 0.4 pt is too thin to print well",
        "a stroke of 0.3 pt is too thin to print well",
    )
    assert thick.span == thin.span == SPAN


def drawn(weight: float, owner: StructureNode) -> Path:
    """A line of a drawing."""
    segments = (Segment("m", ((100, 100),)), Segment("l", ((200, 100),)))
    return Path(segments, None, Colour(0, 0, 0), weight, False, owner, SPAN)


def test_half_a_point_is_enough() -> None:
    assert judged("looks: {foot: {rule: {weight: 0.5 pt}}}") == ()


@pytest.mark.parametrize(
    ("mark", "where", "message"),
    [
        ("size: 2 mm", "2 mm", "a box to tick of 2.0 mm is too small"),
        ("weight: 0.6 pt", "0.6 pt", "the edge of a box to tick is 0.6 pt thin"),
    ],
)
def test_a_box_to_tick_needs_room_and_an_edge(mark: str, where: str, message: str) -> None:
    (found,) = judged(f"looks: {{task: {{mark: {{{mark}}}}}}}", over="card-a6")
    assert (found.rule, *place(found), found.message) == ("small-box", "test.yaml", where, message)


def test_boxes_are_judged_whether_or_not_they_are_fields() -> None:
    changes = "forms: off\nlooks: {task: {mark: {size: 2 mm}}}"
    assert [found.rule for found in judged(changes, over="card-a6")] == ["small-box"]


def test_three_millimetres_are_enough() -> None:
    assert judged("looks: {task: {mark: {size: 3 mm, weight: 0.75 pt}}}", over="card-a6") == ()


def test_an_outlined_disc_is_no_box_to_tick() -> None:
    steps = CONTENT.replace(
        "paragraph: Lean on a wall", "steps:\n          - title: Lean\n            text: Lean on a wall"
    )
    outlined = "looks: {step: {mark: {size: 5 mm, fill: none, ink: accent, weight: 0.5 pt, text-ink: accent}}}"
    assert judged(outlined, steps) == ()
