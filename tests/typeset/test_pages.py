"""Pages: heads and feet, pinned pieces, the promise, giving way, and how an overrun is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.building import Built
from generator.diagnostics import Diagnostic, Diagnostics
from generator.model.inline import Inline, Text
from generator.model.units import Points
from generator.story import PAGE, PAGES, Edges, Element, PageBreak
from generator.structure import Artifact
from generator.typeset.items import Page, Panel, Rule
from generator.typeset.pages import typeset
from tests.support.desk import CALVES, CONTENT, HEAD, SAFETY, Desk
from tests.support.fuzzing import times
from tests.support.galley import (
    LIBRARY,
    LINE,
    MM,
    Set,
    compiled,
    content,
    foot,
    layouts,
    lines,
    of,
    paragraphs,
    runs,
    set_body,
    set_content,
    set_story,
    stack,
    story,
    text,
    words_of,
)
from tests.support.wording import ROOT

TOP, DROP = 20.0, 3.6


def pages(done: Set) -> tuple[Page, ...]:
    assert done.pages, done.found
    return done.pages


def counts(done: Set) -> list[int]:
    """Lines of text on each page."""
    return [len({run.y for run in runs(page.items)}) for page in pages(done)]


def panels(page: Page) -> list[Panel]:
    return [item for item in page.items if isinstance(item, Panel)]


# Frames


def test_text_fills_page_after_page_from_the_top() -> None:
    done = set_body(text("paragraph", lines(50)))
    assert counts(done) == [20, 20, 10]
    for page in pages(done):
        assert runs(page.items)[0].y == pytest.approx(TOP + LINE - DROP)
        assert runs(page.items)[0].x == pytest.approx(5 * MM)


def test_a_page_break_starts_a_page_but_never_leaves_one_empty() -> None:
    done = set_body(PageBreak(), *paragraphs("a"), PageBreak(), PageBreak(), *paragraphs("b"), PageBreak())
    assert [words_of(page.items) for page in pages(done)] == [["a"], ["b"]]


def test_heads_and_feet_take_their_room_from_the_frame() -> None:
    told = story(text("paragraph", lines(50)), foot=Edges(foot(), foot()),
                 head=Edges(None, text("message", lines(2))))  # fmt: skip
    done = set_story(told, "looks: {message: {after: 5 pt}, foot: {pad: {top: 10 pt}}}")
    first, second, *_ = pages(done)
    assert len(runs(first.items)) == 18 + 1  # 300 - 25 points
    assert len(runs(second.items)) == 2 + 16 + 1  # 300 - 25 - 35 points
    assert [run.y for run in runs(second.items)][:3] == pytest.approx([31.4, 46.4, TOP + 35 + LINE - DROP])
    assert runs(first.items)[-1].y == pytest.approx(TOP + 300 - DROP)


def test_a_foot_of_two_lines_shrinks_the_frame() -> None:
    tall = foot(f"Page {PAGE} of {PAGES} " + "m" * 20)
    one, two = (set_story(story(text("paragraph", lines(30)), foot=Edges(f, f))) for f in (foot(), tall))
    assert (counts(one), counts(two)) == ([20, 12], [20, 14])


def test_the_space_that_a_foot_claims_is_kept_free() -> None:
    told = story(text("paragraph", lines(30)), foot=Edges(foot(), foot()))
    assert counts(set_story(told, "looks: {foot: {before: 30 pt}}")) == [18, 14]


def test_pages_are_numbered_and_the_foot_is_an_artifact() -> None:
    done = set_story(story(text("paragraph", lines(70)), foot=Edges(foot(), foot())))
    assert [" ".join(words_of(page.items)[-4:]) for page in pages(done)] == [f"Page {n} of 4" for n in (1, 2, 3, 4)]
    assert {run.owner for page in pages(done) for run in runs(page.items)[-1:]} == {Artifact.PAGINATION}


def test_a_single_page_is_page_1_of_1() -> None:
    done = set_story(story(*paragraphs("a"), foot=Edges(foot(), foot())))
    assert words_of(pages(done)[0].items) == ["a", "Page", "1", "of", "1"]


def test_a_foot_that_wraps_only_with_the_last_page_number_covers_no_text() -> None:
    for filler in range(24, 34):
        edge = foot("m" * 10 + "i" * filler + f" Page {PAGE} of {PAGES}")
        for page in pages(set_story(story(text("paragraph", lines(200)), foot=Edges(edge, edge)))):
            heights = [run.y for run in runs(page.items)]
            assert len(heights) == len({round(y) for y in heights})


def test_a_title_with_braces_is_printed_as_it_is_written() -> None:
    text_of = content("  - {id: a, role: act, title: A, blocks: [{paragraph: b}]}", "subtitle: None")
    told = text_of._replace(title=Inline((Text("What {page} is it?"),), text_of.title.span))
    done = set_content(told)
    shown = " ".join(words_of(pages(done)[0].items))
    assert shown.count("What {page} is it?") == 2


# Pinned pieces


def test_a_pinned_piece_stands_once_on_its_page() -> None:
    told = story(text("paragraph", lines(60)), head=Edges(text("banner", "First"), text("warnings", "Second")))
    done = set_story(told)
    assert [[word in words_of(page.items) for word in ("First", "Second")] for page in pages(done)] == [
        [True, False], [False, True], [False, False], [False, False]]  # fmt: skip
    assert counts(done) == [20, 20, 20, 2]


def test_a_pinned_piece_of_the_second_page_forces_one_even_if_the_text_ends_before() -> None:
    done = set_story(story(*paragraphs("a"), head=Edges(None, text("warnings", "Stop"))))
    assert [words_of(page.items) for page in pages(done)] == [["a"], ["Stop"]]


def test_furniture_forces_no_page() -> None:
    done = set_story(story(*paragraphs("a"), foot=Edges(foot(), foot())))
    assert len(pages(done)) == 1


# Breaks


@settings(max_examples=times(60))
@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.sampled_from([6, 9, 20]))
def test_no_page_begins_or_ends_with_a_single_line_of_a_paragraph(lengths: list[int], depth: int) -> None:
    told = [text("paragraph", lines(length, f"p{number}l")) for number, length in enumerate(lengths)]
    done = set_body(stack("section", *told), changes=f"page: {{depth: {depth} line}}")
    for page in pages(done):
        shown: dict[str, int] = {}
        for word in words_of(page.items):
            number = word.partition("l")[0][1:]
            shown[number] = shown.get(number, 0) + 1
        for number, count in shown.items():
            assert count > 1 or lengths[int(number)] == 1


@settings(max_examples=times(60))
@given(st.lists(st.integers(1, 6), min_size=1, max_size=10), st.sampled_from(["paragraph", "points"]))
def test_a_heading_is_never_the_last_on_a_page(lengths: list[int], kind: str) -> None:
    told: list[Element] = []
    for number, length in enumerate(lengths):
        body = [text("paragraph", lines(length, f"p{number}l"))]
        if kind == "points":
            body = [stack("points", *(stack("point", *body, text("text", "more")) for _ in range(3)))]
        told.append(stack("section", text("heading", f"Heading{number}"), *body))
    changes = "page: {depth: 8 line}\nlooks: {heading: {keep: next}, point: {keep: try}}"
    for page in pages(set_body(*told, changes=changes)):
        last = max(runs(page.items), key=lambda run: run.y)
        assert not last.words[0].text.startswith("Heading")


def test_few_makes_a_single_child_before_or_after_a_break_dear() -> None:
    def first(few: str) -> int:
        listed = stack("list", *(text("item", f"i{number}") for number in range(4)))
        done = set_body(text("paragraph", lines(17)), listed, changes=f"looks: {{list: {{gap: 0 pt{few}}}}}")
        return len(runs(pages(done)[0].items))

    assert first("") == 20
    assert first(", few: 3") == 19


def test_a_panel_goes_on_after_a_break_with_its_border_fill_tab_and_bar() -> None:
    changes = """
    page: {depth: 10 line}
    looks:
      tier:
        border: {weight: 1 pt, ink: ink}
        radius: 4 pt
        pad: {top: 6 pt, bottom: 9 pt, left: 0 pt}
        bar: {width: 3 pt, out: 6 pt, top: 2 pt, bottom: 4 pt, ink: accent}
        tab: {side: left, width: 60 pt, parts: [call], fill: tint}
    """
    body = [text("sign", "x" + lines(1, tag)[:9]) for tag in "abcdefghijklmn"]
    done = set_body(stack("tier", text("call", "999"), *body), changes=changes)
    first, second = pages(done)
    tab, border, bar = panels(first)
    assert (tab.radii, border.radii) == ((4, 0, 0, 0), (4, 4, 0, 0))
    assert (border.y, bar.y, bar.y + bar.height) == (TOP, TOP + 2, pytest.approx(border.y + border.height))
    tab, border, bar = panels(second)
    assert tab.height == border.height
    assert (tab.radii, border.radii) == ((0, 0, 0, 4), (0, 0, 4, 4))
    assert (bar.y, bar.y + bar.height) == (TOP, pytest.approx(TOP + border.height - 4))
    assert "999" not in words_of(second.items)  # the words of the tab are not repeated
    assert border.y + 6 == pytest.approx(runs(second.items)[0].y + DROP - LINE)


def test_a_rule_at_the_top_stands_over_the_first_part_only() -> None:
    changes = "looks: {callout: {rule: {side: top, weight: 1 pt, ink: ink}}}"
    done = set_body(stack("callout", text("text", lines(30))), changes=changes)
    assert [len(of(page.items, Rule)) for page in pages(done)] == [1, 0]


# The promise


GIVING = """
page: {pages: 1}
looks: {list: {gap: 15 pt}}
give-way:
  - {note: closer lists, looks: {list: {gap: 7.5 pt}}}
  - {note: no gaps, looks: {list: {gap: 0 pt}}}
  - {note: smaller lines, text: {body: {size: 12/12}}}
"""


@pytest.mark.parametrize(
    ("items", "notes"),
    [(10, ()), (13, ("closer lists",)), (20, ("closer lists", "no gaps")),
     (25, ("closer lists", "no gaps", "smaller lines"))],
)  # fmt: skip
def test_the_layout_gives_way_in_order_and_says_how(items: int, notes: tuple[str, ...]) -> None:
    done = set_body(stack("list", *(text("item", "x") for _ in range(items))), changes=GIVING)
    assert done.gave_way == notes
    assert len(pages(done)) == 1


def test_when_nothing_helps_the_last_step_is_named() -> None:
    done = set_body(stack("list", *(text("item", "x") for _ in range(26))), changes=GIVING)
    assert done.pages is None
    (error,) = done.found
    assert error.rule == "too-long"
    assert error.hint
    assert "smaller lines" in error.hint


def test_a_step_may_change_where_paragraphs_break_though_their_lines_were_kept() -> None:
    long = text("paragraph", lines(30))
    stiff = "page: {pages: 2}\nbreaks: {inside: 10000}\nlooks: {paragraph: {shift: 0 pt}}\n"
    assert set_body(long, changes=stiff).pages is None
    done = set_body(long, changes=stiff + "give-way: [{note: looser, breaks: {inside: 2}}]")
    assert (done.gave_way, len(pages(done))) == (("looser",), 2)


def test_a_step_may_change_the_font_though_words_were_kept() -> None:
    told = stack("list", *(text("item", "x") for _ in range(15)))
    bold = ROOT / "layouts/fonts/AtkinsonHyperlegibleNext_700Bold.ttf"
    step = f"{{note: closer, looks: {{list: {{gap: 0 pt}}}}, fonts: {{sans: {{regular: {bold}, bold: {bold}}}}}}}"
    looks = "{list: {gap: 15 pt}, item: {shift: 0 pt}}"
    done = set_body(told, changes=f"page: {{pages: 1}}\nlooks: {looks}\ngive-way: [{step}]\n")
    assert done.gave_way == ("closer",)
    assert {run.face for run in runs(pages(done)[0].items)} == {LIBRARY.face(str(bold))}


def test_no_step_is_taken_without_need_and_none_without_a_promise() -> None:
    told = stack("list", *(text("item", "x") for _ in range(40)))
    done = set_body(told, changes=GIVING.replace("{pages: 1}", "{pages: null}"))
    assert done.gave_way == ()
    assert len(pages(done)) == 4


def overrun(done: Set) -> float:
    """The amount told, in points."""
    (error,) = done.found
    assert error.rule == "too-long"
    match = re.search(r"is ([\d.]+) mm", error.message)
    assert match
    return float(match[1]) * MM


def fits(told: tuple[Element | PageBreak, ...], changes: str, extra: float) -> bool:
    """Whether the story keeps the promise on pages that are really higher."""
    (layout, *more) = layouts(changes)
    page = layout.file.page
    layout = layout._replace(file=layout.file._replace(page=page._replace(depth=Points(page.depth + extra))))
    assert not more
    return typeset(story(*told), (layout,), LIBRARY, Diagnostics()) is not None


@settings(max_examples=times(25))
@given(st.lists(st.integers(1, 9), min_size=3, max_size=8), st.sampled_from(["plain", "columns", "kept"]))
def test_the_overrun_told_is_the_least_extra_height_with_which_everything_fits(lengths: list[int], kind: str) -> None:
    """One page is promised, so that the frame that must grow and the paper that really grows are the same."""
    looks = {
        "plain": "point: {gap: 0 pt}",
        "columns": "points: {gap: 3 pt, columns: {number: 2, gutter: 0 pt}}",
        "kept": "point: {keep: always}",
    }[kind]
    changes = f"page: {{pages: 1, depth: 8 line}}\ntext: {{body: {{size: 12/15}}}}\nlooks: {{{looks}}}"
    points = [stack("point", text("text", " ".join(["word"] * 3 * length))) for length in lengths]
    told = (stack("points", *points),)
    done = set_body(*told, changes=changes)
    if done.pages is not None:
        return
    if {error.rule for error in done.found} != {"too-long"}:
        return  # a kept point that is higher than the page
    extra = overrun(done)
    assert fits(told, changes, extra + 0.2)  # told to a tenth of a millimetre
    assert not fits(told, changes, extra - 0.5 - 0.3)


def test_flowing_text_over_two_pages_is_told_once() -> None:
    done = set_body(text("paragraph", lines(43)), changes="page: {pages: 2}")
    assert overrun(done) == pytest.approx(3 * LINE, abs=0.5 + 0.3)
    (error,) = done.found
    assert "(3 lines)" in error.message or "(4 lines)" in error.message


def test_a_line_too_many_is_told_as_one_line() -> None:
    done = set_body(text("paragraph", lines(21)), changes="page: {pages: 1}")
    assert "(1 line" in done.found[0].message


def test_more_breaks_than_promised_pages_are_told_as_such() -> None:
    done = set_body(*paragraphs("a"), PageBreak(), *paragraphs("b"), PageBreak(), *paragraphs("c"),
                    changes="page: {pages: 2}")  # fmt: skip
    assert "much too long" not in done.found[0].message


def test_the_place_told_is_the_first_that_is_left_over() -> None:
    told = [text("paragraph", lines(10)), text("paragraph", lines(10)), text("paragraph", lines(2))]
    done = set_body(*told, changes="page: {pages: 1}")
    (error,) = done.found
    assert error.span == told[2].span


def test_where_each_page_is_a_part_each_part_that_runs_over_is_told_by_itself() -> None:
    parts = [text("paragraph", lines(count)) for count in (22, 15, 24)]
    told = (parts[0], PageBreak(), parts[1], PageBreak(), parts[2])
    done = set_body(*told, changes="page: {pages: 3}")
    assert [(error.rule, error.message[:6], error.span) for error in done.found] == [
        ("too-long", "page 1", parts[0].span), ("too-long", "page 3", parts[2].span)]  # fmt: skip


def test_parts_that_fit_make_no_noise_for_one_that_does_not() -> None:
    told = (text("paragraph", lines(30)), PageBreak(), text("paragraph", lines(20)))
    done = set_body(*told, changes="page: {pages: 2}")
    assert len(done.found) == 1


def test_a_strip_higher_than_a_page_is_an_error_with_its_amount() -> None:
    code = "looks: {fields: {columns: {number: 2, gutter: 10 pt, fill: rows}}}"
    done = set_body(stack("fields", text("field", lines(22)), text("field", "a")), changes=code)
    assert done.pages is None
    assert {error.rule for error in done.found} >= {"too-high"}


def test_a_missing_glyph_is_told_once_though_every_step_finds_it() -> None:
    """Each where it is written; what is filled in from elsewhere, as these three are, is told at the first of them."""
    items = [text("item", "x☐") for _ in range(3)]
    done = set_body(stack("list", *items), changes=GIVING)
    assert [(error.rule, error.span) for error in done.found] == [("missing-glyph", items[0].span)]
    items = [text("item", f"x{character}") for character in "☐☑☒"]
    done = set_body(stack("list", *items), changes=GIVING)
    assert [(error.rule, error.span) for error in done.found] == [("missing-glyph", item.span) for item in items]


# Nothing fails in silence


def test_a_chain_that_may_not_break_and_is_longer_than_a_page_is_told() -> None:
    done = set_body(text("paragraph", lines(30)), changes="breaks: {inside: 10000}")
    assert done.pages or done.found


def test_a_heading_before_a_panel_that_fits_only_an_empty_page_is_told_or_set() -> None:
    panel = stack("tier", text("lead", lines(20)))
    changes = "looks: {heading: {keep: next}, tier: {keep: always}}"
    done = set_body(text("heading", "Get help"), panel, changes=changes)
    assert done.pages or done.found


def test_a_kept_group_inside_a_padded_panel_of_a_page_is_told_or_set() -> None:
    inner = stack("tier", text("lead", lines(20)))
    changes = "looks: {tier: {keep: always}, tiers: {pad: {top: 10 pt}, fill: tint}}"
    done = set_body(stack("tiers", inner), changes=changes)
    assert done.pages or done.found


def test_a_layout_that_a_test_uses_is_sound() -> None:
    assert compiled(GIVING)[1] == ()


# Room on another page


LONG = "A text that takes a line, and another one that takes a second line of the page. " * 3


def overruns(built: Built) -> list[Diagnostic]:
    """What is told of the promise; texts that repeat one sentence are spoken of for other things as well."""
    return [problem for problem in built.diagnostics if problem.rule == "too-long"]


def long_text(role: str, other: str) -> str:
    paragraphs_ = "".join(f"      - paragraph: {LONG}\n" for _ in range(40))
    return (
        f"{HEAD}sections:\n{SAFETY}  - id: long\n    role: {role}\n    title: Long\n    blocks:\n{paragraphs_}"
        f"  - {{id: short, role: {other}, title: Short, blocks: [{{paragraph: A word.}}]}}\n"
    )


@pytest.mark.parametrize(("role", "other", "free"), [("act", "know", 2), ("know", "act", 1)])
def test_the_room_of_another_page_is_told(role: str, other: str, free: int, tmp_path: Path) -> None:
    (problem,) = overruns(Desk(tmp_path).build(long_text(role, other)))
    assert problem.message.startswith(f"page {3 - free} of the 2 promised")
    assert "The layout puts sections on pages by their role." in (problem.hint or "")
    told = re.search(rf"Page {free} has room for (\d+\.\d) mm more: another role, or another order", problem.hint or "")
    assert told
    assert 60 < float(told[1]) < 260
    assert f"Page {3 - free} has room" not in (problem.hint or "")


def test_a_card_has_no_roles_to_change(tmp_path: Path) -> None:
    content = CONTENT.replace("[Walk for 5 minutes.]", f"[{', '.join(['Walk for 5 minutes.'] * 40)}]")
    (problem,) = overruns(Desk(tmp_path).build(content, "card-a6"))
    assert "role" not in (problem.hint or "")


@pytest.mark.parametrize("count", range(8, 17))
def test_what_is_left_over_is_shown_in_the_text_and_not_in_the_locale(count: int, tmp_path: Path) -> None:
    content = f"{HEAD}sections:\n{CALVES}" + "".join(f"      - paragraph: {LONG}\n" for _ in range(count))
    for problem in overruns(Desk(tmp_path).build(content, "extends: handout-a4\npage: {pages: 1}\n")):
        assert problem.span  # where the text begins, if nothing of it is left over
        assert problem.span.source.name.endswith("text.yaml")


def test_each_of_two_texts_that_are_too_long_is_told(tmp_path: Path) -> None:
    """Even where neither has a place for it: the same error at the same place would count once."""
    found = Diagnostics()
    for name in ("one", "two"):
        content = f"{HEAD}sections:\n{CALVES}" + f"      - paragraph: {LONG}\n" * 10
        desk = Desk(tmp_path / name)
        found.extend(tuple(overruns(desk.build(content, "extends: handout-a4\npage: {pages: 1}\n"))))
    assert {problem.span.source.name for problem in found.sorted() if problem.span} == {
        str(tmp_path / name / "content/text.yaml") for name in ("one", "two")
    }


def test_the_breaks_that_make_too_many_pages_are_shown(tmp_path: Path) -> None:
    two = CONTENT.replace("checklist:", "  - {id: k, role: know, title: K, blocks: [{paragraph: Rest.}]}\nchecklist:")
    problem = Desk(tmp_path).problem(two, "extends: handout-a4\npage: {pages: 1}\n")
    assert problem.hint == "Take one out of place, or promise more: page: {pages: 2}."
    ((place, note),) = problem.related
    assert note == "a new page starts here"
    assert "break: page" in place.source.lines[place.line - 1]
