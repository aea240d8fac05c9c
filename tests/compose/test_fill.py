"""Inline text as a reader of the finished document meets it: each link and each foreign word an element of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdf
import pytest

from generator.diagnostics import Diagnostic
from generator.model.variables import NAMES
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
    assert all(marked(problem).startswith(("'See", "{weather}")) for problem in built.diagnostics)


def test_strong_words_are_bold_and_no_others(desk: Desk) -> None:
    data = desk.data(CONTENT.replace(SENTENCE, "Quite **slowly** and [**gently**](https://one.example) today."))
    bold: dict[str, bool] = {}

    def look(text: str, _matrix: object, _text_matrix: object, font: Any, _size: object) -> None:
        if font:
            bold.update(dict.fromkeys(text.split(), "Bold" in font["/BaseFont"]))

    pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text(visitor_text=look)
    assert [bold[word] for word in ("Quite", "slowly", "and", "gently", "today.")] == [False, True, False, True, False]


def test_a_text_of_several_pieces_is_one_where_it_is_said_plainly(desk: Desk) -> None:
    data = desk.data(CONTENT.replace("title: Stretching", "title: Stretch **well** on {edition}"))
    assert str(pypdf.PdfReader(io.BytesIO(data)).metadata["/Title"]) == "Stretch well on 2026-11"  # type: ignore[index]


def test_foreign_words_that_touch_keep_their_own_languages(desk: Desk) -> None:
    found = read(desk, "Say [un](lang:fr)[ein](lang:de) now.")
    assert [(one.role, one.text.strip(), one.language) for one in found.inner] == [
        ("Span", "un", "fr"), ("Span", "ein", "de")
    ]  # fmt: skip


def test_foreign_words_end_where_plain_words_begin_and_are_one_though_some_are_strong(desk: Desk) -> None:
    found = read(desk, "Say [bonne **route**](lang:fr) or [salut](lang:fr) now.")
    assert [(one.text.strip(), one.language) for one in found.inner] == [("bonne route", "fr"), ("salut", "fr")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[one](https://one.example) first.", [("Link", "one")]),
        ("[un](lang:fr) first.", [("Span", "un")]),
        ("Last [one](https://one.example)", [("Link", "one")]),
        ("Last [un](lang:fr)", [("Span", "un")]),
    ],
)
def test_a_text_may_begin_and_end_with_them(text: str, told: list[tuple[str, str]], desk: Desk) -> None:
    assert read(desk, text).told == told


def test_no_link_and_no_foreign_word_is_left_open_by_the_one_before(desk: Desk) -> None:
    found = read(desk, "Say [un](lang:fr)[one](https://one.example)[deux](lang:fr) now.")
    assert found.told == [("Span", "un"), ("Link", "one"), ("Span", "deux")]


# What has no value


def test_a_value_that_the_club_lacks_is_told_with_ways_to_give_it(desk: Desk) -> None:
    text = CONTENT.replace(SENTENCE, "Ask {club.contact}.")
    problem = desk.problem(text, club=CLUB)
    assert (problem.rule, problem.message) == (
        "empty-variable", "{club.contact} has no value: the club does not give it"
    )  # fmt: skip
    assert problem.hint == "Name the club's file (--club FILE) or --set club.contact=..., or reword."
    assert marked(problem) == "{club.contact}"
    ((place, words),) = problem.related
    assert (place.source.name, words) == (str(desk.folder / "content/club.yaml"), "the club")
    assert desk.problem(text).related == ()  # without a club there is no place to show


def test_a_value_that_the_locale_lacks_is_told_with_its_file(desk: Desk) -> None:
    text = CONTENT.replace("locale: en-GB", "locale: en-US").replace(SENTENCE, "Call {advice.number}.")
    problem = desk.problem(text)
    assert problem.message == "{advice.number} has no value: the locale does not give it"
    assert problem.hint == "Reword."
    ((place, words),) = problem.related
    assert (Path(place.source.name).stem, words) == ("en-US", "the locale")


def test_a_name_that_is_no_variable_is_told_with_all_that_are(desk: Desk) -> None:
    known = f"Known: {', '.join(NAMES)}."
    for name, hint in (("club.nam", f"Did you mean {{club.name}}? {known}"), ("weather", known)):
        problem = desk.problem(CONTENT.replace(SENTENCE, f"Ask {{{name}}}."), club=CLUB)
        assert (problem.rule, problem.message) == ("unknown-variable", f"there is no variable {{{name}}}")
        assert problem.hint == hint
        assert marked(problem) == f"{{{name}}}"


@pytest.mark.parametrize("name", ["weather", "club.contact"])
def test_a_variable_in_an_address_is_told_at_its_place_too(name: str, desk: Desk) -> None:
    text = f"'See [our page](https://one.example/{{{name}}}).'"
    assert marked(desk.problem(CONTENT.replace(SENTENCE, text), club=CLUB)) == f"{{{name}}}"


def test_each_variable_without_a_value_is_told_at_its_own_place(desk: Desk) -> None:
    built = desk.build(CONTENT.replace(SENTENCE, "Ask {club.contact} or {club.meets}."), club=CLUB)
    assert [marked(problem) for problem in built.diagnostics] == ["{club.contact}", "{club.meets}"]


def marked(problem: Diagnostic) -> str:
    """What the problem points at."""
    assert problem.span
    line = problem.span.source.lines[problem.span.line - 1]
    return line[problem.span.column - 1 : problem.span.end_column - 1]
