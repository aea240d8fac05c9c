"""Contrast: what lies on what, in colour and in grey, with the colour that would do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.checks import judge_accent
from generator.diagnostics import Diagnostics, Severity, Source, Span
from generator.source.decode import Located
from tests.support.desk import CONTENT, Desk
from tests.support.judged import judged, place

SOON = CONTENT.replace("level: now", "level: soon")
HELP = CONTENT.replace("sources: {}", "sources: {}\nhelp: {address: https://example.org/, label: more}")


def test_pale_text_is_an_error_at_its_colour() -> None:
    (found,) = judged('colours: {ink: "#888888"}')
    assert (found.severity, found.rule, *place(found)) == (Severity.ERROR, "low-contrast", "test.yaml", '"#888888"')
    assert found.message == "text in 'ink' on 'paper' is 3.5 to 1, not 7 to 1"
    assert found.hint == 'The nearest colour that does is "#585858".'
    assert found.related[0][1] == "the first that is printed so"


def test_what_is_offered_passes() -> None:
    assert judged('colours: {ink: "#585858"}') == ()
    assert {found.rule for found in judged('colours: {ink: "#5A5A5A"}')} == {"low-contrast"}


def test_white_on_a_pale_banner_asks_for_a_darker_banner() -> None:
    found = judged('colours: {accent: "#6090B0"}')
    assert {problem.message.partition(" is ")[0] for problem in found} == {
        "text in 'paper' on 'accent'",
        "text in 'accent' on 'paper'",
    }
    assert {place(problem)[1] for problem in found} == {'"#6090B0"'}
    assert {problem.hint for problem in found} == {
        'The nearest ground that does is "#3D5C71".',
        'The nearest colour that does is "#3D5C71".',
    }


def test_text_is_held_against_the_tint_it_stands_on() -> None:
    """The club's colour reaches 7 to 1 on white, and not on the tint of the second tier."""
    accent = 'colours: {accent: "#4F5A60"}'
    assert judged(accent) == ()
    (found,) = judged(accent, SOON)
    assert found.message.startswith("text in 'accent' on 'tint' is 6.")
    assert place(found) == ("test.yaml", '"#4F5A60"')


def test_a_ground_on_which_not_even_black_can_be_read_must_be_lighter() -> None:
    (found,) = judged('colours: {tint: "#708090"}', SOON)
    assert place(found) == ("test.yaml", '"#708090"')
    assert found.hint == "Make 'tint' lighter, or use it elsewhere."


def test_grey_counts_as_well() -> None:
    """Black on this green is 9.6 to 1 in colour; a grey printer makes both dark."""
    (found,) = judged('colours: {tint: "#00CC00", accent: "#000000"}', SOON)
    assert found.message.endswith("on 'tint' is 4.7 to 1, in grey, not 7 to 1")
    assert place(found)[1] == '"#00CC00"'


def test_a_faint_rule_is_a_warning() -> None:
    (found,) = judged("looks: {foot: {rule: {ink: tint}}}")
    assert (found.severity, found.rule, *place(found)) == (Severity.WARNING, "faint-mark", "base.yaml", '"#EAF1F5"')
    assert found.message == "a mark in 'tint' on 'paper' is 1.1 to 1, not 3 to 1"


@pytest.mark.parametrize(
    "changes",
    [
        "looks: {task: {mark: {ink: tint}}}",
        "looks: {warnings: {border: {ink: tint}}}",
        "looks: {groups: {separator: {ink: tint}}}",
        "looks: {qr: {ink: tint}}",
    ],
)
def test_boxes_borders_rules_and_codes_must_be_seen(changes: str) -> None:
    groups = "  groups:\n    - {title: Then, items: [Rest.]}"
    assert [found.rule for found in judged(changes, HELP.replace("  groups:", groups), "card-a6")] == ["faint-mark"]


def test_bullets_and_bars_are_marks() -> None:
    listed = CONTENT.replace("paragraph: Lean on a wall and push one heel down.", "list: [Lean on a wall]")
    assert [found.rule for found in judged("looks: {item: {mark: {fill: tint}}}", listed)] == ["faint-mark"]
    said = CONTENT.replace("paragraph: Lean", "callout: Lean")
    assert [found.rule for found in judged("looks: {callout: {bar: {ink: tint}}}", said)] == ["faint-mark"]


def test_a_border_of_the_colour_of_its_own_panel_or_tab_is_seen_against_the_paper() -> None:
    assert judged("looks: {banner: {border: {weight: 1 pt, ink: accent}}}") == ()


def test_tints_and_ornaments_need_no_contrast() -> None:
    assert judged('colours: {tint: "#FAFCFD"}\nlooks: {banner: {ornament: {ink: accent}}}', SOON) == ()


def test_a_white_code_on_a_dark_ground() -> None:
    changes = (
        "looks: {qr: {ink: paper}, colophon: {fill: accent, ink: paper, hang: 5 mm, pad: {top: 5 mm, bottom: 5 mm}}}"
    )
    found = [problem for problem in judged(changes, HELP) if problem.rule == "faint-mark"]
    assert [problem.message for problem in found if "lighter" in problem.message] == [
        "a QR code is lighter than its ground, and cameras look for a dark one"
    ]


@pytest.mark.parametrize(("colour", "hint"), [("#888888", '"#585858"'), ("#00AA00", '"#00'), ("#003B5C", None)])
def test_a_clubs_colour_is_judged_before_it_is_printed(colour: str, hint: str | None) -> None:
    span = Span(Source("club.yaml", f'accent: "{colour}"'), 1, 9, 1, 18)
    diagnostics = Diagnostics()
    judge_accent(Located(colour, span), (), diagnostics)
    found = diagnostics.sorted()
    assert [(problem.severity, problem.rule, problem.span) for problem in found] == (
        [(Severity.ERROR, "low-contrast", span)] if hint else []
    )
    assert all(hint and hint in (problem.hint or "") for problem in found)


@pytest.mark.parametrize("colour", ["#FFFF00", "#008000", "#777777", "#FF8800"])
@pytest.mark.parametrize("layout", ["handout-a4", "handout-letter", "ledger-a4", "card-a6"])
def test_the_shade_that_is_offered_is_good_enough(colour: str, layout: str, tmp_path: Path) -> None:
    """Nobody is sent from one error to the next."""
    desk = Desk(tmp_path)
    club = f"name: Riverside Runners\naccent: '{colour}'\n"
    problem = desk.problem(layout=layout, club=club)
    assert problem.hint
    (offered,) = re.findall("#[0-9A-F]{6}", problem.hint)
    assert desk.build(layout=layout, club=club.replace(colour, offered)).diagnostics == ()
