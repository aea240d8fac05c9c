"""What was built of an element serves the next document that brings it again, and never changes what is set."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostics
from generator.story import Edges, Element, Story
from generator.typeset.build import Builder
from generator.typeset.kept import DOCUMENTS, Kept
from generator.typeset.pages import typeset
from generator.typeset.parts import BuiltElement, Context
from tests.support.galley import LIBRARY, foot, layouts, paragraphs, story, text, words_of

STATES = layouts()


def words(told: Story, kept: Kept | None) -> tuple[list[list[str]] | None, int]:
    """The words of each page, and how many problems there were."""
    found = Diagnostics()
    done = typeset(told, STATES, LIBRARY, found, kept)
    return [words_of(page.items) for page in done.pages] if done else None, len(found)


def test_an_element_that_comes_again_is_not_built_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept()
    first, second, third = paragraphs("One.", "Two.", "Three.")
    told = story(first, second, foot=Edges(foot(), foot()))
    alone = words(told, None)
    assert words(told, kept) == alone
    other = story(first, third)
    expected = words(other, None)
    built: list[Element] = []
    real = Builder._element

    def noting(self: Builder, element: Element, context: Context, width: float) -> BuiltElement:
        built.append(element)
        return real(self, element, context, width)

    monkeypatch.setattr(Builder, "_element", noting)
    assert words(other, kept) == expected
    assert built == [third]


def test_what_had_a_problem_is_told_each_time() -> None:
    kept = Kept()
    told = story(text("paragraph", "no glyph: \u4e00"))
    assert words(told, kept)[1] == words(told, kept)[1] == 1


def test_only_the_latest_documents_are_remembered() -> None:
    kept = Kept()
    told = [story(text("paragraph", f"Text {number}.")) for number in range(DOCUMENTS + 3)]
    for one in told:
        words(one, kept)
    assert len(kept.state(0)) == DOCUMENTS - 1  # and a new one, still empty
    assert told[-1].body[0] in [element for element, _ in kept.state(0)]
