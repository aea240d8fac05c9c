"""Text in boxes: what a break between its lines costs, and where its words and links stand in them."""

from __future__ import annotations

import pytest

from generator.typeset.vlist import Box, Penalty
from tests.support.galley import built, lines, text

# Costs that tell which of the three it is; a break costs the dearest of those that hold there.
INSIDE, ORPHAN, WIDOW = 2, 30, 400


def costs(count: int, breaks: str) -> list[float]:
    """What the breaks between the lines of a paragraph of so many lines cost."""
    flow, found = built(text("paragraph", lines(count)), changes=f"breaks: {breaks}")
    assert found == ()
    assert sum(isinstance(node, Box) for node in flow.nodes) == count
    assert all(isinstance(node, Penalty) for node in flow.nodes[1::2])
    return [node.cost for node in flow.nodes if isinstance(node, Penalty)]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, []),
        (2, [WIDOW]),
        (3, [ORPHAN, WIDOW]),
        (4, [ORPHAN, INSIDE, WIDOW]),
        (6, [ORPHAN, INSIDE, INSIDE, INSIDE, WIDOW]),
    ],
)
def test_a_break_after_the_first_line_leaves_an_orphan_and_one_before_the_last_a_widow(
    count: int, expected: list[float]
) -> None:
    assert costs(count, f"{{inside: {INSIDE}, orphan: {ORPHAN}, widow: {WIDOW}}}") == expected


def test_a_single_line_on_each_side_costs_what_the_dearer_of_both_does() -> None:
    assert costs(2, "{inside: 1, orphan: 50, widow: 30}") == [50]
    assert costs(2, "{inside: 1, orphan: 30, widow: 50}") == [50]


def test_no_break_costs_less_than_one_inside() -> None:
    assert costs(2, "{inside: 7, orphan: 1, widow: 2}") == [7]
    assert costs(4, "{inside: 7, orphan: 1, widow: 2}") == [7, 7, 7]
