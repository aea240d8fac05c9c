"""The logical structure of a document: who owns each mark on the page (ISO 32000-1, 14.7 and 14.8).

A tree of `StructureNode`s is built with the story, from the leaves up, before anything is typeset; page items point at
the node that owns them. A paragraph that breaks over lines, columns or pages is therefore one element. What belongs to
the page and not to the text is owned by an `Artifact` instead, explicitly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Final, Union

from generator.record import NamedTuple


class Artifact(Enum):
    """An owner for marks that carry no meaning (ISO 32000-1, 14.8.2.2)."""

    LAYOUT = "Layout"  # rules, tints, borders, bullets drawn as shapes
    PAGINATION = "Pagination"  # running heads and feet, page numbers


class StructureNode:
    """One structure element. Compared by identity, and complete when it is made: nothing is added or changed later.

    `role` is a standard structure type of PDF 1.7: Document, Sect, H1-H6, P, L, LI, Lbl, LBody, Link, Span, Figure ...
    `kids` are in reading order. `language` is a BCP 47 tag where it differs from the parent's. `alt` is the
    alternative text (required for Figure; the `Contents` of a Link). `attributes` are entries of the element's /A
    dictionaries as (owner, key, value), e.g. ("List", "ListNumbering", "Decimal"); values are PDF names.

    A node does not know its parent, so that it can stand in the trees of several documents; see `parents_of`.
    """

    __slots__ = ("alt", "attributes", "kids", "language", "role")

    def __init__(
        self,
        role: str,
        kids: Iterable[StructureNode] = (),
        *,
        alt: str | None = None,
        language: str | None = None,
        attributes: tuple[tuple[str, str, str], ...] = (),
    ) -> None:
        self.role: Final = role
        self.kids: Final = tuple(kids)
        self.alt: Final = alt
        self.language: Final = language
        self.attributes: Final = attributes

    def walk(self) -> Iterator[StructureNode]:
        """The node and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


class OutlineEntry(NamedTuple):
    """A bookmark to the first item that `node` owns. `level` 1 is the title."""

    level: int
    title: str
    node: StructureNode


Owner = Union[StructureNode, Artifact]


def parents_of(root: StructureNode) -> dict[StructureNode, StructureNode]:
    """The parent of every node below the root. Raises ValueError if a node stands in the tree twice."""
    parents: dict[StructureNode, StructureNode] = {}
    nodes = [root]
    for node in nodes:
        for kid in node.kids:
            if kid in parents:
                raise ValueError(f"a {kid.role} stands twice in the document's structure")
            parents[kid] = node
        nodes.extend(node.kids)
    return parents
