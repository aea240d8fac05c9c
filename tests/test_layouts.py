"""The shipped layouts: they keep their promise with every shipped text, and every mark stands where it may."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compose import Material, compose
from generator.diagnostics import Diagnostic, Diagnostics, EnvironmentProblem, Severity, Span
from generator.model.compile import compile_layout
from generator.model.content import Content
from generator.model.layout import Layout
from generator.model.locale import Locale
from generator.model.looks import Look
from generator.source.files import shipped_folder, shipped_names
from generator.source.node import Mapping, Node, Pair, Sequence
from generator.source.overlay import overlay
from generator.source.reader import read_text
from generator.story import Element, Fragment, PageBreak
from generator.structure import Artifact
from generator.typeset.items import Cells, GlyphRun, Item, LinkArea, Page, Panel, Picture, Rule
from generator.typeset.items import Path as Outline
from generator.typeset.pages import typeset
from tests.support.desk import SMALL_CARDS, without_review
from tests.support.fuzzing import FUZZ, times
from tests.support.galley import LIBRARY, MM, Set, runs, set_content, shipped, told_words, words_of
from tests.support.press import Press
from tests.support.specimen import png

pytestmark = pytest.mark.slow

CONTENTS = shipped_names("content")
LOCALES = shipped_names("content/locales")
PROMISED = {
    "handout-a4": 2,
    "handout-letter": 2,
    "ledger-a4": 3,
    "card-a6": 2,
    "card-a7": 2,
    "card-3x5": 2,
    "card-quarter-letter": 2,
    "card-wallet": 4,
}
SMALL = {"card-a7": 9, "card-3x5": 9.5, "card-wallet": 8.75}  # points: cards below clear print
X_HEIGHTS = {"card-a7": "1.57", "card-3x5": "1.66", "card-wallet": "1.53"}  # in millimetres
LEAST = {"card-a6": 5.0, "card-a7": 3.0, "card-3x5": 3.0, "card-wallet": 3.0}  # millimetres: ink from the edge
FOLDER = shipped_folder("layouts")
CLUB = "Anytown Road Runners"

Box = tuple[float, float, float, float]  # left, top, right, bottom


@cache
def made(content: str, layout: str, club: str | None = CLUB) -> Set:
    text = shipped(content, Content)
    assert isinstance(text, Content)
    return set_content(text, "", layout, club=club)


def pages(content: str, layout: str, club: str | None = CLUB) -> tuple[Page, ...]:
    done = made(content, layout, club)
    assert done.pages, done.found
    return done.pages


every = pytest.mark.parametrize(("content", "layout"), [(text, name) for text in CONTENTS for name in PROMISED])


def box_of(item: Item) -> Box:
    """All that an item may ink; letters from the top of their capitals to the end of their tails."""
    if isinstance(item, GlyphRun):
        return item.x, item.y - item.face.cap_height * item.size, item.x + item.width, item.y + 0.2 * item.size
    if isinstance(item, Rule):
        half = item.weight / 2
        flat = item.y1 == item.y2
        x, y = (0.0, half) if flat else (half, 0.0)
        return item.x1 - x, item.y1 - y, item.x2 + x, item.y2 + y
    if isinstance(item, Outline):
        points = [point for segment in item.segments for point in segment.points]
        xs, ys = zip(*points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)
    return item.x, item.y, item.x + item.width, item.y + item.height


def meet(one: Box, other: Box) -> bool:
    hair = 0.01
    return (one[0] < other[2] - hair and other[0] < one[2] - hair) and (
        one[1] < other[3] - hair and other[1] < one[3] - hair
    )


def words(run: GlyphRun) -> str:
    return " ".join(word.text for word in run.words)


# Promises


def test_what_is_shipped() -> None:
    assert set(SMALL) == set(SMALL_CARDS)
    assert {*PROMISED, "base"} == set(shipped_names("layouts"))


@every
@pytest.mark.parametrize("club", [None, CLUB])
def test_every_text_keeps_the_promise_of_every_layout(content: str, layout: str, club: str | None) -> None:
    settings = (("club.name", club),) if club else ()
    done = Press(settings=settings).build(content, layout)
    assert without_review(done).diagnostics == ()
    assert done.data
    assert 1 <= done.pages <= PROMISED[layout]


@pytest.mark.parametrize("layout", SMALL)
def test_no_small_card_keeps_quiet_about_its_type(layout: str) -> None:
    (told,) = [told for told in Press().build("sore-back", layout).diagnostics if told.rule == "small-type"]
    assert (
        told.message
        == f"'body': type of {SMALL[layout]} pt with an x-height of {X_HEIGHTS[layout]} mm is below clear print (12 pt)"
    )
    assert told.span
    assert told.span.source.name.endswith(f"{layout}.yaml")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("layout", PROMISED)
def test_the_guide_fits_with_the_words_of_every_locale(locale: str, layout: str) -> None:
    done = Press(settings=(("locale", locale),)).build("sore-back", layout)
    assert [d for d in done.diagnostics if d.severity is Severity.ERROR] == []
    assert done.pages <= PROMISED[layout]


@every
def test_every_word_of_the_story_is_on_the_pages(content: str, layout: str) -> None:
    done = made(content, layout)
    assert done.pages
    assert done.story
    edges = [e for edge in (done.story.head, done.story.foot) for e in edge]
    pinned = [edge for edge in edges if edge and edge.name not in ("foot", "bar")]
    told = "".join(told_words((*done.story.body, *pinned)))
    told += "".join(number.text for number in numbered(done.story.body, done.states[0]))
    shown = "".join(
        word.text
        for page in done.pages
        for run in runs(page.items)
        for word in run.words
        if run.owner is not Artifact.PAGINATION
    )
    assert letters(shown) == letters(told)


def letters(text: str) -> list[str]:
    """All characters of a text that leave ink, sorted."""
    return sorted(text.replace("\u200b", "").translate({0xA0: None, 0x20: None, 0x202F: None}))


def numbered(
    elements: tuple[Element | PageBreak, ...], layout: Layout, inside: Look | None = None
) -> Iterator[Fragment]:
    """The numbers that the layout shows in marks."""
    for element in elements:
        if isinstance(element, Element):
            look = layout.looks.look(element.name, element.variant, inside.parts if inside else None)
            if element.number and look.mark and look.mark.text:
                yield element.number
            yield from numbered(element.children, layout, look)


# What may be where


@every
def test_no_type_is_below_the_floor_or_its_small_letters_below_two_millimetres(content: str, layout: str) -> None:
    """On small cards not below theirs, nor 1.4 millimetres."""
    for page in pages(content, layout):
        for run in runs(page.items):
            assert run.size >= SMALL.get(layout, 12)
            assert run.face.x_height * run.size >= (1.4 if layout in SMALL else 2.0) * MM


@every
def test_all_ink_keeps_clear_of_the_papers_edge(content: str, layout: str) -> None:
    least = LEAST.get(layout, 6.35) * MM
    for page in pages(content, layout):
        for item in page.items:
            left, top, right, bottom = box_of(item)
            assert min(left, top, page.width - right, page.height - bottom) >= least - 0.01, item


@every
@pytest.mark.parametrize("club", [None, CLUB])
def test_no_text_stands_on_text(content: str, layout: str, club: str | None) -> None:
    for page in pages(content, layout, club):
        boxes = [(box_of(run), run) for run in runs(page.items)]
        for number, (one, run) in enumerate(boxes):
            for other, second in boxes[number + 1 :]:
                assert not meet(one, other), (words(run), words(second))


@every
def test_text_stands_wholly_in_a_panel_or_wholly_outside(content: str, layout: str) -> None:
    for page in pages(content, layout):
        panels = [item for item in page.items if isinstance(item, Panel)]
        for run in runs(page.items):
            text = box_of(run)
            for panel in panels:
                edge = panel.weight if panel.border else 0.0
                left, top, right, bottom = box_of(panel)
                inner = (left + edge, top + edge, right - edge, bottom - edge)
                if meet(text, box_of(panel)):
                    assert inner[0] <= text[0], words(run)
                    assert inner[1] <= text[1], words(run)
                    assert text[2] <= inner[2] + 0.01, words(run)
                    assert text[3] <= inner[3] + 0.01, words(run)


@every
def test_rules_and_link_areas_cross_no_other_text(content: str, layout: str) -> None:
    """A line to write on or under a link may touch the tails of its own line, but no other letters."""
    for page in pages(content, layout):
        for item in page.items:
            if isinstance(item, Rule) and item.weight < 2 and item.y1 == item.y2:
                for run in runs(page.items):
                    box = (run.x, run.y - run.face.cap_height * run.size, run.x + run.width, run.y)
                    assert not meet(box_of(item), box), words(run)
            elif isinstance(item, LinkArea):
                own = [run for run in runs(page.items) if run.owner is item.owner]
                assert any(meet(box_of(run), box_of(item)) for run in own)


@every
def test_pictures_and_codes_are_clear_of_text(content: str, layout: str) -> None:
    for page in pages(content, layout):
        for item in page.items:
            if isinstance(item, (Cells, Picture)):
                left, top, right, bottom = box_of(item)
                module = (right - left) / 33 * 2  # half a quiet zone, at the sides
                for run in runs(page.items):
                    assert not meet((left - module, top, right + module, bottom), box_of(run)), words(run)


# The reference design (A4, with a club); points from the top of the frame, 10 mm below the paper's edge


def from_top(y: float) -> float:
    return y - 10 * MM


def test_the_parts_of_page_1_stand_where_the_design_has_them() -> None:
    page = pages("sore-back", "handout-a4")[0]
    wide = [item for item in page.items if isinstance(item, Panel) and item.width > 150 * MM]
    bounds = [part for panel in wide for part in (from_top(panel.y), from_top(panel.y + panel.height))]
    assert bounds == pytest.approx([0, 82.5, 176.25, 292.5, 300, 382.5, 390, 525], abs=0.1)
    assert [panel.weight for panel in wide] == [0, 3, 1.5, 0.75]
    for panel in wide:
        assert (panel.x, panel.x + panel.width) == pytest.approx((10 * MM, 200 * MM), abs=0.1)
    message = [run for run in runs(page.items) if run.size == 17]
    assert [from_top(run.y) for run in message] == pytest.approx([90 + 22.5 - 3.6, 135 - 3.6], abs=0.1)
    headings = [from_top(run.y) for run in runs(page.items) if run.size == 18]
    assert headings[0] == pytest.approx(172.5 - 3.75 - 3.6, abs=0.1)
    assert headings[1] == pytest.approx(562.5 - 3.75 - 3.6, abs=0.1)
    feet = [run for run in runs(page.items) if from_top(run.y) > 770]
    assert [from_top(run.y) for run in feet] == pytest.approx([776.4] * 2, abs=0.1)
    rules = [item for item in page.items if isinstance(item, Rule) and from_top(item.y1) > 755]
    assert [from_top(rule.y1) for rule in rules] == pytest.approx([759.5 + 15 - 15], abs=0.1)


def test_page_2_starts_with_the_bar_and_its_heading_as_the_design_does() -> None:
    page = pages("sore-back", "handout-a4")[1]
    bar = next(item for item in page.items if isinstance(item, Panel))
    assert (from_top(bar.y), from_top(bar.y + bar.height)) == pytest.approx((0, 6), abs=0.1)
    heading = next(run for run in runs(page.items) if run.size == 18)
    assert from_top(heading.y) == pytest.approx(45 - 3.75 - 3.6, abs=0.1 + 1.5)


def test_text_stands_in_the_designs_columns() -> None:
    first, second = pages("sore-back", "handout-a4")
    tab, body = (15.0,), (46.0, 50.5, 128.0)  # bullets hang 4.5 mm out
    assert line_starts(first) <= {*tab, *body, 108.0}
    headings = {round(run.x / MM, 1) for run in runs(second.items) if run.size == 18}
    assert {15.0, 108.0} <= headings


def line_starts(page: Page) -> set[float]:
    """Where lines of body text start, in mm: what no other run ends just before."""
    body = [run for run in runs(page.items) if run.size == 12 and run.owner is not Artifact.PAGINATION]
    return {
        round(run.x / MM, 1)
        for run in body
        if not any(other.y == run.y and 0 < run.x - other.x - other.width < 6 for other in body)
    }


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize("club", [None, CLUB])
def test_plain_text_stands_on_the_grid_of_a_quarter_line(content: str, club: str | None) -> None:
    """All of 12 points but the tab's note, which follows the number, and the fields with their own drop."""
    off = []
    fields = 0
    for page in pages(content, "handout-a4", club):
        rules = {round(item.y1 - 2, 2) for item in page.items if isinstance(item, Rule) and item.weight == 0.75}
        for run in runs(page.items):
            steps = (from_top(run.y) + 3.6) / 3.75
            if run.size != 12 or abs(steps - round(steps)) < 0.01:
                continue
            if round(run.y, 2) in rules:
                fields += 1
            else:
                off.append(words(run))
    assert set(off) <= {"Do not drive", "yourself."}
    assert fields


@pytest.mark.parametrize("content", CONTENTS)
def test_a_page_without_a_club_differs_in_nothing_but_the_banner(content: str) -> None:
    with_club, without = pages(content, "handout-a4"), pages(content, "handout-a4", None)
    plain = [[(words(run), round(run.x, 2), round(run.y, 2)) for run in runs(page.items) if run.size < 20 and
              run.words[0].text != "Anytown"] for page in (*with_club, *without)]  # fmt: skip
    assert plain[0] == plain[2]


def test_the_card_has_the_stop_block_first_on_its_back() -> None:
    front, back = pages("sore-back", "card-a6")
    assert words_of(back.items)[:5] == ["Stop", "and", "get", "help", "999"]
    assert words_of(front.items)[:3] == CLUB.split()


@pytest.mark.parametrize("layout", PROMISED)
def test_a_clubs_logo_is_shown_or_the_club_is_told_why_not(layout: str, tmp_path: Path) -> None:
    picture = png(2, 1, 2, bytes(6))
    (tmp_path / "logo.png").write_bytes(picture.data)
    (tmp_path / "club.yaml").write_text(f"name: {CLUB}\nlogo: logo.png\n", encoding="utf-8")
    done = Press(club=str(tmp_path / "club.yaml")).build("race-day", layout)
    assert done.data
    assert done.diagnostics or b"/Subtype /Image" in done.data or b"/Subtype/Image" in done.data


def test_numbers_in_the_margin_stand_on_the_text_edge_or_right_of_it() -> None:
    done = pages("race-day", "handout-a4")
    for run in (run for page in done for run in runs(page.items)):
        assert run.x >= 15 * MM - 0.01


def test_numbers_of_the_ledger_stand_on_the_text_edge() -> None:
    for page in pages("race-day", "ledger-a4"):
        digits = [run for run in runs(page.items) if words(run) in ("1", "2", "3", "4") and run.x > 50 * MM]
        assert all(run.x >= (18 + 46) * MM - 0.01 for run in digits)


# Slips of the pen in a shipped layout

EXTENDS = {
    "base": ("base", "handout-a4"),  # as it is used
    "handout-a4": ("base", "handout-a4"),
    "handout-letter": ("base", "handout-a4", "handout-letter"),
    "ledger-a4": ("base", "ledger-a4"),
    "card-a6": ("base", "card-a6"),
    "card-a7": ("base", "card-a6", "card-a7"),
    "card-3x5": ("base", "card-a6", "card-a7", "card-3x5"),
    "card-quarter-letter": ("base", "card-a6", "card-quarter-letter"),
    "card-wallet": ("base", "card-a6", "card-a7", "card-wallet"),
}
# Mappings whose keys are free names: a slip shows where the name is used.
NAMES = ("fonts", "colours", "text", "looks", "parts", "skip")
Steps = tuple[str | int, ...]


@cache
def source(name: str) -> str:
    with open(os.path.join(FOLDER, f"{name}.yaml"), encoding="utf-8") as file:
        return file.read()


def parsed(name: str, text: str | None = None) -> Mapping:
    diagnostics = Diagnostics()
    node = read_text((text or source(name)).encode(), f"{name}.yaml", diagnostics, FOLDER)
    assert isinstance(node, Mapping)
    return node


def keys(node: Node, above: Steps = ()) -> Iterator[tuple[Steps, Pair]]:
    """Every key of a layout, with the way to it."""
    if isinstance(node, Mapping):
        for name, pair in node.pairs.items():
            if name != "extends":
                yield (*above, name), pair
                yield from keys(pair.value, (*above, name))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from keys(item, (*above, index))


def without(node: Node, steps: Steps) -> Node:
    """The node without one key."""
    step, *rest = steps
    if isinstance(node, Mapping):
        pairs = {
            name: Pair(pair.key, without(pair.value, tuple(rest))) if name == step else pair
            for name, pair in node.pairs.items()
            if rest or name != step
        }
        return Mapping(pairs, node.span)
    assert isinstance(node, Sequence)
    return Sequence(tuple(without(x, tuple(rest)) if i == step else x for i, x in enumerate(node.items)), node.span)


def misspelt(name: str, span: Span) -> str:
    """The layout's text with a slip in the last letter of a key."""
    rows = source(name).splitlines(keepends=True)
    row = rows[span.line - 1]
    key = row[span.column - 1 : span.end_column - 1]
    slip = key[:-1] + ("z" if key[-1] != "z" else "x")
    rows[span.line - 1] = row[: span.column - 1] + slip + row[span.end_column - 1 :]
    return "".join(rows)


def compiled_with(name: str, changed: Node) -> tuple[tuple[Layout, ...] | None, tuple[Diagnostic, ...]]:
    """The layout, one of the files that it is made of changed."""
    diagnostics = Diagnostics()
    mapping: Mapping | None = None
    for layer in EXTENDS[name]:
        node = changed if layer == name else parsed(layer)
        assert isinstance(node, Mapping)
        over = Mapping({key: pair for key, pair in node.pairs.items() if key != "extends"}, node.span)
        mapping = overlay(mapping, over) if mapping else over
    assert mapping
    return compile_layout(mapping, diagnostics), diagnostics.sorted()


def slips(name: str) -> list[tuple[Steps, Pair, bool]]:
    """Every key, and whether it is a free name."""
    return [(steps, pair, len(steps) > 1 and steps[-2] in NAMES) for steps, pair in keys(parsed(name))]


# A free name of the ledger is also the base's, which then stands alone; a null takes away what is not there.
UNNOTICED = {("text", "citation", "underline"), ("colours", "accent"), ("colours", "alarm"), ("text", "body"),
             ("text", "field")}  # fmt: skip


@pytest.mark.parametrize("name", EXTENDS)
def test_a_misspelt_key_is_told_on_its_line(name: str) -> None:
    """Each key of a small layout, and of a large one every third; all under `make fuzz`."""
    every = [slip for slip in slips(name) if "widths" not in slip[0][:-1]]
    seen = 0
    for steps, pair, free in every[:: 1 if FUZZ or len(every) < 100 else 3]:
        span = pair.key.span
        _, found = compiled_with(name, parsed(name, misspelt(name, span)))
        last = max(span.line, pair.value.span.line)
        lines = [error.span.line for error in found if error.span and error.span.source.name == f"{name}.yaml"]
        if free:
            assert found or steps in UNNOTICED, steps
        else:
            assert any(span.line <= line <= last for line in lines) or steps in UNNOTICED, steps
        seen += 1
    assert seen > 3


@pytest.mark.parametrize("name", ["handout-a4", "ledger-a4", "card-a6"])
def test_a_misspelt_name_of_a_width_is_told(name: str) -> None:
    for steps, pair, _ in slips(name):
        if "widths" in steps[:-1]:
            assert compiled_with(name, parsed(name, misspelt(name, pair.key.span)))[1], steps


def test_a_misspelt_name_that_leaves_the_bases_in_its_place_is_told() -> None:
    for steps, pair, _ in slips("ledger-a4"):
        if steps in UNNOTICED:
            assert compiled_with("ledger-a4", parsed("ledger-a4", misspelt("ledger-a4", pair.key.span)))[1], steps


@pytest.mark.parametrize("name", EXTENDS)
@settings(max_examples=times(40))
@given(data=st.data(), drop=st.booleans())
def test_no_slip_makes_a_traceback_or_a_silent_failure(name: str, data: st.DataObject, drop: bool) -> None:
    steps, pair, _ = data.draw(st.sampled_from(slips(name)))
    changed = without(parsed(name), steps) if drop else parsed(name, misspelt(name, pair.key.span))
    states, found = compiled_with(name, changed)
    assert states or found
    if not states:
        return
    text, words = shipped("sore-back", Content), shipped("en-GB", Locale, "content/locales")
    assert isinstance(text, Content)
    assert isinstance(words, Locale)
    diagnostics = Diagnostics()
    try:
        told = compose(Material(text, words, {}, {}), states[0].file, None, None, diagnostics)
        done = typeset(told, states, LIBRARY, diagnostics) if told else None
    except EnvironmentProblem:
        return  # a font that is not there
    assert done or diagnostics.has_errors
