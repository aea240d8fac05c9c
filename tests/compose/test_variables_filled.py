"""Variables: each has its value wherever it stands, and one that has none is told with its place."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest

from generator.model.variables import NAMES
from tests.support.desk import CONTENT, Desk
from tests.support.roundtrip import artifact_text, tree_text

CLUB = """\
name: "**Riverside** {title} & Hill"
contact: Jo
web: https://run.example.org
meets: Tuesdays
"""
VALUES = {
    "title": "Stretching",
    "edition": "2026-11",
    "club.name": "**Riverside** {title} & Hill",  # values are data: nothing in them is markup
    "club.contact": "Jo",
    "club.web": "https://run.example.org",
    "club.meets": "Tuesdays",
    "emergency.ambulance": "999",
    "emergency.hospital": "A&E",
    "advice.number": "111",
    "advice.who": "111 or a doctor",
    "doctor.short": "GP",
    "doctor.who": "a doctor or physio",
}
SENTENCE = "Lean on a wall and push one heel down."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_all_variables_are_tried() -> None:
    assert set(VALUES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_variable_has_its_value(desk: Desk, name: str) -> None:
    content = CONTENT.replace(SENTENCE, f"before {{{name}}}, **{{{name}}}** after")
    value = VALUES[name]
    assert f"\nbefore {value}, {value} after\n" in tree_text(desk.data(content, club=CLUB))


def test_a_variable_in_an_address(desk: Desk) -> None:
    data = desk.data(CONTENT.replace(SENTENCE, "Look at [our page]({club.web}) now."), club=CLUB)
    assert "Look at our page now." in tree_text(data)
    annotations: Any = pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Annots"]
    annotation = annotations[0]
    assert annotation.get_object()["/A"]["/URI"] == "https://run.example.org"


def test_a_variable_that_makes_an_address_nobody_may_open(desk: Desk) -> None:
    problem = desk.problem(CONTENT.replace(SENTENCE, "'[our page]({club.name})'"), club=CLUB)
    assert problem.rule == "link-scheme"


@pytest.mark.parametrize(
    ("name", "suggested"),
    [("club.nam", "club.name"), ("emergency.ambulence", "emergency.ambulance"), ("weather", None)],
)
def test_an_unknown_variable_is_told_with_the_known_ones(desk: Desk, name: str, suggested: str | None) -> None:
    problem = desk.problem(CONTENT.replace(SENTENCE, f"Ask {{{name}}}."), club=CLUB)
    assert problem.rule == "unknown-variable"
    assert name in problem.message
    assert problem.hint is not None
    assert all(known in problem.hint for known in NAMES)
    assert ("Did you mean" in problem.hint) == (suggested is not None)
    assert suggested is None or f"Did you mean {{{suggested}}}?" in problem.hint
    assert problem.span is not None
    assert "Ask {" in problem.span.source.lines[problem.span.line - 1]


@pytest.mark.parametrize(
    ("name", "club"), [("club.name", None), ("club.contact", None), ("club.contact", "name: Jog\n")]
)
def test_a_club_variable_without_a_value(desk: Desk, name: str, club: str | None) -> None:
    problem = desk.problem(CONTENT.replace(SENTENCE, f"Ask {{{name}}}."), club=club)
    assert problem.rule == "empty-variable"
    assert f"--set {name}=" in str(problem.hint)
    assert "the club does not give it" in problem.message


def test_a_locale_variable_that_the_country_does_not_have(desk: Desk) -> None:
    content = CONTENT.replace("locale: en-GB", "locale: en-US").replace(SENTENCE, "Call {advice.number}.")
    problem = desk.problem(content)
    assert problem.rule == "empty-variable"
    assert "the locale does not give it" in problem.message


def test_the_title_as_a_variable_has_its_own_variables_filled_in(desk: Desk) -> None:
    content = CONTENT.replace("title: Stretching", "title: Edition {edition}").replace(SENTENCE, "This is {title}.")
    assert "This is Edition 2026-11." in tree_text(desk.data(content))


def test_braces_in_a_title_are_text_in_the_foot_too(desk: Desk) -> None:
    content = CONTENT.replace("title: Stretching", r"title: How to fill in \{page}")
    assert all(text.startswith("How to fill in {page}") for text in artifact_text(desk.data(content)))
