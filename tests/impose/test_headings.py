"""Headings of a file that has only some of the faces."""

from __future__ import annotations

import pytest

from generator.impose.headings import close_gaps
from generator.structure import Artifact, StructureNode
from generator.typeset.fonts import FontLibrary
from generator.typeset.items import Item, Page
from tests.support.specimen import run

LIBRARY = FontLibrary()


def page(*owners: StructureNode | Artifact) -> Page:
    items: tuple[Item, ...] = tuple(run(LIBRARY, "a", 1, 1, owner) for owner in owners)
    return Page(100, 100, items)


@pytest.mark.parametrize(
    ("roles", "shown", "expected"),
    [
        ("H1 H2 H2 H3 H2", [0, 1, 2, 3, 4], "H1 H2 H2 H3 H2"),
        ("H1 H2 H2", [1, 2], "H1 H1 H1"),
        ("H1 H2 H3 H3 H2", [1, 2, 3, 4], "H1 H1 H2 H2 H1"),
        ("H1 H2 H3 H2", [2, 3], "H1 H2 H1 H1"),
        ("H1 H2 H3 H3", [0, 2, 3], "H1 H2 H2 H2"),
        ("H1 P H6", [0, 1, 2], "H1 P H2"),
        ("P P", [0], "P P"),
    ],
)
def test_begin_with_the_first_level_and_skip_none(roles: str, shown: list[int], expected: str) -> None:
    root = StructureNode("Sect", StructureNode("Document"))
    nodes = [StructureNode(role, root) for role in roles.split()]
    close_gaps(root, [page(*[nodes[index] for index in shown[:1]]), page(*[nodes[index] for index in shown[1:]])])
    assert " ".join(node.role for node in nodes) == expected


def test_a_heading_is_there_if_a_part_of_it_is() -> None:
    root = StructureNode("Document")
    heading, below = StructureNode("H2", root), StructureNode("H3", root)
    span = StructureNode("Span", heading)
    close_gaps(root, [page(Artifact.LAYOUT, span, below)])
    assert (heading.role, below.role, span.role) == ("H1", "H2", "Span")
