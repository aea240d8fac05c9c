"""Defines what a story is composed from, and what is kept of its elements to be used again."""

from __future__ import annotations

from collections.abc import Mapping
from operator import is_

from generator.model.content import Content
from generator.model.locale import Locale
from generator.record import NamedTuple
from generator.story import Drawing, Element, Image


class Composed(NamedTuple):
    """An element, and what it depends on: values of the text, compared by identity, and variables that were filled in.

    `tasks` says how many boxes to tick it has; a document numbers them.
    """

    element: Element
    made_of: tuple[object, ...]
    variables: Mapping[str, str]
    tasks: int

    def holds(self, made_of: tuple[object, ...], variables: Mapping[str, str]) -> bool:
        """Whether these are what it was made of."""
        return all(map(is_, self.made_of, made_of)) and self.variables.items() <= variables.items()


# By the name of a part and all that it depends on in the layout. It belongs to whoever keeps the text.
KeptParts = dict[tuple[object, ...], Composed]
Pictures = dict[str, Image | Drawing]  # by the path that figures name


class Material(NamedTuple):
    """What a story is composed from: a text, the words of its language, the pictures of its figures.

    `kept` has the elements that were made of it before; they come again where nothing that they depend on has changed.
    """

    content: Content
    locale: Locale
    pictures: Pictures
    kept: KeptParts
