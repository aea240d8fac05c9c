"""Keeps the elements of one text from one composition to the next, as long as nothing that they depend on changes."""

from __future__ import annotations

from collections.abc import Mapping
from operator import is_

from generator.record import NamedTuple
from generator.story import Element


class Composed(NamedTuple):
    """An element, and what it depends on: values of the text, compared by identity, and variables that were filled in.

    It has so many `tasks` to tick, which are numbered through the document.
    """

    element: Element
    made_of: tuple[object, ...]
    variables: Mapping[str, str]
    tasks: int

    def holds(self, made_of: tuple[object, ...], variables: Mapping[str, str]) -> bool:
        """Whether it would be made of the same again."""
        return all(map(is_, self.made_of, made_of)) and self.variables.items() <= variables.items()


# By the name of a part and all that it depends on in the layout. It belongs to whoever keeps the text.
KeptParts = dict[tuple[object, ...], Composed]
