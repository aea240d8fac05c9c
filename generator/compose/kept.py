"""What is composed, and the elements made of it before, which come again if nothing that they need has changed."""

from __future__ import annotations

from collections.abc import Mapping
from operator import is_

from generator.model.content import Content
from generator.model.locale import Locale
from generator.record import NamedTuple
from generator.story import Drawing, Element, Image


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
Pictures = dict[str, Image | Drawing]  # by the path that figures name


class Material(NamedTuple):
    """What is composed: a text, the words of its language, the pictures that its figures name.

    `kept` has the elements that were made of it before; they come again where nothing that they depend on has changed.
    """

    content: Content
    locale: Locale
    pictures: Pictures
    kept: KeptParts
