"""The logical structure of a document: who owns each mark on the page (ISO 32000-1, 14.7 and 14.8).

A tree of `StructureNode`s is built from the story, in reading order, before anything is typeset; page items point at
the node that owns them. A paragraph that breaks over lines, columns or pages is therefore one element. What belongs to
the page and not to the text is owned by an `Artifact` instead, explicitly.
"""

from __future__ import annotations

from enum import Enum
from typing import Union


class Artifact(Enum):
    """An owner for marks that carry no meaning (ISO 32000-1, 14.8.2.2)."""

    LAYOUT = "Layout"  # rules, tints, borders, bullets drawn as shapes
    PAGINATION = "Pagination"  # running heads and feet, page numbers


class StructureNode:
    """One structure element. Compared by identity; complete when compose returns it.

    `role` is a standard structure type of PDF 1.7: Document, Sect, H1-H6, P, L, LI, Lbl, LBody, Link, Span, Figure ...
    `kids` are in reading order. `language` is a BCP 47 tag where it differs from the parent's. `alt` is the
    alternative text (required for Figure; the `Contents` of a Link). `attributes` are entries of the element's /A
    dictionaries as (owner, key, value), e.g. ("List", "ListNumbering", "Decimal"); values are PDF names.
    """

    __slots__ = ("alt", "attributes", "kids", "language", "parent", "role")

    def __init__(
        self,
        role: str,
        parent: StructureNode | None = None,
        *,
        alt: str | None = None,
        language: str | None = None,
        attributes: tuple[tuple[str, str, str], ...] = (),
    ) -> None:
        self.role = role
        self.parent = parent
        self.alt = alt
        self.language = language
        self.attributes = attributes
        self.kids: list[StructureNode] = []
        if parent is not None:
            parent.kids.append(self)


Owner = Union[StructureNode, Artifact]
