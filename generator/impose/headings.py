"""Turns the headings on some faces of a card into levels without a gap, for a file that lacks the other faces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.structure import StructureNode
from generator.typeset.items import Page

_HEADING = re.compile("H[1-6]")


def close_gaps(root: StructureNode, faces: Iterable[Page]) -> None:
    """Give the headings that stand on these faces other roles: the first is an H1, and none skips a level.

    A file of backs alone would begin with the H2 of a section, as its H1 stands on the front (ISO 14289-1, 7.4.2).
    """
    shown = _with_parents(item.owner for face in faces for item in face.items)
    above: list[int] = []  # the levels, as they were, that the heading is under
    for node in _all(root):
        if node in shown and _HEADING.fullmatch(node.role):
            level = int(node.role[1])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            node.role = f"H{len(above)}"


def _with_parents(owners: Iterable[object]) -> set[StructureNode]:
    """The nodes among the owners, and all above them."""
    found: set[StructureNode] = set()
    for owner in owners:
        node = owner if isinstance(owner, StructureNode) else None
        while node is not None and node not in found:
            found.add(node)
            node = node.parent
    return found


def _all(node: StructureNode) -> Iterator[StructureNode]:
    """The node and all below it, in reading order."""
    yield node
    for kid in node.kids:
        yield from _all(kid)
