"""The builder: what each property of a look does to an element, measured on an endless page."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.story import Code, Element, Tick
from generator.structure import StructureNode
from generator.typeset.fonts import Face
from generator.typeset.items import Cells, CheckBox, Colour, GlyphRun, Item, LinkArea, Panel, Path, Picture, Rule
from tests.support.fuzzing import times
from tests.support.galley import (
    LIBRARY,
    LINE,
    MM,
    built,
    endless,
    galley,
    lines,
    of,
    paragraphs,
    place,
    runs,
    set_body,
    stack,
    text,
    told_words,
    words_of,
)

DROP = 3.6  # from the baseline of body text to the end of its line
WIDTH = 90 * MM


def tops(items: tuple[Item, ...]) -> list[float]:
    """Where each line of body text starts."""
    return [round(y + DROP - LINE, 4) for y in sorted({run.y for run in runs(items)})]


def panels(items: tuple[Item, ...]) -> list[Panel]:
    return [item for item in items if isinstance(item, Panel)]


def rules(items: tuple[Item, ...]) -> list[Rule]:
    return [item for item in items if isinstance(item, Rule)]


def face() -> Face:
    return runs(galley(text("paragraph", "x")))[0].face


# Space between two


def two(first: str, second: str, gap: str = "10 pt", wrap: str = "") -> float:
    """The space between a callout and a sign in a list, for their looks."""
    looks = f"looks: {{list: {{gap: {gap}}}, callout: {{{first}}}, sign: {{{second}}}, signs: {{{wrap}}}}}"
    inner = text("sign", "two")
    items = galley(stack("list", text("callout", "one"), stack("signs", inner) if wrap else inner), changes=looks)
    one, other = tops(items)
    return other - one - LINE


@pytest.mark.parametrize(
    ("after", "before", "space"),
    [("", "", 10), ("after: 3 pt", "", 3), ("", "before: 4 pt", 4), ("after: 3 pt", "before: 4 pt", 4),
     ("after: 14 pt", "before: 4 pt", 14), ("after: 0 pt", "", 0)],
)  # fmt: skip
def test_between_two_stands_the_larger_claim_and_the_gap_only_if_there_is_none(
    after: str, before: str, space: float
) -> None:
    assert two(after, before) == pytest.approx(space)


def test_claims_pass_out_through_a_parent_without_a_box() -> None:
    assert two("", "before: 4 pt", wrap="gap: 1 pt") == pytest.approx(4)
    assert two("", "before: 4 pt", wrap="gap: 1 pt, before: 6 pt") == pytest.approx(6)
    assert two("", "before: 14 pt", wrap="gap: 1 pt, before: 6 pt") == pytest.approx(14)


@pytest.mark.parametrize("box", ["pad: 0 pt", "fill: tint", "hang: 0 pt", "least: 1 pt", "snap: 1 pt",
                                 "rule: {side: top, weight: 1 pt, ink: ink}"])  # fmt: skip
def test_claims_stay_inside_a_box(box: str) -> None:
    """The first part's claim is not made above the panel, nor inside it: nothing stands over the first part."""
    assert two("", "before: 4 pt", wrap=box) == pytest.approx(10)


def test_a_separator_stands_above_the_lower_of_two_and_goes_with_the_glue() -> None:
    looks = "looks: {list: {gap: 12 pt, separator: {weight: 1 pt, ink: ink, above: 4 pt}}}"
    items = galley(stack("list", *paragraphs("one", "two", "three")), changes=looks)
    assert [rule.y1 for rule in rules(items)] == [LINE + 12 - 4, 2 * LINE + 24 - 4]
    broken = set_body(stack("list", *paragraphs(lines(19), lines(3))), changes=looks).pages
    assert broken
    assert [rules(page.items) for page in broken] == [[], []]


# Marks


@pytest.mark.parametrize("centre", ["caps", "x-height"])
@pytest.mark.parametrize("size", ["12/15", "18/26.25"])
def test_a_mark_is_centred_on_the_first_line_and_hangs_in_the_indent(centre: str, size: str) -> None:
    mark = f"{{shape: square, size: 4 pt, fill: ink, centre: {centre}, indent: 20 pt}}"
    changes = f"text: {{big: {{like: body, size: {size}}}}}\nlooks: {{item: {{text: big, mark: {mark}}}}}"
    items = galley(stack("list", text("item", lines(3))), changes=changes)
    (mark_panel,) = panels(items)
    first = runs(items)[0]
    height = first.face.cap_height if centre == "caps" else first.face.x_height
    assert mark_panel.y + 2 == pytest.approx(first.y - height * first.size / 2)
    assert mark_panel.x == pytest.approx(0)
    assert [run.x for run in runs(items)] == pytest.approx([20.0] * len(runs(items)))


def test_a_mark_stands_before_the_first_line_of_a_title_inside_a_stack() -> None:
    changes = """
    looks: {step: {mark: {shape: disc, size: 9 pt, fill: ink, indent: 30 pt, text: digit, text-ink: paper}}}
    text: {digit: {like: strong, size: 14/15}}
    """
    items = galley(stack("steps", stack("step", text("title", "Walk"), text("text", "Slowly"), number="3")),
                   changes=changes)  # fmt: skip
    (disc,) = panels(items)
    digit, title, body = runs(items)
    assert (title.x, body.x) == (30, 30)
    assert disc.x == 0
    assert digit.words[0].text == "3"
    assert digit.x + digit.width / 2 == pytest.approx(4.5)  # in the middle of the disc, both ways
    assert digit.y - digit.face.cap_height * 14 / 2 == pytest.approx(disc.y + 4.5)
    assert disc.y + 4.5 == pytest.approx(title.y - title.face.cap_height * 12 / 2)


def test_a_mark_above_has_a_strip_of_its_own_that_never_parts_from_the_text() -> None:
    changes = "looks: {step: {mark: {shape: disc, size: 9 pt, fill: ink, place: above, height: 30 pt}}}"
    items = galley(stack("steps", stack("step", text("title", "Walk"), number="1")), changes=changes)
    assert tops(items) == [30]
    pages = set_body(text("paragraph", lines(18)), stack("step", text("title", "Walk"), number="1"), changes=changes)
    assert pages.pages
    assert [len(panels(page.items)) for page in pages.pages] == [0, 1]


@pytest.mark.parametrize("place_", ["side", "above"])
@pytest.mark.parametrize("shape", ["box", "square", "disc", "none"])
def test_what_can_be_ticked_has_a_field_of_the_size_and_ink_of_its_box_or_is_told(shape: str, place_: str) -> None:
    mark = f"{{shape: {shape}, size: 9 pt, weight: 1 pt, ink: accent, indent: 20 pt, place: {place_}, height: 12 pt}}"
    changes = f"looks: {{task: {{mark: {mark}}}}}"
    form, task = StructureNode("Form"), text("task", lines(3))
    tick = Tick("task-7", "Walk.", form)
    drawn = galley(task, changes=changes)
    if shape != "box":
        done = set_body(task._replace(tick=tick), changes=changes)
        assert (done.pages, [error.rule for error in done.found]) == (None, ["no-box"])
        return
    items = galley(task._replace(tick=tick), changes=changes)
    boxes = of(items, CheckBox)
    assert [item for item in items if item not in boxes] == list(drawn)
    (box,), (panel,) = boxes, panels(items)
    assert isinstance(box, CheckBox)
    assert (box.x, box.y, box.width, box.height) == (panel.x, panel.y, 9, 9)
    assert (box.name, box.label, box.owner, box.span) == ("task-7", "Walk.", form, task.span)
    assert box.ink == panel.border


# Panels


PANEL = """
looks:
  tier:
    hang: {left: 14 pt, right: 6 pt}
    fill: tint
    pad: {top: 7 pt, bottom: 9 pt}
"""


def test_a_panel_hangs_out_and_its_text_stands_on_the_text_edge() -> None:
    items = galley(stack("tier", text("lead", lines(2))), changes=PANEL)
    (panel,) = panels(items)
    assert (panel.x, panel.y) == (-14, 0)
    assert panel.width == pytest.approx(WIDTH + 20)
    assert panel.height == pytest.approx(7 + 30 + 9)
    assert tops(items) == [7, 22]
    assert {round(run.x, 6) for run in runs(items)} == {0}


def test_said_padding_takes_the_place_of_what_hangs_out() -> None:
    items = galley(stack("tier", text("lead", "x")), changes=PANEL)
    padded = galley(stack("tier", text("lead", "x")), changes=PANEL.replace("{top: 7 pt", "{left: 2 pt, top: 7 pt"))
    assert (runs(items)[0].x, runs(padded)[0].x) == (0, -12)


def test_a_tab_at_the_left_runs_down_the_whole_panel_and_the_body_stands_right_of_it() -> None:
    tab = "side: left, width: 100 pt, parts: [call], fill: accent, ink: paper, pad: {top: 3 pt}"
    changes = f"{PANEL}    tab: {{{tab}, divider: {{weight: 2 pt, ink: ink}}}}\n"
    items = galley(stack("tier", text("call", "999"), text("lead", " ".join(["m" * 9] * 3))), changes=changes)
    outer, strip = panels(items)
    call, lead, *_ = runs(items)
    assert (strip.x, strip.y, strip.width, strip.height) == (outer.x, outer.y, 100, outer.height)
    assert call.x == pytest.approx(0)  # the tab's text stands on the text edge too
    assert call.y == pytest.approx(7 + 3 + LINE - DROP)
    assert lead.x == pytest.approx(-14 + 100 + 14)
    assert lead.y == pytest.approx(7 + LINE - DROP)
    assert call.ink == Colour(1, 1, 1)
    (divider,) = rules(items)
    assert (divider.x1, divider.x2, divider.y2 - divider.y1) == (86, 86, outer.height)


def test_a_tab_at_the_top_is_a_strip_over_the_body() -> None:
    changes = PANEL + "    tab: {side: top, height: 24 pt, parts: [call], fill: accent, pad: {top: 2 pt, left: 5 pt}}\n"
    items = galley(stack("tier", text("call", "999"), text("lead", "Call")), changes=changes)
    outer, tab = panels(items)
    call, lead = runs(items)
    assert (tab.x, tab.y, tab.width, tab.height) == (outer.x, 0, outer.width, 24)
    assert (call.x, call.y) == pytest.approx((-14 + 5, 2 + LINE - DROP))
    assert (lead.x, lead.y) == pytest.approx((0, 24 + 7 + LINE - DROP))
    assert outer.height == pytest.approx(24 + 7 + LINE + 9)


def test_a_border_is_drawn_inside_the_edge_on_the_sides_that_are_named() -> None:
    whole = galley(stack("tier", text("lead", "x")), changes="looks: {tier: {border: {weight: 3 pt, ink: alarm}}}")
    (panel,) = panels(whole)
    assert (panel.x, panel.width, panel.weight) == (0, pytest.approx(WIDTH), 3)  # painted inside the edge: see items
    top = galley(stack("tier", text("lead", "x")),
                 changes="looks: {tier: {border: {weight: 3 pt, ink: alarm, sides: [top, left]}}}")  # fmt: skip
    assert [(rule.x1, rule.y1, rule.weight) for rule in rules(top)] == [(0, 1.5, 3), (1.5, 0, 3)]


def test_an_ink_that_is_none_draws_nothing() -> None:
    changes = "colours: {tint: none}\n" + PANEL
    assert panels(galley(stack("tier", text("lead", "x")), changes=changes)) == []


def test_least_height_and_snap() -> None:
    for look, end in (("least: 50 pt", 50), ("least: 5 pt", 15), ("snap: 20 pt", 20), ("snap: 7.5 pt", 15)):
        items = galley(stack("tier", text("lead", "x")), changes=f"looks: {{tier: {{fill: tint, {look}}}}}")
        assert panels(items)[0].height == pytest.approx(end), look


def test_snap_rounds_the_end_on_the_page_and_not_the_height() -> None:
    changes = "looks: {list: {gap: 4 pt}, tier: {fill: tint, snap: 20 pt}}"
    pages = set_body(stack("list", text("paragraph", "x"), stack("tier", text("lead", "y"))), changes=changes).pages
    assert pages
    (panel,) = panels(pages[0].items)
    assert panel.y - 20 == pytest.approx(19)  # the page's text starts at 20 pt
    assert panel.y - 20 + panel.height == pytest.approx(40)


def test_a_bar_hangs_out_beside_the_text() -> None:
    changes = "looks: {callout: {bar: {width: 3 pt, out: 8 pt, top: 2 pt, bottom: 1 pt, ink: accent}}}"
    (bar,) = panels(galley(stack("callout", text("text", lines(2))), changes=changes))
    assert (bar.x, bar.y, bar.width, bar.height) == (-8, 2, 3, pytest.approx(30 - 3))


# Arrangement


def test_order_says_which_parts_come_first() -> None:
    parts = [text("club", "c"), text("title", "t"), text("subtitle", "s")]
    plain = galley(stack("banner", *parts))
    turned = galley(stack("banner", *parts), changes="looks: {banner: {order: [subtitle, title]}}")
    assert (words_of(plain), words_of(turned)) == (["c", "t", "s"], ["s", "t", "c"])


def test_widths_beside_each_other_go_by_the_names_of_the_parts() -> None:
    changes = "looks: {colophon: {beside: {gap: 10 pt, widths: {qr: 50 pt, lines: rest}}}, qr: {size: 50 pt}}"
    code = Element("qr", (StructureNode("Figure"),), place(), leaf=Code("https://example.org"))
    both = galley(stack("colophon", code, stack("lines", text("line", lines(2)))), changes=changes)
    (cells,) = of(both, Cells)
    assert isinstance(cells, Cells)
    assert max(x + width for x, _, width, _ in cells.rectangles) == pytest.approx(50)
    assert runs(both)[0].x == pytest.approx(60)
    alone = galley(stack("colophon", stack("lines", text("line", lines(2)))), changes=changes)
    assert runs(alone)[0].x == 0  # without an address the text has the whole row


def test_sections_side_by_side_share_the_width_evenly() -> None:
    changes = "looks: {beside: {beside: {gap: 20 pt}}}"
    items = galley(stack("beside", *(stack("section", text("paragraph", w)) for w in ("a", "b"))), changes=changes)
    assert [run.x for run in runs(items)] == pytest.approx([0, (WIDTH + 20) / 2])


GRID = "looks: {signs: {gap: 5 pt, columns: {number: 2, gutter: 10 pt, fill: rows, odd: span}}}"


def test_rows_of_a_grid_have_their_tops_aligned_and_an_odd_last_cell_spans() -> None:
    narrow = "mmmm nnnn oooo pppp qqqq rrrr"  # two lines in half the width
    cells = [text("sign", narrow), text("sign", "b"), text("sign", "c"), text("sign", narrow), text("sign", narrow)]
    items = galley(stack("signs", *cells), changes=GRID)
    column = (WIDTH - 10) / 2
    starts = [(run.x, round(run.y + DROP - LINE, 3)) for run in runs(items)]
    row = 2 * LINE + 5
    assert starts == [(x, y) for x, y in [
        (0, 0), (0, LINE), (pytest.approx(column + 10), 0),
        (0, row), (pytest.approx(column + 10), row), (pytest.approx(column + 10), row + LINE),
        (0, 2 * row),
    ]]  # fmt: skip
    assert runs(items)[-1].width > column


def test_columns_down_are_balanced_and_as_wide_as_each_other() -> None:
    changes = "looks: {points: {columns: {number: 2, gutter: 10 pt}}}"
    items = galley(stack("points", *paragraphs("a", "b", "c", "d", name="point")), changes=changes)
    column = (WIDTH - 10) / 2
    assert [(run.x, words.text) for run in runs(items) for words in run.words] == [
        (0, "a"), (0, "b"), (pytest.approx(column + 10), "c"), (pytest.approx(column + 10), "d")]  # fmt: skip


def test_one_child_makes_no_columns() -> None:
    changes = "looks: {points: {columns: {number: 2, gutter: 10 pt}}}"
    (run,) = runs(galley(stack("points", text("point", "A line that is wider than half")), changes=changes))
    assert run.width > WIDTH / 2


def test_arrows_lie_between_the_marks_of_a_row() -> None:
    changes = """
    looks:
      steps:
        columns: {number: 2, gutter: 10 pt, fill: rows}
        arrow: {weight: 1 pt, ink: ink, clear: 4 pt, head: {width: 3 pt, height: 6 pt}}
      step: {mark: {shape: disc, size: 20 pt, fill: ink, place: above, height: 30 pt}}
    """
    steps = [stack("step", text("title", word), number=str(n)) for n, word in enumerate("abc")]
    items = galley(stack("steps", *steps), changes=changes)
    (shaft,), (head,) = rules(items), of(items, Path)
    column = (WIDTH - 10) / 2
    assert shaft.x1 == pytest.approx(24)
    assert isinstance(head, Path)
    assert max(x for part in head.segments for x, _ in part.points) == pytest.approx(column + 10 - 4)
    assert shaft.y1 == 10


# Lines to write on


FIELD = """
looks:
  fields: {columns: {number: 2, gutter: 10 pt, fill: rows}}
  field: {blank: {gap: 4 pt, below: 2 pt, least: 70 pt, weight: 1 pt, ink: ink}}
"""


def test_a_blank_runs_from_the_end_of_the_label_to_the_edge_of_its_column() -> None:
    items = galley(stack("fields", text("field", "Day:"), text("field", "Club:")), changes=FIELD)
    column = (WIDTH - 10) / 2
    for run, rule, left in zip(runs(items), rules(items), (0, column + 10), strict=True):
        assert (rule.x1, rule.y1) == (pytest.approx(run.x + run.width + 4), pytest.approx(run.y + 2))
        assert rule.x2 == pytest.approx(left + column)


def test_a_field_whose_line_would_be_too_short_takes_the_row_as_does_a_wide_one() -> None:
    long = "Whom to call:"
    items = galley(stack("fields", text("field", long), text("field", "a", wide=True), text("field", "b")),
                   changes=FIELD)  # fmt: skip
    assert [run.x for run in runs(items)] == [0, 0, 0]
    assert [rule.x2 for rule in rules(items)] == pytest.approx([WIDTH, WIDTH, (WIDTH - 10) / 2])


def test_a_blank_below_its_least_is_an_error_with_both_lengths() -> None:
    label = "A label of nearly the whole width, to the end"
    _, found = built(stack("fields", text("field", label)), changes=FIELD)
    (error,) = found
    assert error.rule == "blank-too-short"
    assert "24.7 mm" in error.message
    assert error.span


# Text


def test_a_link_has_an_area_on_each_of_its_lines_and_an_underline_under_each() -> None:
    element = text("paragraph", lines(3), link="https://example.org")
    items = galley(element)
    areas = [item for item in items if isinstance(item, LinkArea)]
    assert len(areas) == len(rules(items)) == 3
    for area, rule, run in zip(areas, rules(items), runs(items), strict=True):
        assert (area.x, area.width) == pytest.approx((run.x, run.width))
        assert area.y < run.y - run.face.cap_height * run.size
        assert run.y < rule.y1 < area.y + area.height
        assert area.owner is run.owner
        assert area.address == "https://example.org"


def test_an_aligned_end_ends_at_the_edge() -> None:
    (run,) = runs(galley(text("page", "Page 1"), changes="looks: {page: {align: end}}"))
    assert run.x + run.width == pytest.approx(WIDTH)


def test_a_shift_moves_the_text_and_nothing_else() -> None:
    items = galley(*paragraphs("a", "b"), text("line", "c"), changes="looks: {line: {shift: 3 pt}}")
    assert [run.y for run in runs(items)] == pytest.approx([11.4, 26.4, 41.4 + 3])


def test_the_baseline_stands_its_drop_above_the_end_of_the_line_whatever_the_size() -> None:
    changes = "text: {big: {like: body, size: 30/45}}\nlooks: {title: {text: big}}"
    title, body = runs(galley(text("title", "A"), text("paragraph", "b"), changes=changes))
    assert (title.y, body.y) == pytest.approx((45 - DROP, 60 - DROP))


SIZES = "text: {sized: {like: body, size: [24/30, 18/30, 12/15 x2]}}\nlooks: {title: {text: sized}}"


@pytest.mark.parametrize(
    ("words", "size", "count"),
    [("Short", 24, 1), ("Somewhat longer title", 24, 1), ("A title of thirty letters long", 18, 1),
     ("A title that has many more letters than fit on one line", 12, 2)],
)  # fmt: skip
def test_sizes_give_way_from_left_to_right(words: str, size: float, count: int) -> None:
    found = runs(galley(text("title", words), changes=SIZES))
    assert {run.size for run in found} == {size}
    assert len(found) == count


def test_a_text_too_long_for_its_last_size_is_an_error_with_millimetres_and_loses_no_word() -> None:
    flow, found = built(text("title", lines(4)), changes=SIZES)
    (error,) = found
    assert error.rule == "text-too-long"
    assert "4 lines where 2 fit, 10.6 mm too many" in error.message
    assert error.span
    assert error.hint
    assert len(words_of(tuple(item for box in _boxes(endless(flow)) for item in box))) == 4


def _boxes(taken: object) -> list[tuple[Item, ...]]:
    placed = getattr(taken, "placed", ())
    return [part for _, _, what in placed for part in ([what.items] if hasattr(what, "items") else _boxes(what))]


def test_a_word_wider_than_its_place_is_an_error_with_millimetres() -> None:
    _, found = built(text("paragraph", "a " + "m" * 40))
    (error,) = found
    assert error.rule == "word-too-wide"
    width = (LIBRARY.word(face(), "m" * 40, "en").width * 12 - WIDTH) / MM
    assert f"{width:.1f} mm" in error.message


def test_a_missing_glyph_is_named_with_its_code_point_at_its_place() -> None:
    _, found = built(text("paragraph", "Run →3 km ☐"))
    (error,) = found
    assert error.rule == "missing-glyph"
    assert "'→' (U+2192), '☐' (U+2610)" in error.message
    assert "sans" in error.message
    assert error.span
    assert error.hint


# Nothing is dropped


EVERYTHING = """
page: {paper: [160 mm, 400 pt]}
looks:
  item: {mark: {shape: square, size: 3 pt, fill: ink, indent: 10 pt}}
  step: {mark: {shape: none, indent: 20 pt}}
  tier: {hang: 5 mm, pad: {top: 5 pt}, fill: tint, tab: {side: left, width: 120 pt, parts: [call, when, note]}}
  signs: {columns: {number: 2, gutter: 10 pt, fill: rows, odd: span}}
  points: {columns: {number: 2, gutter: 10 pt}}
  point: {keep: try, parts: {title: {text: strong, keep: next}}}
  warning: {beside: {gap: 5 pt, widths: {label: 90 pt, text: rest}}}
  warnings: {tab: {side: top, height: 20 pt, parts: [title]}, border: {weight: 1 pt, ink: ink}}
  group: {keep: always}
  field: {blank: {gap: 2 pt, below: 2 pt, least: 1 pt, weight: 1 pt, ink: ink}}
  callout: {bar: {width: 1 pt, out: 4 pt, top: 1 pt, bottom: 1 pt, ink: ink}}
"""
texts = st.lists(st.sampled_from(["Walk", "on", "today", "and", "rest.", "Stop", "now"]), min_size=1, max_size=30)
names = iter(itertools.count())


def tagged(name: str, words: list[str]) -> Element:
    """Text whose words are found nowhere else, so that one lost or repeated cannot hide."""
    number = next(names)
    return text(name, " ".join(f"{word}{number}x{index}" for index, word in enumerate(words)))


part = texts.map
KINDS: st.SearchStrategy[Element] = st.one_of(
    part(lambda t: tagged("paragraph", t)),
    part(lambda t: stack("list", *(tagged("item", [word]) for word in t))),
    part(lambda t: stack("steps", *(stack("step", tagged("title", [w]), tagged("text", t)) for w in t[:4]))),
    part(lambda t: stack("points", *(stack("point", tagged("title", [w]), tagged("text", t)) for w in t[:5]))),
    part(lambda t: stack("callout", tagged("title", t[:1]), tagged("text", t))),
    part(lambda t: stack("tiers", stack("tier", tagged("call", t[:1]), tagged("when", t[:1]), tagged("lead", t),
                                        stack("signs", *(tagged("sign", [w]) for w in t)), tagged("note", t[:2])))),
    part(lambda t: stack("groups", stack("group", tagged("title", t[:1]), stack("tasks", tagged("task", t))))),
    part(lambda t: stack("fields", *(tagged("field", t[:1]) for _ in t[:3]))),
    part(lambda t: stack("warnings", tagged("title", t[:1]), *(
        stack("warning", tagged("label", t[:1]), tagged("text", t)) for _ in t[:3]))),
)  # fmt: skip


@settings(max_examples=times(60))
@given(st.lists(KINDS, min_size=1, max_size=5))
def test_no_word_is_dropped_or_set_twice(elements: list[Element]) -> None:
    pages = set_body(stack("section", *elements), changes=EVERYTHING).pages
    assert pages
    found = [word for page in pages for word in words_of(page.items)]
    assert sorted(found) == sorted(told_words(tuple(elements)))


@settings(max_examples=times(60))
@given(st.lists(KINDS, min_size=1, max_size=5))
def test_every_mark_on_the_page_lies_on_the_page(elements: list[Element]) -> None:
    pages = set_body(stack("section", *elements), changes=EVERYTHING).pages
    assert pages
    for page in pages:
        for item in page.items:
            if isinstance(item, (Panel, Picture, LinkArea)):
                assert item.y >= 20 - 0.01 - item.height * isinstance(item, LinkArea)
                assert item.y + item.height <= 320 + 5
            elif isinstance(item, GlyphRun):
                assert 20 < item.y < 320
