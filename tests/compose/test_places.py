"""What is placed where: by role, by id, as the rest; and what no layout may leave out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.desk import CALVES, CHECKLIST, CONTENT, HEAD, REVIEW, SAFETY, Desk
from tests.support.roundtrip import tree_text
from tests.support.wording import ROOT

THIGHS = CALVES.replace("calves", "thighs").replace("role: act", "role: info").replace("wall", "chair")
KNEES = CALVES.replace("calves", "knees").replace("role: act", "role: know").replace("wall", "floor")
THREE = f"{HEAD}sections:\n{SAFETY}{CALVES}{THIGHS}{KNEES}"
START = "extends: handout-a4\nplace:\n  - banner\n  - message\n"
TITLES = ("Get help", "Your calves", "Your thighs", "Your knees")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def order(data: bytes) -> list[str]:
    return [line for line in tree_text(data).split("\n") if line in TITLES]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (["sections: rest"], ["Get help", "Your calves", "Your thighs", "Your knees"]),
        (["sections: {role: know}", "sections: rest"], ["Your knees", "Get help", "Your calves", "Your thighs"]),
        (["sections: {id: thighs}", "sections: rest"], ["Your thighs", "Get help", "Your calves", "Your knees"]),
        (
            ["sections: {id: knees}", "sections: {role: info}", "sections: {role: know}", "sections: rest"],
            ["Your knees", "Your thighs", "Get help", "Your calves"],
        ),
        (["beside: [know, act]", "sections: rest"], ["Your knees", "Your calves", "Get help", "Your thighs"]),
        (["sections: {role: safety}", "break: page", "sections: rest"], list(TITLES)),
    ],
)
def test_sections_stand_where_the_layout_places_them(desk: Desk, place: list[str], expected: list[str]) -> None:
    layout = START + "".join(f"  - {line}\n" for line in place) + "  - colophon\n"
    assert order(desk.data(THREE, layout)) == expected


def test_two_layouts_of_one_text_differ_in_order_alone(desk: Desk) -> None:
    first = desk.data(THREE, START + "  - sections: rest\n  - colophon\n")
    second = desk.data(THREE, START + "  - sections: {role: know}\n  - sections: rest\n  - colophon\n")
    assert order(first) != order(second)
    assert sorted(tree_text(first).split("\n")) == sorted(tree_text(second).split("\n"))


def test_a_section_that_is_placed_nowhere(desk: Desk) -> None:
    layout = START + "  - sections: {role: safety}\n  - sections: {role: act}\n  - colophon\n"
    built = desk.build(THREE, layout)
    assert built.data is None
    assert [problem.rule for problem in built.diagnostics] == ["unplaced", "unplaced"]
    for problem, name, role in zip(built.diagnostics, ("thighs", "knees"), ("info", "know"), strict=True):
        assert problem.message == f"the layout places the section '{name}' nowhere"
        assert problem.hint is not None
        assert f"{{role: {role}}}" in problem.hint
        assert "skip:" in problem.hint
        assert problem.span is not None
        assert problem.span.source.lines[problem.span.line - 1].strip(" -") == f"id: {name}"
        assert problem.related[0][0].source.name.endswith("own.yaml")


def test_a_reason_lets_a_section_go(desk: Desk) -> None:
    layout = START + "  - sections: {role: safety}\n  - sections: {role: act}\n  - colophon\n"
    layout += "skip: {info: It is on the web., know: It is too long.}\n"
    assert order(desk.data(THREE, layout)) == ["Get help", "Your calves"]
    problem = desk.problem(THREE, layout.replace("know: It is too long.", ""))
    assert "'knees'" in problem.message


@pytest.mark.parametrize("skip", ["{sections: No room.}", "{info: a, know: b, act: c, sections: d}"])
def test_safety_is_never_skipped_with_all_sections(desk: Desk, skip: str) -> None:
    problem = desk.problem(THREE, f"{START}  - colophon\nskip: {{checklist: no, {skip[1:]}\n")
    assert (problem.rule, problem.hint) == ("unplaced", "It can never be skipped.")
    assert "safety section 'get-help'" in problem.message


def test_safety_is_never_skipped_by_its_role(desk: Desk) -> None:
    problem = desk.problem(THREE, START + "  - sections: {role: act}\n  - colophon\nskip: {safety: No room.}\n")
    assert problem.rule == "safety-skipped"
    assert problem.span is not None
    assert problem.span.source.name.endswith("own.yaml")


def test_safety_is_never_skipped_on_a_card_without_warnings(desk: Desk) -> None:
    problem = desk.problem(CONTENT, "extends: card-a6\npage: {head: {rest: null}}\n")
    assert (problem.rule, problem.hint) == ("unplaced", "It can never be skipped.")


def test_safety_that_warnings_cannot_say_is_not_dropped_from_the_card(desk: Desk) -> None:
    """The card says the signs of tiers; a safety section without tiers has none."""
    safety = CALVES.replace("role: act", "role: safety")
    problem = desk.problem(f"{HEAD}sections:\n{safety}{CHECKLIST}", "card-a6")
    assert problem.rule == "unplaced"


def test_safety_beside_tiers_is_not_dropped_in_silence(desk: Desk) -> None:
    more = SAFETY + "      - paragraph: Never run with chest pain.\n"
    content = f"{HEAD}sections:\n{more}{CHECKLIST}"
    built = desk.build(content, "card-a6")
    assert built.diagnostics or "Never run" in tree_text(built.data or b"")


@pytest.mark.parametrize(
    "block",
    ["table: {columns: [a, b], rows: [[c, d]]}", "figure: {drawing: a.svg, alt: A stretch}", "callout: Wait.",
     "figure: {drawing: a.svg, decorative: true}", "list: [a]", "fill-in: [a]", "qr: https://example.org"],
)  # fmt: skip
def test_what_stands_beside_tiers_is_told_on_a_card(block: str, desk: Desk) -> None:
    """`warnings` says the signs alone; each other part is told in its place."""
    desk.write("content/a.svg", (ROOT / "content/figures/knees-side-to-side.svg").read_bytes())
    problem = desk.problem(f"{HEAD}sections:\n{SAFETY}      - {block}\n{CHECKLIST}", "card-a6")
    assert problem.rule == "unplaced"
    assert "this part of a safety section" in problem.message
    assert problem.span
    assert problem.span.source.lines[problem.span.line - 1].strip() == f"- {block}"


PINNED = "place: [banner, message, {sections: {role: act}}, colophon]\npage: {head: {rest: warnings}}"


@pytest.mark.parametrize("place", ["place: [banner, message, warnings, {sections: {role: act}}, colophon]", PINNED])
def test_warnings_without_a_checklist_are_not_lost(place: str, desk: Desk) -> None:
    """Their title is the checklist's: without one they cannot be printed, and this is no reason to leave them out."""
    content = f"{HEAD}sections:\n{SAFETY}{CALVES}"
    problem = desk.problem(content, f"extends: handout-a4\n{place}\n")
    assert problem.rule == "unplaced"
    assert "the safety section 'get-help'" in problem.message
    assert problem.hint
    assert "takes its title from the checklist" in problem.hint
    assert "you are numb" in tree_text(desk.data(content))


def test_a_section_is_placed_by_an_id_that_is_not_there(desk: Desk) -> None:
    problem = desk.problem(THREE, START + "  - sections: {id: thigs}\n  - sections: rest\n  - colophon\n")
    assert problem.rule == "unknown-name"
    assert "'thigs'" in problem.message


def test_a_card_needs_a_checklist(desk: Desk) -> None:
    problem = desk.problem(f"{HEAD}sections:\n{CALVES}", "card-a6")
    assert problem.rule == "no-checklist"
    assert problem.related[0][0].source.name.endswith("card-a6.yaml")


@pytest.mark.parametrize("piece", ["banner", "message", "colophon"])
def test_pieces_are_not_left_out_without_a_reason(desk: Desk, piece: str) -> None:
    pieces = [name for name in ("banner", "message", "sections: rest", "colophon") if name != piece]
    layout = "extends: handout-a4\nplace:\n" + "".join(f"  - {name}\n" for name in pieces)
    problem = desk.problem(THREE, layout)
    assert problem.rule == "unplaced"
    checked = THREE.replace("sections:", f"{REVIEW}sections:", 1)  # else nothing would say that nobody has
    assert desk.build(checked, f"{layout}skip: {{{piece}: There is a reason.}}\n").data


def test_the_checklist_is_not_left_out_without_a_reason(desk: Desk) -> None:
    layout = START + "  - sections: rest\n  - colophon\nskip: {checklist: null}\n"
    assert "the checklist" in desk.problem(CONTENT, layout).message


@pytest.mark.parametrize("layout", ["handout-a4", "handout-letter"])
def test_a_plan_may_have_a_title_of_ordinary_words(desk: Desk, layout: str) -> None:
    plan = CALVES.replace("role: act", "role: plan").replace("Your calves", "Checklist").replace("calves", "plan")
    assert "Checklist" in tree_text(desk.data(CONTENT.replace("checklist:\n", plan + "checklist:\n"), layout))
