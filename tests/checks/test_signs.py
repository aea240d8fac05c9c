"""Layouts that hide a warning sign in some way are refused; each was once let through."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.test_safety import REVIEW, TEXT, found, rules
from tests.support.desk import Desk, without_review
from tests.support.press import Press

COVERED = {
    "a section's tint": ("handout-a4", "looks: {sign: {shift: 62 pt}, section.act: {fill: tint}}"),
    "lines on each other": ("handout-a4", "text: {sg: {like: body, size: 12/1}}\nlooks: {sign: {text: sg}}"),
}
GUIDE = {
    "a task's tint": ("card-a6", "looks: {warnings: {after: -70 pt}, group: {fill: tint}}"),
    "another tier": ("handout-a4", "looks: {tier.soon: {before: -60 pt, fill: tint}}"),
    "far away": ("handout-a4", "looks: {sign: {shift: 250 pt}}"),
    "tiers on each other": ("card-a6", "looks: {warnings: {gap: -20 pt}}"),
    "label on text": ("card-a6", "looks: {warning: {beside: {widths: {label: 14 mm, text: rest}, gap: -14 mm}}}"),
}
FLOOR = "floor: {size: 8 pt}\n"


@pytest.mark.parametrize("case", COVERED)
def test_a_sign_that_is_printed_over(case: str, tmp_path: Path) -> None:
    layout, changes = COVERED[case]
    assert "sign-covered" in rules(found(tmp_path, layout=f"extends: {layout}\n{changes}\n"))


@pytest.mark.parametrize("case", GUIDE)
def test_a_sign_of_the_guide_that_is_printed_over(case: str, tmp_path: Path) -> None:
    layout, changes = GUIDE[case]
    path = Desk(tmp_path).write("layouts/own.yaml", f"extends: {layout}\n{changes}\n")
    built = Press().build("sore-back", path)
    assert built.data is None
    assert {"sign-covered", "too-long"} & {problem.rule for problem in built.diagnostics}


def test_a_leaflet_is_no_card_because_it_has_a_checklist(tmp_path: Path) -> None:
    pieces = "banner, message, {sections: {role: act}}, checklist, {break: page}, {sections: {role: safety}}"
    layout = f"extends: handout-a4\nplace: [{pieces}, {{sections: rest}}, colophon]\nskip: {{}}\n"
    problems = found(tmp_path, layout=layout)
    assert rules(problems) == ["sign-missing", "sign-missing"]
    assert problems[0].message == "this warning sign is not on page 1"


BOX = "shape: box, weight: 1 pt, ink: ink, centre: caps, indent: 12 mm"


@pytest.mark.parametrize("mark", [f"{BOX}, size: 4.5 mm, fill: paper", f"{BOX}, size: 9 mm, fill: none"])
def test_boxes_in_disguise(mark: str, tmp_path: Path) -> None:
    problems = found(tmp_path, layout=f"extends: handout-a4\nlooks: {{sign: {{mark: {{{mark}}}}}}}\n")
    assert "sign-to-tick" in rules(problems)


def test_a_box_for_the_whole_tier(tmp_path: Path) -> None:
    layout = f"extends: handout-a4\nlooks: {{tier.now: {{mark: {{{BOX}, size: 4.5 mm}}}}}}\n"
    assert "sign-to-tick" in rules(found(tmp_path, layout=layout))


def test_a_box_on_a_card(tmp_path: Path) -> None:
    layout = (
        f"extends: card-a6\nlooks: {{warning: {{parts: {{text: {{mark: {{{BOX}, size: 4.5 mm, fill: paper}}}}}}}}}}\n"
    )
    assert "sign-to-tick" in rules(found(tmp_path, layout=layout))


def test_signs_are_as_large_as_what_stands_around_them(tmp_path: Path) -> None:
    large = "text: {body: {size: 8/10}, large: {like: body, size: 14/18}}\n"
    looks = "looks: {paragraph: {text: large}, line: {text: large}}\n"
    assert "sign-small" in rules(found(tmp_path, layout=f"extends: handout-a4\n{FLOOR}{large}{looks}"))


@pytest.mark.parametrize("short", [".", "…", "-", "999"])
def test_a_sign_has_a_word(short: str, tmp_path: Path) -> None:
    assert "sign-wordless" in rules(found(tmp_path, TEXT.replace("short: Numb.", f'short: "{short}"'), "card-a6"))


def test_a_sign_with_the_club_s_name(tmp_path: Path) -> None:
    """What is filled in on the page is filled in where it is looked for."""
    text = TEXT.replace("text: you are numb", 'text: "you are numb and {club.name} is far"')
    built = Desk(tmp_path).build(text, club="name: Riverside Runners\n")
    assert without_review(built).diagnostics == ()


def test_signs_in_any_section_need_a_clinician(tmp_path: Path) -> None:
    text = TEXT.replace(REVIEW, "").replace("role: safety", "role: act")
    assert "not-reviewed" in rules(found(tmp_path, text))
