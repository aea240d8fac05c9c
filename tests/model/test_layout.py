"""Layouts: what may be written, how one extends another, and what is said of each mistake."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostic, Diagnostics
from generator.model.compile import compile_layout
from generator.model.layout import LayoutFile, PageShape
from generator.source.overlay import extended
from tests.support.galley import LINE, MM, compiled, layouts, temporary

# (a change to the handout, the rule, the word that the error stands at, what the message or hint says)
MISTAKES = {
    "a key": ("looks: {banner: {boarder: 1 pt}}", "unknown-key", "boarder", "Did you mean 'border'?"),
    "a key at the top": ("plaice: []", "unknown-key", "plaice", "Keys:"),
    "a key of the page": ("page: {papper: A4}", "unknown-key", "papper", "Keys:"),
    "a key inside a look": ("looks: {tier: {tab: {wdth: 1 pt}}}", "unknown-key", "wdth", "width"),
    "a key of a text style": ("text: {body: {sise: 12/15}}", "unknown-key", "sise", "size"),
    "a look": ("looks: {baner: {gap: 1 pt}}", "unknown-name", "baner", "Did you mean 'banner'?"),
    "a variant": ("looks: {tier.nwo: {gap: 1 pt}}", "unknown-name", "tier.nwo", "Did you mean 'now'?"),
    "a part": ("looks: {banner: {parts: {titel: {gap: 1 pt}}}}", "unknown-name", "{gap", "Did you mean 'title'?"),
    "a text style": ("looks: {message: {text: mesage}}", "unknown-name", "mesage", "Did you mean 'message'?"),
    "a text style in a mark": ("looks: {step: {mark: {text: digt}}}", "unknown-name", "digt", "Did you mean 'digit'?"),
    "a colour": ("looks: {banner: {fill: acent}}", "unknown-name", "acent", "Did you mean 'accent'?"),
    "a colour of a text": ("text: {body: {ink: inc}}", "unknown-name", "inc", "Did you mean 'ink'?"),
    "a colour in a border": (
        "looks: {tier.now: {border: {ink: alarn}}}", "unknown-name", "alarn", "Did you mean 'alarm'?"),
    "a colour in a tab": ("looks: {tier: {tab: {divider: {weight: 1 pt, ink: inkk}}}}", "unknown-name", "inkk", "ink"),
    "a colour of a part": ("looks: {tier: {parts: {lead: {ink: inkk}}}}", "unknown-name", "inkk", "'ink'"),
    "a font": ("text: {body: {font: snas}}", "unknown-name", "snas", "Did you mean 'sans'?"),
    "a piece": ("place: [baner, {sections: rest}]", "unknown-name", "baner", "Did you mean 'banner'?"),
    "a piece at the foot": ("page: {foot: {all: feet}}", "unknown-name", "feet", "Known:"),
    "a role": ("place: [{sections: {role: safty}}]", "unknown-name", "safty", "Did you mean 'safety'?"),
    "a role beside": ("place: [{beside: [explane]}]", "unknown-name", "explane", "Did you mean 'explain'?"),
    "a role to skip": ("skip: {prevnt: why}", "unknown-name", "prevnt", "Did you mean 'prevent'?"),
    "a choice of sections": ("place: [{sections: all}]", "wrong-type", "all", "role: safety"),
    "two keys in a place": ("place: [{piece: banner, break: page}]", "one-of", "break", ""),
    "a length without unit": ("looks: {banner: {gap: 3}}", "wrong-length", "3", "12 mm"),
    "a length in no unit": ("page: {top: 10 px}", "wrong-length", "10 px", "12 mm"),
    "a grid in lines": ("line: 1 line", "wrong-length", "1 line", "12 mm"),
    "a size": ("text: {body: {size: 12}}", "wrong-size", "12}", "12/15"),
    "a size in a list": ("text: {title: {size: [38/45, 32pt]}}", "wrong-size", "32pt", "12/15"),
    "a paper": ("page: {paper: A9}", "wrong-paper", "A9", "Letter"),
    "a paper of one side": ("page: {paper: [10 mm]}", "wrong-paper", "[10 mm]", "148.5"),
    "a colour's value": ("colours: {accent: blue}", "wrong-colour", "blue", "#003B5C"),
    "an ink of none": ("colours: {ink: none}", "wrong-colour", "none", ""),
    "a word of a choice": ("looks: {tier: {keep: allways}}", "unknown-value", "allways", "Did you mean 'always'?"),
    "a side": ("looks: {tier: {tab: {side: bottom}}}", "unknown-value", "bottom", "left, top"),
    "a number": ("looks: {steps: {columns: {number: four}}}", "wrong-type", "four", ""),
    "a look that is text": ("looks: {banner: big}", "wrong-type", "big", ""),
    "a style that is text": ("text: {body: big}", "wrong-type", "big", ""),
    "like, in a look": ("looks: {sign: {like: itm}}", "unknown-name", "itm", "Did you mean 'item'?"),
    "like, in a text style": ("text: {club: {like: storng}}", "unknown-name", "storng", "Did you mean 'strong'?"),
    "like in a circle": ("text: {body: {like: strong}}", "unknown-name", "", "circle"),
    "below the floor": ("text: {when: {size: 11/15}}", "below-floor", "11/15", "12 pt"),
    "below the floor, last of a list": ("text: {title: {size: [38/45, 11.9/15]}}", "below-floor", "[38/45", "11.9 pt"),
    "below the floor in a step": (
        "give-way: [{note: tiny, text: {body: {size: 10/15}}}]", "below-floor", "10/15", "tiny"),
    "a key in a step": ("give-way: [{note: x, looks: {points: {gapp: 1 pt}}}]", "unknown-key", "gapp", "gap"),
    "a step without a note": ("give-way: [{looks: {points: {gap: 1 pt}}}]", "missing-key", "{looks", "note"),
    "a piece pinned and placed": ("page: {head: {first: banner}}", "placed-twice", "", "printed twice"),
    "safety to skip": ("skip: {safety: no room}", "safety-skipped", "no room", "never"),
    "what is needed": ("floor: null", "missing-key", "", "floor"),
}  # fmt: skip


def only(changes: str, rule: str) -> Diagnostic:
    """The first complaint of a rule about a change to the handout."""
    states, found = compiled(changes, "handout-a4")
    assert states is None
    assert rule in [error.rule for error in found]
    return next(error for error in found if error.rule == rule)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_where_it_is_with_what_to_do(mistake: str) -> None:
    changes, rule, word, says = MISTAKES[mistake]
    error = only(changes, rule)
    assert error.span
    if word:
        assert error.span.source.name == "test.yaml"
        assert changes[error.span.column - 1 :].startswith(word), str(error.span)
    assert says in f"{error.message} {error.hint}"


# What the language promises and the code does not hold yet


@pytest.mark.parametrize("changes", [
    "looks: {banner: {order: [titel, club]}}",
    "looks: {tier: {tab: {parts: [cal, when, note]}}}",
    "looks: {colophon: {beside: {gap: 6 mm, widths: {qrr: 25 mm, lines: rest}}}}",
    "looks: {tier: {parts: {heading: {gap: 1 pt}}}}",
    "looks: {tiers: {parts: {tier.nwo: {gap: 1 pt}}}}",
])  # fmt: skip
def test_an_unknown_part_is_told(changes: str) -> None:
    assert compiled(changes, "handout-a4")[1]


@pytest.mark.parametrize(("changes", "meant"), [
    ("plaice: []", "place"), ("looks: {tier: {tab: {wdth: 1 pt}}}", "width"), ("text: {body: {sise: 12/15}}", "size"),
])  # fmt: skip
def test_a_slip_in_a_key_that_the_extended_file_has_is_suggested(changes: str, meant: str) -> None:
    assert f"Did you mean '{meant}'?" in str(only(changes, "unknown-key").hint)


@pytest.mark.parametrize("changes", [
    "place: [banner, message, message, {sections: rest}, colophon]",
    "place: [message, {sections: rest}, colophon]\npage: {head: {all: banner}}",
    "place: [message, {sections: rest}, colophon]\npage: {head: {first: banner, rest: banner}}",
])  # fmt: skip
def test_a_piece_that_would_stand_twice_is_told(changes: str) -> None:
    assert compiled(changes, "handout-a4")[1]


@pytest.mark.parametrize("changes", [
    "line: 0 pt", "line: -15 pt", "page: {pages: 0}", "page: {depth: -1 mm}", "page: {paper: [-10 mm, -10 mm]}",
    "page: {side: 105 mm}", "text: {body: {size: []}}", "text: {body: {size: 12/0}}", "text: {body: {size: 12/15 x0}}",
    "looks: {steps: {columns: {number: 0}}}", "looks: {steps: {columns: {number: -1}}}",
])  # fmt: skip
def test_numbers_that_make_no_page_are_told(changes: str) -> None:
    states, found = compiled(changes, "handout-a4")
    assert states is None
    assert found


@pytest.mark.parametrize("changes", ["give-way: closer", "give-way: {note: closer}", "give-way: [{note: [a]}]",
                                     "give-way: [{note: a, line: 14 pt}]"])  # fmt: skip
def test_a_give_way_that_is_not_understood_is_told(changes: str) -> None:
    assert compiled(changes, "handout-a4")[1]


# How files are laid over each other


def from_files(*files: tuple[str, str]) -> tuple[object, tuple[Diagnostic, ...]]:
    """The first of several files in one folder, compiled."""
    paths = [temporary(files[0][1], files[0][0])]
    folder = paths[0].rpartition("/")[0]
    for name, text in files[1:]:
        with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
            file.write(text)
    diagnostics = Diagnostics()
    mapping = extended(paths[0], diagnostics)
    return (compile_layout(mapping, diagnostics) if mapping else None), diagnostics.sorted()


def test_a_layout_may_extend_a_shipped_one_and_change_a_word() -> None:
    states, found = from_files(("mine.yaml", "extends: handout-a4\nlooks: {banner: {fill: alarm}}\n"))
    assert found == ()
    assert isinstance(states, tuple)
    shipped = layouts(over="handout-a4")
    banner, theirs = states[0].looks.look("banner", None, None), shipped[0].looks.look("banner", None, None)
    assert banner.fill.value == "alarm"
    assert banner.ornament
    assert theirs.ornament
    assert (banner.pad, banner.least, banner.ornament.radii) == (theirs.pad, theirs.least, theirs.ornament.radii)


def test_a_part_of_a_line_is_one_of_the_extending_files_lines() -> None:
    (first, *_) = layouts("line: 20 pt", "handout-a4")
    (shipped, *_) = layouts(over="handout-a4")
    for layout, line in ((first, 20.0), (shipped, LINE)):
        assert layout.looks.look("points", None, None).gap == pytest.approx(0.5 * line)
        assert layout.file.page.depth == pytest.approx(52 * line)


def test_lists_are_replaced_and_null_removes() -> None:
    (layout, *_) = layouts("place: [banner]\nskip: null\ntext: {when: {size: 20/30}}", "handout-a4")
    assert [place.piece and place.piece.value for place in layout.file.place] == ["banner"]
    assert layout.file.skip == {}


def test_steps_lie_over_each_other_in_turn() -> None:
    states = layouts(
        """
        looks: {list: {gap: 9 pt}, points: {gap: 9 pt}}
        give-way:
          - {note: one, looks: {list: {gap: 5 pt}}}
          - {note: two, looks: {points: {gap: 4 pt}}, text: {body: {size: 13/15}}}
          - {note: three, looks: {list: {gap: 1 pt}}}
        """
    )
    gaps = [tuple(state.looks.look(name, None, None).gap for name in ("list", "points")) for state in states]
    assert gaps == [(9, 9), (5, 9), (5, 4), (1, 4)]
    assert [state.note for state in states] == ["", "one", "two", "three"]
    assert [state.texts["body"].size.options[0].size for state in states] == [12, 12, 13, 13]


HELD = ("about: x", "allow: {some-rule: x}", "forms: off", "fold: half", "place: [banner]", "sheet: a4",
        "skip: {know: x}")  # fmt: skip
HELD_OF_PAGE = ("head: {all: bar}", "foot: {all: foot}", "duplex: short-edge")
GIVES_WAY = {"page", "fonts", "colours", "text", "looks", "floor", "breaks"}


def test_every_key_may_give_way_or_is_told() -> None:
    held = {key.partition(":")[0] for key in HELD}
    assert held | GIVES_WAY | {"line", "span"} == set(LayoutFile._fields)
    held = {key.partition(":")[0] for key in HELD_OF_PAGE}
    assert held | {"paper", "top", "side", "depth", "pages"} == set(PageShape._fields)


@pytest.mark.parametrize("change", [*HELD, *(f"page: {{{change}}}" for change in HELD_OF_PAGE)])
def test_what_holds_for_the_whole_document_cannot_give_way(change: str) -> None:
    problem = only(f"give-way:\n  - note: closer\n    {change}\n", "unknown-key")
    assert "holds for the whole document" in problem.message
    assert problem.hint
    assert f"{change.partition(':')[0]}: " in problem.hint
    assert "outside give-way" in problem.hint
    assert problem.span
    assert problem.span.line == 3


def test_a_floor_that_a_step_raises_holds_for_what_the_step_leaves_alone() -> None:
    problem = only("give-way: [{note: higher, floor: {size: 20 pt}}]", "below-floor")
    assert "20 pt" in problem.message


def test_a_text_style_is_like_another_with_its_own_keys_over_it() -> None:
    (layout,) = layouts("text: {title: {like: strong, size: 20/30, ink: accent}, body: {drop: 4 pt}}")
    title = layout.texts["title"]
    assert (title.weight, title.drop, title.size.options[0].leading) == ("bold", 4, 30)
    assert title.ink
    assert title.ink.value == "accent"


def test_one_step_below_the_floor_is_told_once_and_not_for_every_step_after_it() -> None:
    changes = "give-way: [{note: a, text: {when: {size: 10/15}}}, {note: b, page: {side: 14 mm}}, {note: c}]"
    assert [error.rule for error in compiled(changes, "handout-a4")[1]] == ["below-floor"]


def test_paper_and_sizes_are_read_in_points() -> None:
    (layout,) = layouts("page: {paper: [105 mm, 148.5 mm]}\ntext: {title: {like: body, size: [22/30, 18/22.5 x2]}}")
    assert layout.file.page.paper == pytest.approx((105 * MM, 148.5 * MM))
    title = layout.texts["title"].size
    assert [(option.size, option.leading, title.line_limit(option)) for option in title.options] == [
        (22, 30, 1), (18, 22.5, 2)]  # fmt: skip
    body = layout.texts["body"].size
    assert body.line_limit(body.options[0]) is None
