"""Variables: each has a name, and a value where somebody gave one."""

from __future__ import annotations

from generator.diagnostics import Diagnostics
from generator.model.club import Club
from generator.model.content import Content
from generator.model.locale import Locale
from generator.model.variables import NAMES, variables
from generator.source.decode import decode
from generator.source.files import find, read_file
from generator.source.reader import read_text

CLUB = "name: Riverside\ncontact: Jo\nweb: https://riverside.example\nmeets: Tuesdays\naccent: '#003B5C'\n"


def parts() -> tuple[Locale, Club, Content]:
    diagnostics = Diagnostics()
    locale = read_file(find("content/locales", "en-GB"), diagnostics)
    club = read_text(CLUB.encode(), "club.yaml", diagnostics)
    content = read_file(find("content", "sore-back"), diagnostics)
    values = (
        decode(locale, Locale, diagnostics),
        decode(club, Club, diagnostics),
        decode(content, Content, diagnostics),
    )
    assert diagnostics.sorted() == ()
    return values


def test_every_name_has_a_value_when_all_is_given_and_nothing_else_has() -> None:
    values = variables(*parts())
    assert tuple(values) == NAMES
    assert all(values.values())
    assert values["emergency.ambulance"] == "999"
    assert values["club.name"] == "Riverside"
    assert values["title"] == "Sore back after a run?"


def test_what_nobody_gave_is_missing() -> None:
    _, _, content = parts()
    assert variables(None, None, content) == {"title": "Sore back after a run?", "edition": "2026-11"}
