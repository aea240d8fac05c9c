"""Keeps built elements for later documents in which the same elements come again."""

from __future__ import annotations

from collections import ChainMap

from generator.story import Element
from generator.typeset.parts import BuiltElement

DOCUMENTS = 4  # the latest, of which it is kept

KeptState = ChainMap[tuple[Element, float], BuiltElement]
"""Whole elements as they stand on a page, by element and width, in one state of a layout.

An element equals only itself: whoever makes a document anew gives those that did not change once more.
"""


class Kept:
    """What was built in the states of one layout. It belongs to whoever keeps that layout."""

    def __init__(self) -> None:
        self._states: dict[int, KeptState] = {}

    def state(self, number: int) -> KeptState:
        """What was built in one state, for one more document to use and to add to."""
        before = self._states.get(number)
        state = self._states[number] = ChainMap({}, *(before.maps[: DOCUMENTS - 1] if before else ()))
        return state
