"""Turns the `looks` of a layout into `Look`s: one bundle of style values for a name in the content.

The look of a part is its own look, under its variant's (`tier.now`), under what the parent's `parts` says. `like`
copies another look first. One merge rule, `overlay`, serves all of these.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, NamedTuple, Self

from generator.diagnostics import Diagnostics, Span
from generator.model.units import Points
from generator.source.decode import Located, decode, suggest
from generator.source.node import Mapping, Node, Scalar
from generator.source.overlay import overlay
from generator.story import PARTS, VARIANTS

MAX_DEPTH = 8  # parts nest in the YAML; looks that name each other would nest for ever


class Sides(NamedTuple):
    """Lengths on the four sides; one length alone stands for all."""

    top: Points | None = None
    right: Points | None = None
    bottom: Points | None = None
    left: Points | None = None

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        if isinstance(node, Scalar):
            length = decode(node, Points, diagnostics)
            return None if length is None else cls(length, length, length, length)
        sides = decode(node, _Sides, diagnostics)
        return cls(*sides) if sides else None


class _Sides(NamedTuple):
    """The sides of a box."""

    top: Points | None = None
    right: Points | None = None
    bottom: Points | None = None
    left: Points | None = None


class Stroke(NamedTuple):
    """A line's weight and colour token."""

    weight: Points
    ink: Located


class Border(NamedTuple):
    """A stroke inside the edge, on all sides or some."""

    weight: Points
    ink: Located
    sides: tuple[Literal["top", "right", "bottom", "left"], ...] = ("top", "right", "bottom", "left")


class SideBar(NamedTuple):
    """A vertical bar that hangs `out` to the left of the text edge."""

    width: Points
    out: Points
    top: Points
    bottom: Points
    ink: Located


class EdgeRule(NamedTuple):
    """A rule across the element, `at` this distance from its top or bottom."""

    side: Literal["top", "bottom"]
    weight: Points
    ink: Located
    at: Points = Points(0)


class Separator(NamedTuple):
    """A rule between two neighbours, `above` the lower one."""

    weight: Points
    ink: Located
    above: Points


class Ornament(NamedTuple):
    """Quarter circles round the bottom right corner: decoration only."""

    radii: tuple[Points, ...]
    weight: Points
    ink: Located


class Tab(NamedTuple):
    """Parts that stand in a strip at the left or top of a panel."""

    side: Literal["left", "top"]
    parts: tuple[Located, ...]
    width: Points = Points(0)
    height: Points = Points(0)
    pad: Sides = Sides()
    fill: Located | None = None
    ink: Located | None = None
    divider: Stroke | None = None


class Columns(NamedTuple):
    """Children in columns: `down` one column and up into the next, balanced; or row by row, tops aligned."""

    count: int
    gutter: Points
    fill: Literal["down", "rows"] = "down"
    odd: Annotated[Literal["span"] | None, "An odd last child spans the row."] = None


class Width(NamedTuple):
    """A width: a length, or `rest` for a share of what is left (then `points` is None)."""

    points: Points | None

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        if isinstance(node, Scalar) and node.value == "rest":
            return cls(None)
        length = decode(node, Points, diagnostics)
        return None if length is None else cls(length)


class Beside(NamedTuple):
    """Children side by side, each breaking for itself: equal widths, or by part name (a length or `rest`)."""

    gap: Points
    widths: dict[str, Width] = {}  # noqa: RUF012
    align: Literal["top", "bottom"] = "top"


class ArrowHead(NamedTuple):
    """An open chevron."""

    width: Points
    height: Points


class Arrow(NamedTuple):
    """An arrow from each mark to the next in the row."""

    weight: Points
    ink: Located
    clear: Points
    head: ArrowHead


class Mark(NamedTuple):
    """What stands before (or above) the first line: bullet, box, or disc with a number."""

    shape: Literal["square", "box", "disc", "none"]
    size: Points = Points(0)
    indent: Points = Points(0)
    centre: Annotated[Literal["caps", "x-height"], "What of the first line it is centred on."] = "caps"
    place: Literal["side", "above"] = "side"
    height: Annotated[Points, "Room of a mark that stands above."] = Points(0)
    weight: Points = Points(0)
    radius: Points = Points(0)
    fill: Located | None = None
    ink: Located | None = None
    text: Annotated[Located | None, "The text style of the number in it."] = None
    text_ink: Located | None = None


class Blank(NamedTuple):
    """A write-on line from the end of the text to the edge; if shorter than `least`, the field takes the whole row."""

    gap: Points
    below: Points
    least: Points
    weight: Points
    ink: Located


class Tile(NamedTuple):
    """How a logo is shown: art inside a tile with round corners at the panel's right edge."""

    size: Points
    art: Points
    wide: Annotated[Points, "The widest art."]
    inset: Points
    radius: Points
    fill: Located
    clear: Annotated[Points, "Least room between the tile and the text."]


class Look(NamedTuple):
    """How an element looks. Only `text` and `ink` are inherited by its parts."""

    span: Span
    text: Annotated[Located | None, "A named text style."] = None
    ink: Annotated[Located | None, "A colour token."] = None
    align: Literal["start", "end"] | None = None
    before: Annotated[Points | None, "Space above; of two neighbours' claims the larger holds."] = None
    after: Points | None = None
    gap: Annotated[Points | None, "Space between children that claim none."] = None
    few: Annotated[int | None, "Cost of leaving one child alone before or after a break, in lines."] = None
    separator: Separator | None = None
    hang: Annotated[Sides | None, "How far it hangs out over the text edge."] = None
    pad: Annotated[Sides | None, "Room inside; left and right are what hangs out unless said."] = None
    least: Annotated[Points | None, "Least height."] = None
    snap: Annotated[Points | None, "The end is rounded up to this grid."] = None
    fill: Located | None = None
    border: Border | None = None
    radius: Points | None = None
    bar: SideBar | None = None
    rule: EdgeRule | None = None
    ornament: Ornament | None = None
    tab: Tab | None = None
    columns: Columns | None = None
    beside: Beside | None = None
    arrow: Arrow | None = None
    mark: Mark | None = None
    blank: Blank | None = None
    tile: Tile | None = None
    keep: Annotated[Literal["always", "try", "next"] | None, "Whole if at all possible; or with what follows."] = None
    size: Annotated[Points | None, "Width and height of a code."] = None
    level: Annotated[Literal["L", "M", "Q", "H"], "Error correction of a code."] = "M"
    shift: Annotated[Points | None, "Down by this much, without moving anything else."] = None
    order: Annotated[tuple[Located, ...], "Parts that come first, in this order."] = ()
    parts: Annotated[dict[str, Node] | None, "Looks of the parts, where they differ here."] = None


class LookTable:
    """The looks of a layout, each put together and decoded once."""

    def __init__(self, nodes: dict[str, Node]) -> None:
        self.nodes = nodes
        self._cache: dict[tuple[str, str | None, int], tuple[object, Look | None]] = {}
        self._plain = Look(next(iter(nodes.values())).span)

    def look(self, name: str, variant: str | None, parts: dict[str, Node] | None) -> Look:
        """The look of an element inside a parent whose look has these `parts`."""
        return self._compiled(name, variant, parts, Diagnostics()) or self._plain

    def check(self, colours: dict[str, Located], texts: Iterable[str], diagnostics: Diagnostics) -> None:
        """Put every look together, and every part of it, and report unknown names, colours and text styles."""
        known = frozenset(texts)
        copies = {_like_name(node) for node in self._all_nodes(self.nodes)}
        for name, node in self.nodes.items():
            base, _, variant = name.partition(".")
            if base not in PARTS and name not in copies:
                report_unknown("element", base, node.span, tuple(PARTS), diagnostics)
            elif variant and variant not in VARIANTS.get(base, ()):
                report_unknown(f"variant of '{base}'", variant, node.span, VARIANTS.get(base, ()), diagnostics)
            self._check(base, variant or None, None, colours, known, diagnostics, 0)

    def _check(
        self,
        name: str,
        variant: str | None,
        parts: dict[str, Node] | None,
        colours: dict[str, Located],
        texts: frozenset[str],
        diagnostics: Diagnostics,
        depth: int,
    ) -> None:
        look = self._compiled(name, variant, parts, diagnostics)
        if look is None:
            return
        _check_tokens(look, colours, texts, diagnostics)
        for part, node in (look.parts or {}).items():
            base, _, part_variant = part.partition(".")
            if base not in PARTS:
                report_unknown(f"part of '{name}'", base, node.span, PARTS.get(name) or tuple(PARTS), diagnostics)
            elif depth < MAX_DEPTH:
                self._check(base, part_variant or None, look.parts, colours, texts, diagnostics, depth + 1)

    def _compiled(
        self, name: str, variant: str | None, parts: dict[str, Node] | None, diagnostics: Diagnostics
    ) -> Look | None:
        key = (name, variant, id(parts))
        known = self._cache.get(key)
        if known is None:
            # The parts are kept beside the look, so that their id cannot be given to another object.
            known = self._cache[key] = (parts, self._merged(name, variant, parts or {}, diagnostics))
        return known[1]

    def _merged(
        self, name: str, variant: str | None, parts: dict[str, Node], diagnostics: Diagnostics
    ) -> Look | None:
        merged: Mapping | None = None
        names = (name, f"{name}.{variant}") if variant else (name,)
        for layer in (*map(self.nodes.get, names), *map(parts.get, names)):
            if isinstance(layer, Mapping):
                layer = self._without_like(layer, diagnostics)
                merged = overlay(merged, layer) if merged else layer
            elif layer is not None:
                diagnostics.error("wrong-type", f"the look of '{name}' must be a mapping", layer.span)
        return decode(merged, Look, diagnostics) if merged else self._plain

    def _without_like(self, node: Mapping, diagnostics: Diagnostics, above: tuple[str, ...] = ()) -> Mapping:
        """The look's mapping laid over the one it is `like`."""
        like = node.pairs.get("like")
        if like is None:
            return node
        name = like.value.value if isinstance(like.value, Scalar) else ""
        own = Mapping({key: pair for key, pair in node.pairs.items() if key != "like"}, node.span)
        base = self.nodes.get(name)
        if not isinstance(base, Mapping) or name in above:
            report_unknown("look", name, like.value.span, tuple(self.nodes), diagnostics)
            return own
        return overlay(self._without_like(base, diagnostics, (*above, name)), own)

    def _all_nodes(self, nodes: dict[str, Node]) -> Iterable[Node]:
        for node in nodes.values():
            yield node
            parts = node.pairs.get("parts") if isinstance(node, Mapping) else None
            if parts and isinstance(parts.value, Mapping):
                yield from self._all_nodes({key: pair.value for key, pair in parts.value.pairs.items()})


def report_unknown(kind: str, word: str, span: Span, known: tuple[str, ...], diagnostics: Diagnostics) -> None:
    """An error that a name is not known, with the nearest one and all of them."""
    near = suggest(word, known)
    hint = (f"Did you mean '{near}'? " if near else "") + f"Known: {', '.join(known)}."
    diagnostics.error("unknown-name", f"no {kind} is called '{word}'", span, hint)


def _like_name(node: Node) -> str:
    like = node.pairs.get("like") if isinstance(node, Mapping) else None
    return like.value.value if like and isinstance(like.value, Scalar) else ""


def _check_tokens(
    value: tuple[object, ...], colours: dict[str, Located], texts: frozenset[str], diagnostics: Diagnostics
) -> None:
    """Colour tokens and text styles that a look names, however deep, must exist."""
    for field, entry in zip(type(value)._fields, value, strict=True):  # type: ignore[attr-defined]
        if isinstance(entry, Located):
            if field in ("ink", "fill", "text_ink") and entry.value not in (*colours, "none"):
                report_unknown("colour", entry.value, entry.span, tuple(colours), diagnostics)
            elif field == "text" and entry.value not in texts:
                report_unknown("text style", entry.value, entry.span, tuple(texts), diagnostics)
        elif isinstance(entry, tuple) and hasattr(entry, "_fields") and not isinstance(entry, Span):
            _check_tokens(entry, colours, texts, diagnostics)
