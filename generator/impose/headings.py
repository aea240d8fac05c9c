"""Closes the gaps between heading levels in a file that lacks some faces of a card."""

from __future__ import annotations

import re

from generator.structure import Owner, StructureNode
from generator.typeset.items import Item, Page

_HEADING = re.compile("H[1-6]")


def close_gaps(root: StructureNode, faces: tuple[Page, ...]) -> tuple[StructureNode, tuple[Page, ...]]:
    """A tree of new nodes, and the faces owned by these, whose first heading is an H1 and none skips a level.

    A file of backs alone would begin with the H2 of a section, as its H1 stands on the front (ISO 14289-1, 7.4.2).
    Headings that stand on none of the faces keep their roles.
    """
    renewed = _Renewed(frozenset(item.owner for face in faces for item in face.items))
    tree = renewed.node(root)
    return tree, tuple([face._replace(items=tuple(map(renewed.item, face.items))) for face in faces])


class _Renewed:
    def __init__(self, owners: frozenset[Owner]) -> None:
        self._owners = owners
        self._nodes: dict[StructureNode, StructureNode] = {}  # by those that they take the place of
        self._above: list[int] = []  # the levels, as they were, that the next heading is under

    def node(self, old: StructureNode) -> StructureNode:
        """The new node for an old one."""
        role = old.role
        if _HEADING.fullmatch(role) and not self._owners.isdisjoint(old.walk()):
            level = int(role[1])
            while self._above and self._above[-1] >= level:
                self._above.pop()
            self._above.append(level)
            role = f"H{len(self._above)}"
        kids = list(map(self.node, old.kids))
        new = StructureNode(role, kids, alt=old.alt, language=old.language, attributes=old.attributes)
        self._nodes[old] = new
        return new

    def item(self, item: Item) -> Item:
        """The item, owned by the new node."""
        owner = item.owner
        return item._replace(owner=self._nodes[owner]) if isinstance(owner, StructureNode) else item
