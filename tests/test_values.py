"""Values laid over a text and a club: the same documents as if nothing had been read, kept or built before."""

from __future__ import annotations

import gc
import re
import weakref
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.building import Built
from generator.diagnostics import Diagnostics
from generator.source.overlay import Values
from generator.values import decode_text, layer_of, text_with
from generator.workspace import Workspace
from tests.support.desk import compared
from tests.support.fuzzing import times
from tests.support.press import Press

KEPT = Workspace()
WORDS = st.text(st.sampled_from("abcdeé ’-*_{}:#1."), max_size=30)
KEYS = (
    *("title", "subtitle", "message", "notice", "author", "edition", "slug", "locale", "language", "checklist.title"),
    *("help.address", "written-on", "titel", "club.name", "club.contact", "club.meets", "club.accent", "club.nam"),
)
KNOWN = {
    "edition": ["2026-12", "first"],
    "slug": ["other", "Not a slug"],
    "locale": ["en-US", "en-XX"],
    "language": ["en-US", "en", "?"],
    "written-on": ["2026-11-02", "soon"],
    "club.accent": ["#00563F", "#ffee00", "green"],
    "help.address": ["https://example.org/a", "ftp://example.org"],
}
PAIRS = st.sampled_from(KEYS).flatmap(
    lambda key: st.tuples(st.just(key), st.sampled_from(KNOWN[key]) if key in KNOWN else WORDS)
)


def built(values: Values, workspace: Workspace) -> Built:
    return Press(settings=values, workspace=workspace).build("sore-back", "card-a6")


@settings(max_examples=times(60), deadline=None)
@given(st.lists(PAIRS, max_size=4).map(tuple))
def test_a_document_does_not_depend_on_what_was_kept(values: Values) -> None:
    again, fresh = built(values, KEPT), built(values, Workspace())
    assert compared(again) == compared(fresh)
    assert compared(built((), KEPT)) == compared(plain())


@cache
def plain() -> Built:
    return built((), Workspace())


def without_addresses(value: object) -> str:
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))


@pytest.mark.parametrize(
    "values",
    [
        (("title", "Anew"),),
        (("title", "Anew"), ("edition", "2027-01")),
        (("help.address", "https://example.org/a"),),
        (("checklist.title", "On the card"),),
        (("message", "A *mark* that is none."),),
    ],
)
def test_a_few_keys_decoded_anew_are_as_the_whole_file_decoded(values: Values) -> None:
    text = KEPT.text("sore-back")
    assert text.document
    found = Diagnostics()
    whole = decode_text(text.document(), layer_of(values, found), found)
    laid = text_with(text, values)
    assert laid.content
    assert whole
    told = [(problem.rule, problem.message, str(problem.span)) for problem in found.sorted()]
    assert [(problem.rule, problem.message, str(problem.span)) for problem in laid.found.decoded] == told
    assert [without_addresses(part) for part in laid.content] == [without_addresses(part) for part in whole]


def test_a_text_with_values_is_given_back_at_once() -> None:
    """Of a thousand contents built with a value, none may wait for the garbage collector."""
    gc.collect()
    gc.disable()
    try:
        workspace = Workspace()
        assert built((("edition", "2026-12"),), workspace).data
        memory = weakref.ref(workspace.text("sore-back").memory)
        assert memory()
        del workspace
        assert memory() is None
    finally:
        gc.enable()


def test_values_share_what_they_do_not_touch() -> None:
    text = KEPT.text("sore-back")
    laid = text_with(text, (("title", "Anew"),))
    assert text.content
    assert laid.content
    assert laid.content.sections is text.content.sections
    assert laid.content.title.plain == "Anew"
    assert text_with(text, (("club.name", "Us"), ("locale", "en-GB"))) is text
