"""Drawings: what the subset of SVG means, and how all that is not in it is told."""

from __future__ import annotations

import re

import hypothesis
import pytest
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Diagnostics, Source, Span
from generator.model.drawing import MAX_POINTS, parse_drawing
from generator.story import CURRENT, Drawing, Shape

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
MM = 72 / 25.4


def parsed(text: str) -> tuple[Drawing | None, tuple[Diagnostic, ...]]:
    named = Span(Source("text.yaml", "drawing: a.svg"), 1, 10, 1, 15)
    diagnostics = Diagnostics()
    drawing = parse_drawing(Source("a.svg", text), text, named, diagnostics)
    return drawing, diagnostics.sorted()


def drawn(text: str) -> Drawing:
    drawing, found = parsed(text)
    assert found == ()
    assert drawing
    return drawing


def shape(element: str) -> Shape:
    (made,) = drawn(f"{HEAD}{element}</svg>").shapes
    return made


def ends(made: Shape) -> list[tuple[float, float]]:
    """Where each segment ends."""
    return [points[-1] for _, points in made.segments if points]


# What is drawn


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M1 2 L3 4 5 6", [(1, 2), (3, 4), (5, 6)]),
        ("M1 2 3 4", [(1, 2), (3, 4)]),
        ("m1 2 3 4", [(1, 2), (4, 6)]),
        ("m1,2l3-1,.5.5", [(1, 2), (4, 1), (4.5, 1.5)]),
        ("M10 10 H20 V15 h-5 v-2", [(10, 10), (20, 10), (20, 15), (15, 15), (15, 13)]),
        ("M10 10 h5 5", [(10, 10), (15, 10), (20, 10)]),
        ("M1 1 c1 0 2 0 3 1 C5 5 6 6 7 7", [(1, 1), (4, 2), (7, 7)]),
        ("M2 2 l4 0 z l0 4", [(2, 2), (6, 2), (2, 6)]),
        ("M2 2 h4 Z m1 1 h2", [(2, 2), (6, 2), (3, 3), (5, 3)]),
        ("M1e1 5E-1", [(10, 0.5)]),
    ],
)
def test_paths(data: str, expected: list[tuple[float, float]]) -> None:
    assert ends(shape(f'<path d="{data}"/>')) == [pytest.approx(point) for point in expected]


def test_shapes() -> None:
    assert ends(shape('<line x1="1" y1="1" x2="3" y2="4" stroke="black"/>')) == [(1, 1), (3, 4)]
    assert ends(shape('<polyline points="1,1 2,2 3,1"/>')) == [(1, 1), (2, 2), (3, 1)]
    polygon = shape('<polygon points="1 1,2 2,3 1"/>')
    assert polygon.segments[-1] == ("h", ())
    assert ends(shape('<rect x="1" y="2" width="3" height="4"/>')) == [(1, 2), (4, 2), (4, 6), (1, 6)]
    circle = shape('<circle cx="10" cy="8" r="2"/>')
    assert [operator for operator, _ in circle.segments] == ["m", "c", "c", "c", "c", "h"]
    assert {(round(abs(x - 10) + abs(y - 8), 9)) for x, y in ends(circle)} == {2}


def test_paint_is_inherited_and_replaced() -> None:
    drawing = drawn(
        f'{HEAD}<g fill="none" stroke="#f00" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
        ' stroke-dasharray="0 3"><path d="M2 2h9v9"/><path d="M2 2h9v9" fill="currentColor" stroke="none"/>'
        '<path d="M2 2h9v9" stroke-dasharray="none" stroke-linecap="butt" stroke-linejoin="miter"/></g>'
        '<path d="M2 2h9v9"/></svg>'
    )
    first, second, third, last = drawing.shapes
    assert first[1:] == (None, (1, 0, 0), 2, True, (0, 3))
    assert second[1:3] == (CURRENT, None)
    assert third[3:] == (2, False, ())
    assert last[1:3] == ((0, 0, 0), None)  # what SVG says where nothing is said


def test_groups_move_and_scale() -> None:
    text = '<g transform="translate(10, 5) scale(2)"><g transform="translate(1)scale(-1 1)">{}</g></g>'
    made = shape(text.format('<line x1="1" y1="1" x2="3" y2="2" stroke="black" stroke-dasharray="1 2"/>'))
    assert ends(made) == [(10, 7), (6, 9)]
    assert (made.weight, made.dash) == (2, (2, 4))


@pytest.mark.parametrize(
    ("size", "width", "height"),
    [
        ('width="40mm" height="20mm"', 40 * MM, 20 * MM),
        ('width="80"', 60, 30),
        ('width="96px"', 72, 36),
        ('height="1in"', 144, 72),
        ('width="2cm"', 20 * MM, 10 * MM),
    ],
)
def test_a_size_of_its_own(size: str, width: float, height: float) -> None:
    drawing = drawn(f'<svg {size} viewBox="10 10 40 20"><rect x="10" y="10" width="40" height="20"/></svg>')
    assert drawing.own_size
    assert (drawing.width, drawing.height) == pytest.approx((width, height))
    assert ends(drawing.shapes[0])[2] == pytest.approx((width, height))


def test_no_size_of_its_own() -> None:
    drawing = drawn(f'{HEAD}<rect width="40" height="20"/></svg>')
    assert (drawing.width, drawing.height, drawing.own_size) == (40, 20, False)


def test_what_is_unseen_is_not_drawn() -> None:
    drawing = drawn(
        f'<?xml version="1.0"?><!-- a -->{HEAD}<rect id="r" width="9" height="9"/>'
        '<path d="M1 1h2" fill="none"/><path d="M1 1h2v2" fill="none" stroke="black" stroke-width="0"/></svg>'
    )
    assert len(drawing.shapes) == 1


# What is refused: the line, the column and a part of what is said

WRONG = {
    "no xml": ("this is\nno drawing", "1:1 this is no XML"),
    "empty": ("", "1:1 this is no XML"),
    "unclosed": (f"{HEAD}\n<g>\n</svg>", "3:3 this is no XML"),
    "html": ("<html/>", "1:1 this is no SVG"),
    "another namespace": ('<svg xmlns="http://x.org" viewBox="0 0 9 9"/>', "1:6 svg: this is no SVG"),
    "dtd": (f"<!DOCTYPE svg>\n{HEAD}</svg>", "1:1 a drawing must not have a document type"),
    "entities": (
        '<?xml version="1.0"?>\n<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n<svg>&b;</svg>',
        "2:1 a drawing must not have a document type",
    ),
    "an outer entity": (
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg>&x;</svg>',
        "1:1 a drawing must not have a document type",
    ),
    "unknown entity": (f"{HEAD}&eacute;</svg>", "1:61 this is no XML: undefined entity"),
    "text": (f"{HEAD}\n  <text x='1'>A</text></svg>", "2:3 <text> is not drawn"),
    "words": (f"{HEAD}\n  some words</svg>", "2:3 there is text between the elements"),
    "image": (f'{HEAD}<image href="file:///etc/hostname"/></svg>', "1:61 <image> is not drawn"),
    "script": (f"{HEAD}<script>alert(1)</script></svg>", "1:61 <script> is not drawn"),
    "style": (f"{HEAD}<style>*{{}}</style></svg>", "1:61 <style> is not drawn"),
    "use": (f'{HEAD}<use href="#a"/></svg>', "1:61 <use> is not drawn"),
    "svg in svg": (f"{HEAD}{HEAD}</svg></svg>", "1:61 <svg> is not drawn"),
    "shape in shape": (f'{HEAD}<rect width="1" height="1"><g/></rect></svg>', "cannot stand inside <rect>"),
    "event": (f'{HEAD}<rect width="1" height="1" onload="x"/></svg>', "1:88 rect: the attribute 'onload'"),
    "style attribute": (f'{HEAD}<g\n style="fill:red"/></svg>', "2:2 g: the attribute 'style' is not known"),
    "opacity": (f'{HEAD}<g opacity="0.5"/></svg>', "1:64 g: the attribute 'opacity'"),
    "round corners": (f'{HEAD}<rect width="1" height="1" rx="1"/></svg>', "rect: the attribute 'rx'"),
    "rotate": (f'{HEAD}<g transform="rotate(9)"/></svg>', "1:64 g: only translate and scale"),
    "skewed scale": (f'{HEAD}<g transform="scale(1 2)"/></svg>', "g: a scale must be the same"),
    "no scale": (f'{HEAD}<g transform="scale(0)"/></svg>', "g: a scale must be the same"),
    "transform of a shape": (f'{HEAD}<rect width="1" height="1" transform="scale(2)"/></svg>', "'transform'"),
    "arc": (f'{HEAD}<path d="M1 1 A2 2 0 0 1 3 3"/></svg>', "1:67 path: the path command A is not drawn"),
    "smooth curve": (f'{HEAD}<path d="M1 1 S2 2 3 3"/></svg>', "the path command S"),
    "numbers of a path": (f'{HEAD}<path d="M1 1 L2"/></svg>', "path: the command L takes 2 numbers"),
    "numbers after z": (f'{HEAD}<path d="M1 1 L2 2 z 3"/></svg>', "path: the command z takes no numbers"),
    "path without move": (f'{HEAD}<path d="L2 2"/></svg>', "path: a path must start with M"),
    "path of numbers": (f'{HEAD}<path d="2 2"/></svg>', "path: a path must start with M"),
    "letters in a path": (f'{HEAD}<path d="M1 1 #"/></svg>', "'#' cannot stand in a path"),
    "path without data": (f"{HEAD}<path/></svg>", "path: the attribute 'd' is missing"),
    "half a point": (f'{HEAD}<polyline points="1 1 2"/></svg>', "1:71 polyline: points are pairs"),
    "no viewBox": ('<svg width="9"><g/></svg>', "svg: the viewBox must be four numbers"),
    "flat viewBox": ('<svg viewBox="0 0 9 0"><g/></svg>', "1:6 svg: the viewBox must be four numbers"),
    "width in per cent": ('<svg width="100%" viewBox="0 0 9 9"/>', "1:6 svg: width must be a length"),
    "width without number": ('<svg width="auto" viewBox="0 0 9 9"/>', "1:6 svg: width must be a length"),
    "proportions": ('<svg width="9" height="9" viewBox="0 0 9 18"/>', "not in the proportion of the viewBox"),
    "colour": (f'{HEAD}<g fill="red"/></svg>', "1:64 g: 'red' is no colour"),
    "gradient": (f'{HEAD}<g fill="url(#a)"/></svg>', "g: 'url(#a)' is no colour"),
    "transparent": (f'{HEAD}<g fill="#11223344"/></svg>', "is no colour"),
    "unit": (f'{HEAD}<circle r="2mm"/></svg>', "1:69 circle: r must have numbers alone"),
    "no radius": (f'{HEAD}<circle cx="2"/></svg>', "circle: the attribute 'r' is missing"),
    "radius of 0": (f'{HEAD}<circle r="0"/></svg>', "circle: its size must be above 0"),
    "negative width": (f'{HEAD}<rect width="-1" height="2"/></svg>', "rect: its size must be above 0"),
    "negative stroke": (f'{HEAD}<g stroke-width="-1"/></svg>', "stroke-width must be a number of 0 or more"),
    "cap": (f'{HEAD}<g stroke-linecap="square"/></svg>', "stroke-linecap 'square' is not drawn"),
    "caps and joins": (
        f'{HEAD}<path d="M1 1h2v2" stroke="black" stroke-linecap="round"/></svg>',
        "must both be round, or neither",
    ),
    "dash": (f'{HEAD}<g stroke-dasharray="1 -2"/></svg>', "a dash array is up to 16 numbers"),
    "endless": (f'{HEAD}<path d="M1 1 L1e999 2"/></svg>', "a number is too large"),
    "outside": (f'{HEAD}<path d="M1 1 h60"/></svg>', "1:61 this path reaches out of the viewBox"),
    "stroke outside": (f'{HEAD}<line x2="40" stroke="black" stroke-width="4"/></svg>', "reaches out of the viewBox"),
    "deep": (f"{HEAD}{'<g>' * 50}{'</g>' * 50}</svg>", "nested more than 20 deep"),
    "long": (f'{HEAD}<path d="M1 1{" h0" * (MAX_POINTS + 1)}"/></svg>', f"more than {MAX_POINTS} points"),
    "nothing": (f"{HEAD}<g/></svg>", "1:1 there is nothing to be seen"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_drawn_is_told_in_its_place(name: str) -> None:
    text, said = WRONG[name]
    drawing, (problem,) = parsed(text)
    assert drawing is None
    assert problem.rule == "drawing"
    assert problem.span
    assert problem.span.source.name == "a.svg"
    assert said in f"{problem.span.line}:{problem.span.column} {problem.message}"
    assert problem.related[0][0].source.name == "text.yaml"


def test_every_mistake_is_told_but_each_kind_once() -> None:
    text = f'{HEAD}<text/><g opacity="1"/><g opacity="0"/><circle r="1" fill="red"/><text>words <b/></text></svg>'
    messages = [problem.message for problem in parsed(text)[1]]
    assert [re.split("[ :]", message)[0] for message in messages] == ["<text>", "g", "circle"]


elements = st.sampled_from(
    ["<g", "<path", "<rect", "<text", ' d="M1 1', " L2 2", "z", '"', "/>", "</g>", "</svg>", "<!--", "&#0;", "&amp;",
     " fill='", "none'", "1e9", "-", "<![CDATA[", "]]>", "<?a?>", "\n", "é", ' transform="', "scale(", "2)", ">"]
)  # fmt: skip


@hypothesis.given(st.lists(elements, max_size=25).map("".join))
def test_any_text_is_drawn_or_told(text: str) -> None:
    drawing, found = parsed(HEAD + text)
    assert (drawing is None) == bool(found)
    for problem in found:
        assert problem.span
        assert 1 <= problem.span.line <= max(1, len(problem.span.source.lines))
