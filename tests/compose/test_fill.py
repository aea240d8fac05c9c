"""Inline text as a reader of the finished document meets it: each link and each foreign word an element of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdf
import pytest

from tests.support.desk import CONTENT, Desk
from tests.support.roundtrip import Element, elements

SENTENCE = "Lean on a wall and push one heel down."
CLUB = "name: Riverside\nweb: https://run.example.org\n"


class Read(NamedTuple):
    """What stands in the paragraph, and of each area that opens an address what is read out there, and the address."""

    inner: list[Element]
    links: list[tuple[str, str]]

    @property
    def told(self) -> list[tuple[str, str]]:
        """Role and words of each element in the paragraph."""
        return [(element.role, element.text.strip()) for element in self.inner]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def read(desk: Desk, text: str, club: str | None = None) -> Read:
    """What comes of a paragraph that stands alone in its section."""
    data = desk.data(CONTENT.replace(SENTENCE, f"'{text}'"), club=club)
    found = elements(data)
    start = next(index for index, element in enumerate(found) if element.text == "Your calves") + 1
    paragraph = found[start]
    assert paragraph.role == "P"
    stop = next((i for i, one in enumerate(found[start + 1 :], start + 1) if one.depth <= paragraph.depth), len(found))
    return Read(found[start + 1 : stop], list(_links(data)))


def _links(data: bytes) -> Iterator[tuple[str, str]]:
    page: Any = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    for annotation in page.get("/Annots", ()):
        yield annotation.get_object()["/Contents"], annotation.get_object()["/A"]["/URI"]


def test_two_links_that_touch_are_two_links(desk: Desk) -> None:
    found = read(desk, "See [one](https://one.example)[two](https://two.example) now.")
    assert found.told == [("Link", "one"), ("Link", "two")]
    assert found.links == [("one", "https://one.example"), ("two", "https://two.example")]


def test_a_link_that_is_strong_in_part_is_one_link(desk: Desk) -> None:
    found = read(desk, "See [our **own** page](https://one.example) now.")
    assert found.told == [("Link", "our own page")]
    # An area for each stretch in one weight, and each says the whole.
    assert set(found.links) == {("our own page", "https://one.example")}


def test_a_link_ends_where_plain_words_begin(desk: Desk) -> None:
    found = read(desk, "See [one](https://one.example) and [one](https://one.example) again.")
    assert found.told == [("Link", "one"), ("Link", "one")]
    assert found.links == [("one", "https://one.example")] * 2


def test_variables_are_filled_in_in_the_words_and_the_address_of_a_link(desk: Desk) -> None:
    found = read(desk, "See [the page of {club.name}]({club.web}/about?{edition}) now.", CLUB)
    assert found.told == [("Link", "the page of Riverside")]
    assert ("the page of Riverside", "https://run.example.org/about?2026-11") in found.links


def test_an_address_that_nobody_may_open_is_told_once_and_the_rest_is_read_on(desk: Desk) -> None:
    text = "'See [this **bad**]({club.name}), [this]({club.name}) and {weather}.'"
    built = desk.build(CONTENT.replace(SENTENCE, text), club=CLUB)
    assert built.data is None
    assert {problem.rule for problem in built.diagnostics} == {"link-scheme", "unknown-variable"}


def test_foreign_words_that_touch_keep_their_own_languages(desk: Desk) -> None:
    found = read(desk, "Say [un](lang:fr)[ein](lang:de) now.")
    assert [(one.role, one.text.strip(), one.language) for one in found.inner] == [
        ("Span", "un", "fr"), ("Span", "ein", "de")
    ]  # fmt: skip


def test_foreign_words_end_where_plain_words_begin_and_are_one_though_some_are_strong(desk: Desk) -> None:
    found = read(desk, "Say [bonne **route**](lang:fr) or [salut](lang:fr) now.")
    assert [(one.text.strip(), one.language) for one in found.inner] == [("bonne route", "fr"), ("salut", "fr")]


def test_no_link_and_no_foreign_word_is_left_open_by_the_one_before(desk: Desk) -> None:
    found = read(desk, "Say [un](lang:fr)[one](https://one.example)[deux](lang:fr) now.")
    assert found.told == [("Span", "un"), ("Link", "one"), ("Span", "deux")]
