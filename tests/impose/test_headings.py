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
    nodes = [StructureNode(role) for role in roles.split()]
    faces = (page(*[nodes[index] for index in shown[:1]]), page(*[nodes[index] for index in shown[1:]]))
    root, changed = close_gaps(StructureNode("Sect", nodes, language="fr"), faces)
    assert (root.role, root.language) == ("Sect", "fr")
    assert " ".join(node.role for node in root.kids) == expected
    assert " ".join(node.role for node in nodes) == roles
    assert [item.owner for face in changed for item in face.items] == [root.kids[index] for index in shown]
    assert not set(root.walk()) & set(nodes)


def test_a_heading_is_there_if_a_part_of_it_is() -> None:
    span = StructureNode("Span")
    heading, below = StructureNode("H2", (span,)), StructureNode("H3")
    root, (face,) = close_gaps(StructureNode("Document", (heading, below)), (page(Artifact.LAYOUT, span, below),))
    assert [node.role for node in root.walk()] == ["Document", "H1", "Span", "H2"]
    assert [item.owner for item in face.items] == [Artifact.LAYOUT, root.kids[0].kids[0], root.kids[1]]
