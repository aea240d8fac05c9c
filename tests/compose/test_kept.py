"""What did not change since a text was last composed comes again: the same elements, with the same nodes."""

from __future__ import annotations

import pytest

from generator.building import build
from generator.compose import Material, compose
from generator.diagnostics import Diagnostics
from generator.inputs import ReadText, TextMemory
from generator.pdf import PdfPainter
from generator.source.overlay import Values
from generator.story import Element, Story
from generator.values import club_with, text_with
from generator.workspace import Workspace
from tests.support.roundtrip import elements

WORKSPACE = Workspace()
TEXT = WORKSPACE.text("sore-back")


def composed(text: ReadText, layout: str = "handout-a4", values: Values = (("club.name", "Anytown"),)) -> Story:
    text, club = text_with(text, values), club_with(WORKSPACE.club(None, values), values)
    states = WORKSPACE.layout(layout, text).states
    assert text.content
    assert text.locale
    assert states
    material = Material(text.content, text.locale, text.pictures, text.memory.composed)
    story = compose(material, states[0].file, club.club, club.logo, Diagnostics())
    assert story
    return story


def body(story: Story) -> list[Element]:
    return [element for element in story.body if isinstance(element, Element)]


def with_variable(name: str) -> ReadText:
    """The text with a variable in the first paragraph of its second section."""
    assert TEXT.content
    first, second, *rest = TEXT.content.sections
    title = second.title._replace(runs=(second.title.runs[0]._replace(text=name, variable=True),))
    content = TEXT.content._replace(sections=(first, second._replace(title=title), *rest))
    assert TEXT.manuscript
    return TEXT._replace(content=content, manuscript=TEXT.manuscript._replace(content=content), memory=TextMemory())


@pytest.mark.parametrize("layout", ["handout-a4", "card-a6"])
def test_another_club_leaves_the_sections_as_they_are(layout: str) -> None:
    text = TEXT._replace(memory=TextMemory())
    one, same, other = (composed(text, layout, (("club.name", name),)) for name in ("Anytown", "Anytown", "Borough"))
    changed = [new.name for old, new in zip(body(one), body(other), strict=True) if old is not new]
    assert set(changed) <= {"banner", "colophon", "signpost"}
    assert len(body(one)) > len(changed)
    assert [heading.node for heading in one.headings[1:]] == [heading.node for heading in other.headings[1:]]
    assert [heading.title for heading in one.headings] == [heading.title for heading in same.headings]


@pytest.mark.parametrize(("variable", "again"), [("club.name", False), ("emergency.ambulance", True)])
def test_what_has_a_changed_value_in_it_is_made_anew(variable: str, again: bool) -> None:
    text = with_variable(variable)
    one, other = (composed(text, values=(("club.name", name),)) for name in ("Anytown", "Borough"))
    titles = {heading.title for heading in other.headings}
    assert ("Borough" in titles) is not again
    assert "Anytown" not in titles
    assert (one.headings[2].node is other.headings[2].node) is again
    assert one.headings[1].node is other.headings[1].node


def test_tasks_keep_their_numbers() -> None:
    def names(story: Story) -> list[str]:
        found: list[str] = []
        waiting = body(story)
        while waiting:
            element = waiting.pop(0)
            waiting[:0] = element.children
            found += [element.tick.name] if element.tick else []
        return found

    text = TEXT._replace(memory=TextMemory())
    first = names(composed(text, "card-a6"))
    assert first == [f"task-{number}" for number in range(1, len(first) + 1)]
    assert len(first) > 5
    assert names(composed(text, "card-a6")) == first
    assert names(composed(text, "handout-a4")) == names(composed(TEXT._replace(memory=TextMemory()), "handout-a4"))


def test_a_value_that_is_missing_is_told_each_time() -> None:
    text = with_variable("club.meets")
    layout, painter = WORKSPACE.layout("handout-a4", text), PdfPainter()
    values = (("club.name", "Anytown"),)
    for _ in range(2):
        told = build(text, layout, WORKSPACE.club(None, values), values, None, painter).diagnostics
        assert "empty-variable" in {problem.rule for problem in told}


def test_documents_are_the_same_as_those_of_a_text_that_was_just_read() -> None:
    painter, layout = PdfPainter(), WORKSPACE.layout("card-a6", TEXT)
    for name in ("Anytown", "Borough", "Anytown"):
        values = (("club.name", name),)
        club = WORKSPACE.club(None, values)
        kept, fresh = (
            build(text, layout, club, values, None, painter).data for text in (TEXT, Workspace().text("sore-back"))
        )
        assert kept == fresh
        assert kept
        assert elements(kept)
