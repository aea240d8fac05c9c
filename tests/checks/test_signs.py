"""Layouts that hide a warning sign in some way are refused; each was once let through."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from generator.checks import safety
from tests.checks.test_safety import LATE, REVIEW, TEXT, found, marked, rules
from tests.support.desk import CALVES, SOURCED_HEAD, Desk, without_review
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


# What is said, and at which place


class Told(NamedTuple):
    rule: str
    message: str
    hint: str
    place: str  # how the line starts that the problem points at
    related: tuple[str, ...] = ()


SAME = "about: mine\n"  # a layout that changes nothing
TINY = "floor: {size: 8 pt}\ntext: {tiny: {like: body, size: 11/15}}\nlooks: {sign: {text: tiny}}\n"
TICKED = f"looks: {{sign: {{mark: {{{BOX}, size: 4 mm, fill: none}}}}}}\n"
NO_NOTICE = "place: [banner, message, {sections: rest}]\nskip: {colophon: no room, checklist: no room}\n"
SILENT = TEXT.replace("level: now\n", "level: now\n            call: '!'\n            when: '!!'\n")
UNSOURCED = TEXT.replace("            sources: [nhs]\n", "").replace("sources:\n", "message-sources: [nhs]\nsources:\n")
CLAIM = TEXT.replace("paragraph: Lean", "paragraph: {claim: true, text: Lean").replace("heel down.", "heel down.}")
UNREVIEWED = TEXT.replace(REVIEW, "")
LAYOUT = ("the layout",)
NUMB = "{text: you are numb"
SPOILT = [
    (TEXT, LATE.partition("\n")[2], Told(
        "sign-missing", "this warning sign is not on page 1",
        "Place its section, or the piece 'warnings', before anything else; warning signs are never left out.",
        NUMB, LAYOUT)),
    (TEXT, TINY, Told(
        "sign-small", "this warning sign is printed in 11 pt, and the text around it in 12 pt",
        "Give it the type style body, or a larger one.", NUMB, LAYOUT)),
    (TEXT, COVERED["a section's tint"][1], Told(
        "sign-covered", "something is printed over this warning sign", "Give it room.", NUMB, LAYOUT)),
    (TEXT, TICKED, Told(
        "sign-to-tick", "this warning sign has a box to tick", "Give it another mark.", NUMB, LAYOUT)),
    (SILENT, SAME, Told(
        "sign-by-colour", "nothing beside these warning signs says in words how urgent they are",
        "Say whom to call, and when: call, when.", "level: now", LAYOUT)),
    (UNREVIEWED, NO_NOTICE, Told(
        "notice-missing", "the pages do not say that no clinician has checked the text",
        "Place colophon or signpost.", "title: Stretching", LAYOUT)),
    (TEXT.replace("short: Numb.", "short: '…'"), SAME, Told(
        "sign-wordless", "there is no word in this warning sign", "Say it in plain words.", "'…'")),
    (UNSOURCED, SAME, Told(
        "unsourced-sign", "this warning sign names no source",
        "Add sources: [...] to the sign, its tier or its section.", NUMB)),
    (CLAIM, SAME, Told(
        "unsourced-claim", "this is marked as a claim and names no source",
        "Add sources: [...] with an id of the file's sources, or take out what nobody supports.", "{claim: true")),
    (UNREVIEWED, SAME, Told(
        "not-reviewed", "no clinician has checked this text",
        "Fill in reviewed-by and reviewed-on when one has. Until then the pages say so themselves.", "id: get-help")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "changes", "told"), SPOILT, ids=[told.rule for *_, told in SPOILT])
def test_what_is_told_of_a_spoilt_sign_and_where(text: str, changes: str, told: Told, tmp_path: Path) -> None:
    problems = [one for one in found(tmp_path, text, f"extends: handout-a4\n{changes}") if one.rule == told.rule]
    first = problems[0]
    words = tuple(words for _, words in first.related)
    assert Told(first.rule, first.message, first.hint or "", told.place, words) == told
    assert marked(first).startswith(told.place)
    assert all(place.source.name.endswith("own.yaml") for place, _ in first.related)


def test_every_rule_of_warning_signs_was_tried() -> None:
    assert {told.rule for *_, told in SPOILT} == set(safety.RULES)


def test_the_hint_for_signs_in_a_section_of_another_role_is_that_role(tmp_path: Path) -> None:
    (first, *_) = found(tmp_path, TEXT.replace("role: safety", "role: act"), "card-a6")
    assert first.rule == "sign-missing"
    assert first.hint == "Give its section the role safety: what has this role comes first, and goes on cards."


# What is no fault


@pytest.mark.parametrize(("call", "when"), [("'!'", "now"), ("Us", "'!'")])
def test_whom_to_call_or_when_is_word_enough(call: str, when: str, tmp_path: Path) -> None:
    own = f"level: now\n            call: {call}\n            when: {when}\n"
    assert found(tmp_path, TEXT.replace("level: now\n", own)) == []


@pytest.mark.parametrize(
    "mark",
    [
        "shape: square, size: 3 mm, fill: ink, indent: 12 mm",  # it has no outline
        f"{BOX}, size: 3 mm, fill: accent",  # nobody could tick it
        f"{BOX.replace('12 mm', '16 mm')}, size: 15 mm, fill: none",  # as large as a panel
    ],
)
def test_a_mark_that_is_no_box_to_tick(mark: str, tmp_path: Path) -> None:
    problems = found(tmp_path, layout=f"extends: handout-a4\nlooks: {{sign: {{mark: {{{mark}}}}}}}\n")
    assert "sign-to-tick" not in rules(problems)


@pytest.mark.parametrize(("paper", "finds"), [("115 mm, 160 mm", []), ("120 mm, 150 mm", ["sign-missing"] * 2)])
def test_what_is_larger_than_a_pocket_is_read_like_a_leaflet(paper: str, finds: list[str], tmp_path: Path) -> None:
    """On a card any face will do; the shipped ones have the signs on the back."""
    problems = found(tmp_path, layout=f"extends: card-a6\npage: {{paper: [{paper}]}}\n")
    assert [rule for rule in rules(problems) if rule == "sign-missing"] == finds


def test_advice_without_signs_needs_a_clinician_by_its_role(tmp_path: Path) -> None:
    advice = CALVES.replace("id: calves", "id: help").replace("role: act", "role: safety")
    text = f"{SOURCED_HEAD}sections:\n{advice}".replace("sources:\n", "message-sources: [nhs]\nsources:\n", 1)
    (problem,) = found(tmp_path, text)
    assert (problem.rule, marked(problem)) == ("not-reviewed", "id: help")
