"""Warning signs reach the reader: each test takes a small sound text or layout and spoils one thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Severity
from generator.source.files import shipped_names
from generator.workspace import DEFAULT_LAYOUTS
from tests.support.desk import CALVES, REVIEW, SMALL_CARDS, SOUND, SOURCED_HEAD, SOURCED_SAFETY, Desk
from tests.support.press import Press

MORE = """\
              - text: "you cannot feel, or move, your **legs** (both of them) after a fall"
"""
SIGNS = SOURCED_SAFETY + MORE
TEXT = SOUND.replace(SOURCED_SAFETY, SIGNS)


def found(tmp_path: Path, content: str = TEXT, layout: str = "handout-a4") -> list[Diagnostic]:
    return list(Desk(tmp_path).judged(content, layout).diagnostics)


def rules(problems: list[Diagnostic]) -> list[str]:
    return [problem.rule for problem in problems]


def marked(problem: Diagnostic) -> str:
    """The first line of what the diagnostic points at."""
    assert problem.span
    line = problem.span.source.lines[problem.span.line - 1]
    return line[problem.span.column - 1 :]


def below_clear_print(layout: str) -> list[str]:
    """What the cards that are too small for clear print say of themselves, whatever stands on them."""
    return ["small-type"] * (layout in SMALL_CARDS)


@pytest.mark.parametrize("layout", shipped_names("layouts")[1:])
def test_a_sound_text_gives_no_warning_but_of_small_cards(layout: str, tmp_path: Path) -> None:
    assert rules(found(tmp_path, layout=layout)) == below_clear_print(layout)


@pytest.mark.parametrize("content", shipped_names("content"))
@pytest.mark.parametrize("layout", shipped_names("layouts")[1:])
def test_the_shipped_guides_lack_a_clinician_and_nothing_else(content: str, layout: str) -> None:
    found = Press().build(content, layout).diagnostics
    assert rules(list(found)) == ["not-reviewed", *below_clear_print(layout)]


def test_the_shipped_layouts_were_all_tried() -> None:
    assert set(DEFAULT_LAYOUTS) < set(shipped_names("layouts")[1:])
    assert shipped_names("layouts")[0] == "base"


def test_nobody_checked_the_text(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, TEXT.replace(REVIEW, ""))
    assert (problem.rule, problem.severity, marked(problem)) == ("not-reviewed", Severity.WARNING, "id: get-help")


def test_a_text_without_warning_signs_needs_no_clinician(tmp_path: Path) -> None:
    text = f"{SOURCED_HEAD}sections:\n{CALVES}".replace("sources:\n", "message-sources: [nhs]\nsources:\n", 1)
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    ("claim", "rest"),
    [
        ("      - paragraph: {text: Walking helps., claim: true}\n", "{text: Walking helps., claim: true}"),
        ("      - list:\n          - {text: Heat helps, claim: true}\n", "{text: Heat helps, claim: true}"),
        ("      - callout: {text: Rest harms., claim: true}\n", "{text: Rest harms., claim: true}"),
        (
            "      - points:\n          - {title: Heat, text: It helps., claim: true}\n",
            "{title: Heat, text: It helps., claim: true}",
        ),
    ],
)
def test_a_claim_names_its_source(claim: str, rest: str, tmp_path: Path) -> None:
    problems = found(tmp_path, TEXT.replace(CALVES, CALVES + claim))
    assert [(problem.rule, problem.severity) for problem in problems] == [("unsourced-claim", Severity.ERROR)]
    assert marked(problems[0]) == rest
    sourced = claim.replace("claim: true", "claim: true, sources: [nhs]")
    assert found(tmp_path, TEXT.replace(CALVES, CALVES + sourced)) == []


def test_a_sign_is_a_claim_without_being_marked(tmp_path: Path) -> None:
    bare = TEXT.replace("            sources: [nhs]\n", "").replace("sources:\n", "message-sources: [nhs]\nsources:\n")
    assert rules(found(tmp_path, bare)) == ["unsourced-sign", "unsourced-sign"]
    by_section = bare.replace("    role: safety\n", "    role: safety\n    sources: [nhs]\n")
    assert found(tmp_path, by_section) == []


LATE = """\
extends: handout-a4
place:
  - banner
  - message
  - sections: {role: act}
  - break: page
  - sections: rest
  - colophon
"""


def test_signs_on_page_2_are_too_late(tmp_path: Path) -> None:
    problems = found(tmp_path, layout=LATE)
    assert rules(problems) == ["sign-missing", "sign-missing"]
    assert problems[0].message == "this warning sign is not on page 1"
    assert marked(problems[0]).startswith("{text: you are numb")
    assert problems[0].related[0][0].source.name.endswith("own.yaml")


def test_signs_of_a_section_that_no_card_prints(tmp_path: Path) -> None:
    """A card prints the signs of sections with the role safety; others would be lost on it."""
    other = SIGNS.replace("get-help", "more-help").replace("role: safety", "role: act").replace("you are", "you feel")
    problems = found(tmp_path, TEXT.replace(CALVES, CALVES + other.replace("Numb.", "Very numb.")), "card-a6")
    assert rules(problems) == ["sign-missing"]
    assert problems[0].message == "this warning sign is not on this card"
    assert "Very numb." in marked(problems[0])


@pytest.mark.parametrize("layout", DEFAULT_LAYOUTS)
def test_what_says_the_same_as_a_sign_is_not_taken_for_it(layout: str, tmp_path: Path) -> None:
    """A task has a box to tick, and stands on the side of a card where nothing says how urgent it is."""
    same = TEXT.replace("items: [Walk for 5 minutes.]", "items: [Numb., you are numb]").replace("Sore calves?", "Numb.")
    assert found(tmp_path, same, layout) == []


def test_what_says_the_same_as_a_sign_does_not_stand_for_it(tmp_path: Path) -> None:
    said = TEXT.replace("Five minutes are enough.", "Get help if you are numb.")
    assert rules(found(tmp_path, said, LATE)) == ["sign-missing", "sign-missing"]


def test_signs_that_are_written_elsewhere_are_found(tmp_path: Path) -> None:
    """An alias points to its first place, which may be in another section."""
    knees = CALVES.replace("calves", "knees").replace("Lean on a wall and push one heel down.", "&numb you are numb")
    text = TEXT.replace(SIGNS, f"{knees}{SIGNS.replace('{text: you are numb, short: Numb.}', '*numb')}")
    for layout in DEFAULT_LAYOUTS:
        assert found(tmp_path, text, layout) == []


def test_signs_in_small_type(tmp_path: Path) -> None:
    tiny = "floor: {size: 8 pt}\ntext: {tiny: {like: body, size: 11/15}}\n"
    small = f"extends: handout-a4\n{tiny}looks: {{sign: {{text: tiny}}}}\n"
    problems = [problem for problem in found(tmp_path, layout=small) if problem.rule == "sign-small"]
    assert [problem.message for problem in problems] == [
        "this warning sign is printed in 11 pt, and the text around it in 12 pt"
    ] * 2


def test_signs_with_boxes_to_tick(tmp_path: Path) -> None:
    box = "{shape: box, fill: none, size: 4 mm, weight: 1 pt, ink: ink, centre: caps, indent: 7 mm}"
    problems = found(tmp_path, layout=f"extends: handout-a4\nlooks: {{sign: {{mark: {box}}}}}\n")
    assert rules(problems) == ["sign-to-tick", "sign-to-tick"]


def test_urgency_without_a_word(tmp_path: Path) -> None:
    silent = TEXT.replace("level: now\n", "level: now\n            call: '!'\n            when: '!!'\n")
    for layout in DEFAULT_LAYOUTS:
        problems = found(tmp_path, silent, layout)
        assert rules(problems) == ["sign-by-colour"]
        assert marked(problems[0]) == "level: now"


def test_pages_that_hide_that_nobody_checked_them(tmp_path: Path) -> None:
    placed = "place:\n  - banner\n  - message\n  - sections: rest\n"
    hidden = f"extends: handout-a4\n{placed}skip: {{colophon: no room, checklist: no room}}\n"
    assert found(tmp_path, layout=hidden) == []
    assert rules(found(tmp_path, TEXT.replace(REVIEW, ""), hidden)) == ["notice-missing", "not-reviewed"]
