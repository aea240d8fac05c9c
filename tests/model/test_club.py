"""Club files: only the name is required, and what is given must be usable."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostics
from generator.model.club import Club
from generator.source.decode import decode
from generator.source.reader import read_text


def decoded(text: str) -> tuple[Club | None, list[str]]:
    diagnostics = Diagnostics()
    node = read_text(text.encode(), "club.yaml", diagnostics)
    assert node is not None
    return decode(node, Club, diagnostics), [diagnostic.rule for diagnostic in diagnostics.sorted()]


def test_a_name_is_enough() -> None:
    club, rules = decoded("name: Riverside Runners\n")
    assert rules == []
    assert club is not None
    assert club.name.value == "Riverside Runners"
    assert (club.logo, club.accent, club.web) == (None, None, None)


def test_all_of_it() -> None:
    club, rules = decoded(
        "name: Riverside Runners\nlogo: logo.png\ncontact: hello@riverside.example\n"
        'web: https://riverside.example\naccent: "#003B5C"\nmeets: Tuesdays at 7\n'
    )
    assert rules == []
    assert club is not None
    assert club.accent is not None
    assert club.accent.span.line == 5


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("web: https://riverside.example", "missing-key"),
        ('name: " "', "empty-text"),
        ("name: A\nweb: riverside.example", "link-scheme"),
        ("name: A\naccent: navy", "colour"),
        ('name: A\naccent: "#03B"', "colour"),
    ],
)
def test_mistakes(text: str, rule: str) -> None:
    assert decoded(text)[1] == [rule]
