"""Keeps what was built of elements, for documents in which they come again."""

from __future__ import annotations

from generator.story import Element
from generator.typeset.stack import Built

LIMIT = 500  # elements: past this the memory starts again from nothing


KeptState = dict[tuple[Element, float], Built]
"""Whole elements as they stand on a page, by element and width, in one state of a layout.

An element equals only itself: whoever makes a document anew gives those that did not change once more.
"""


class Kept:
    """What was built in the states of one layout. It belongs to whoever keeps that layout."""

    def __init__(self) -> None:
        self._states: dict[int, KeptState] = {}

    def state(self, number: int) -> KeptState:
        """What was built in one of the states, to be read and filled."""
        if sum(map(len, self._states.values())) > LIMIT:
            self._states.clear()
        return self._states.setdefault(number, {})
