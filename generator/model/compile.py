"""Turns a layout's nodes into `Layout`s: one as it is written, and one for each step by which it gives way.

Everything of a layout is decoded and checked here, once, before any typesetting: closed mappings, names, colours, the
floor of the type size - for the layout itself and for each step.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from generator.diagnostics import Diagnostics, Source, Span
from generator.model.layout import Layout, LayoutFile, Sizes, TextStyle
from generator.model.looktable import (
    Layers,
    LookTable,
    check_name,
    flattened,
    inside,
    like_name,
    with_copied,
    without,
)
from generator.model.units import Points, parse_colour
from generator.source.decode import decode, suggest
from generator.source.node import Mapping, Node, Pair, Removed, Scalar, Sequence
from generator.source.overlay import overlay
from generator.story import FURNITURE, PIECES, ROLES, SKIPPABLE

# What a step may change: each of these is read anew when the pages are set. The rest was read before, once.
GIVES_WAY = frozenset({"page", "fonts", "colours", "text", "looks", "floor", "breaks"})
HELD_OF_PAGE = frozenset({"head", "foot", "duplex"})


def compile_layout(
    mapping: Mapping, diagnostics: Diagnostics, base: Mapping | None = None
) -> tuple[Layout, ...] | None:
    """The layout and, after it, one state for each step of `give-way`. None after errors were reported.

    `base` is what the layout's own file was laid over, if it extends another.
    """
    line = mapping.pairs.get("line")
    unit = decode(line.value, Points, diagnostics) if line else None
    if line and unit is None:
        return None
    resolved = _in_points(mapping, unit or 0.0)
    assert isinstance(resolved, Mapping)
    state = without(resolved, "give-way")
    styles: dict[Layers, TextStyle | None] = {}
    layouts = [_decode_state(state, "", None, styles, diagnostics)]
    for note, changes in _steps(resolved.pairs.get("give-way"), diagnostics):
        state = overlay(state, changes)
        layouts.append(_decode_state(state, note, layouts[-1], styles, diagnostics))
    complete = tuple(layout for layout in layouts if layout)
    if complete:
        _check_used(complete[-1], mapping.span.source, base, diagnostics)
    return complete if len(complete) == len(layouts) and not diagnostics.has_errors else None


def _steps(steps: Pair | None, diagnostics: Diagnostics) -> Iterator[tuple[str, Mapping]]:
    """The note and the changes of each step."""
    if steps is None or isinstance(steps.value, Removed):
        return
    if not isinstance(steps.value, Sequence):
        hint = "Start each step with '- note: ...'."
        diagnostics.error("wrong-type", "give-way must be a list of steps", steps.value.span, hint)
        return
    for step in steps.value.items:
        note = step.pairs.get("note") if isinstance(step, Mapping) else None
        if not isinstance(step, Mapping) or not note or not isinstance(note.value, Scalar):
            hint = "note: closer paragraphs"
            diagnostics.error("missing-key", "a step of give-way needs a note, in a few words", step.span, hint)
        elif "line" in step.pairs:
            message = "the grid cannot give way: lengths in lines were worked out with it"
            diagnostics.error("unknown-key", message, step.pairs["line"].key.span, "Change the lengths themselves.")
        else:
            _check_gives_way(step, diagnostics)
            yield note.value.value, without(step, "note")


def _check_gives_way(step: Mapping, diagnostics: Diagnostics) -> None:
    """Report keys that have no effect in a step. Those that no layout has are reported with the state."""
    fixed = set(LayoutFile._fields) - GIVES_WAY
    held = [(pair.key, "{}: ...") for key, pair in step.pairs.items() if key in fixed]
    held += [(pair.key, "page: {{{}: ...}}") for key, pair in inside(step, "page").items() if key in HELD_OF_PAGE]
    for key, form in held:
        message = f"'{key.value}' cannot give way: it holds for the whole document"
        diagnostics.error("unknown-key", message, key.span, f"Write {form.format(key.value)} outside give-way.")


def _decode_state(
    mapping: Mapping, note: str, before: Layout | None, styles: dict[Layers, TextStyle | None], diagnostics: Diagnostics
) -> Layout | None:
    """One state; what it has in common with the state before stays the same object, as do the styles decoded so far."""
    file = _decode_file(mapping, before, diagnostics)
    if file is None:
        return None
    texts: dict[str, TextStyle] = {}
    fonts, colours, names, places = (_keys(mapping, name) for name in ("fonts", "colours", "text", "looks"))
    for name, node in file.text.items():
        if not isinstance(node, Mapping):
            diagnostics.error("wrong-type", f"the text style '{name}' must be a mapping", node.span)
            continue
        layers = with_copied("text style", node, file.text, names, diagnostics)
        if layers and layers not in styles:
            styles[layers] = decode(flattened(layers), TextStyle, diagnostics)
        if layers and (style := styles[layers]):
            texts[name] = style
    looks = LookTable(file.looks, places, colours, names, before.looks if before else None)
    shades = {name: parse_colour(colour.value) for name, colour in file.colours.items()}
    layout = Layout(mapping, file, note, texts, looks, shades)
    for name, style in texts.items():
        if not before or before.texts.get(name) is not style or before.file.floor != file.floor:
            check_name("font", *style.font, fonts, diagnostics)
            if style.ink:
                check_name("colour", *style.ink, colours, diagnostics)
            _check_floor(style.size, layout, diagnostics)
    if not before:
        _check_pieces(file, _keys(mapping, "skip"), diagnostics)
    looks.check(diagnostics)
    return layout


def _check_used(layout: Layout, source: Source, base: Mapping | None, diagnostics: Diagnostics) -> None:
    """A colour or text style that the file adds and nothing uses is probably misspelt. The base's may be spare."""
    file = layout.file
    used = {"ink", "body", *layout.looks.used, *map(like_name, file.text.values())}
    used |= {style.ink.value for style in layout.texts.values() if style.ink}
    for kind, place in (("colour", "colours"), ("text style", "text")):
        spare = _keys(base, place) if base else {}
        for name, span in _keys(layout.mapping, place).items():
            if name not in used and name not in spare and span.source is source:
                near = suggest(name, [other for other in _keys(layout.mapping, place) if other != name])
                hint = f"Did you mean '{near}'?" if near else "Name it in a look, or take it out."
                diagnostics.warning("unused-name", f"nothing uses the {kind} '{name}'", span, hint)


def _keys(mapping: Mapping, name: str) -> dict[str, Span]:
    """Where the keys of a mapping in the layout stand."""
    pairs = inside(mapping, name)
    return {key: entry.key.span for key, entry in pairs.items() if not isinstance(entry.value, Removed)}


def _decode_file(mapping: Mapping, before: Layout | None, diagnostics: Diagnostics) -> LayoutFile | None:
    """The file; most steps change only type and looks, and then the rest need not be decoded again."""
    if before:
        old = before.mapping.pairs
        changed = {key for key, pair in mapping.pairs.items() if key not in old or pair.value is not old[key].value}
        if changed <= {"text", "looks"} and mapping.pairs.keys() == old.keys():
            new: dict[str, Any] = {
                key: decode(mapping.pairs[key].value, dict[str, Node], diagnostics) for key in changed
            }
            return None if None in new.values() else before.file._replace(**new)
    return decode(mapping, LayoutFile, diagnostics)


def _check_floor(sizes: Sizes, layout: Layout, diagnostics: Diagnostics) -> None:
    floor = layout.file.floor.size
    for option in sizes.options:
        if option.size < floor:
            message = f"{option.size:g} pt is below this layout's floor of {floor:g} pt"
            hint = (f"In the step '{layout.note}'. " if layout.note else "") + "Make it larger, or set a lower floor."
            related = tuple((span, "the floor") for span in _keys(layout.mapping, "floor").values())
            diagnostics.error("below-floor", message, sizes.span, hint, related)


def _check_pieces(file: LayoutFile, skipped: dict[str, Span], diagnostics: Diagnostics) -> None:
    named = (*file.page.head, *file.page.foot)
    pinned = [edge for edge in named if edge and edge.value != "none"]
    placed = [place.piece for place in file.place if place.piece]
    for piece in placed:
        if piece.value in FURNITURE:
            message = f"'{piece.value}' cannot stand in the text: it belongs at the head or foot of pages"
            diagnostics.error("placed-twice", message, piece.span)
    seen: dict[str, Span] = {}
    for piece in (*pinned, *placed):
        check_name("piece", *piece, PIECES, diagnostics)
        first = seen.setdefault(piece.value, piece.span)
        if piece.value not in FURNITURE and first is not piece.span:
            message = f"'{piece.value}' would be printed twice"
            diagnostics.error("placed-twice", message, piece.span, None, ((first, "it stands here too"),))
    for edges in (file.page.head, file.page.foot):
        if edges.all and edges.all.value not in ("none", *FURNITURE):
            message = f"'{edges.all.value}' cannot be printed on all pages"
            hint = f"Only {' and '.join(FURNITURE)} can; say first:, rest: or last: for others."
            diagnostics.error("placed-twice", message, edges.all.span, hint)
    for place in file.place:
        for role in place.beside or ():
            check_name("role", *role, ROLES, diagnostics)
    for name, reason in file.skip.items():
        if check_name("piece", name, skipped.get(name, reason.span), SKIPPABLE, diagnostics) and name == "safety":
            diagnostics.error("safety-skipped", "safety sections can never be skipped", reason.span)


def _in_points(node: Node, line: float) -> Node:
    """The node with lengths in `line` written in points; parts without any stay the same objects."""
    if isinstance(node, Scalar):
        if node.value.endswith(" line") and not node.quoted:
            with suppress(ValueError):
                return Scalar(f"{float(node.value[:-5]) * line:.6f} pt", node.span, node.quoted)
        return node
    if isinstance(node, Sequence):
        items = tuple([_in_points(item, line) for item in node.items])
        return node if all(a is b for a, b in zip(items, node.items, strict=True)) else Sequence(items, node.span)
    pairs = dict(node.pairs)
    for key, pair in node.pairs.items():
        value = _in_points(pair.value, line)
        if value is not pair.value:
            pairs[key] = Pair(pair.key, value)
    return node if pairs == node.pairs else Mapping(pairs, node.span)
