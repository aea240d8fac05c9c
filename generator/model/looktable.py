"""Turns the `looks` of a layout into a `Look` for each element, wherever it stands.

The look of a part is its own look, under its variant's (`tier.now`), under what the parent's `parts` says. `like`
copies another look first. One merge rule, `overlay`, serves all of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce

from generator.diagnostics import Diagnostics, Span
from generator.model.looks import Look
from generator.source.decode import Located, decode, suggest
from generator.source.node import Mapping, Node, Pair, Removed, Scalar
from generator.source.overlay import overlay
from generator.story import PARTS, VARIANTS

SIZES = ("size", "weight", "radius", "width", "height", "gutter", "least", "snap", "art", "wide", "indent")
MAX_DEPTH = 8  # parts nest in the YAML; looks that name each other would nest for ever

Layers = tuple[Mapping, ...]
Parts = dict[str, Node]  # what a look says of the looks of its parts
Places = dict[str, Span]  # where names stand


class LookTable:
    """The looks of one state of a layout, each put together, decoded and checked once.

    `nodes` are what the state says of each look; `places`, `colours` and `texts` are where the names of looks, colours
    and text styles stand. A state shares what it has in common with the state `before`: the same layers give the same
    look, so what was set with it can be kept.
    """

    def __init__(
        self, nodes: Parts, places: Places, colours: Places, texts: Places, before: LookTable | None = None
    ) -> None:
        self._nodes = nodes
        self._places = places
        self._colours, self._texts = colours, texts
        shared = before and before._colours.keys() == colours.keys() and before._texts.keys() == texts.keys()
        self._decoded: dict[Layers, Look | None] = before._decoded if before and shared else {}
        self._looks: dict[tuple[Node | None, ...], Look | None] = {}  # by what is said of a look, in four places
        self._plain = Look(next(iter(nodes.values())).span)  # type: ignore[call-arg]  # ALSO is no field
        self.used: set[str] = before.used if before else set()  # colours and text styles that looks name

    def look(self, name: str, variant: str | None, parts: Parts | None) -> Look:
        """The look of an element inside a parent whose look has these `parts`."""
        return self._compiled(name, variant, parts, Diagnostics()) or self._plain

    def check(self, diagnostics: Diagnostics) -> None:
        """Put every look together, and every part of it, and report unknown names, colours and text styles."""
        copies = set(_copied_names(self._nodes.values()))
        for name, node in self._nodes.items():
            base, _, variant = name.partition(".")
            place = self._places.get(name, node.span)
            if name in copies or check_name("element", base, place, tuple(PARTS), diagnostics):
                _check_variant(base, variant, place, diagnostics)
            self._check(base, variant or None, None, 0, diagnostics)

    def _check(self, name: str, variant: str | None, parts: Parts | None, depth: int, diagnostics: Diagnostics) -> None:
        look = self._compiled(name, variant, parts, diagnostics)
        if look is None:
            return
        if name in PARTS:  # else it is only copied
            _check_placed(name, look, diagnostics)
        for part, node in (look.parts or {}).items():
            base, _, part_variant = part.partition(".")
            known = PARTS.get(name, tuple(PARTS))
            # A part that a look does not name itself, but copies, may be another element's.
            named = (part in inside(self._nodes.get(said), "parts") for said in _names(name, variant))
            sure = base in known or (base in PARTS and not any(named))
            sure = sure or check_name(f"part of '{name}'", base, node.span, known, diagnostics)
            if sure and _check_variant(base, part_variant, node.span, diagnostics) and depth < MAX_DEPTH:
                self._check(base, part_variant or None, look.parts, depth + 1, diagnostics)

    def _compiled(self, name: str, variant: str | None, parts: Parts | None, diagnostics: Diagnostics) -> Look | None:
        names = _names(name, variant)
        said = tuple(map(self._nodes.get, names)) + (tuple(map(parts.get, names)) if parts else ())
        if said in self._looks:
            return self._looks[said]
        layers: Layers = ()
        for layer in said:
            if isinstance(layer, Mapping):
                layers += with_copied("look", layer, self._nodes, self._places, diagnostics) or (layer,)
            elif layer is not None:
                diagnostics.error("wrong-type", f"the look of '{name}' must be a mapping", layer.span)
        if layers and layers not in self._decoded:
            look = self._decoded[layers] = decode(flattened(layers), Look, diagnostics)
            if look:
                self.used.update(_check_tokens(look, look.span, self._colours, self._texts, diagnostics))
        self._looks[said] = self._decoded[layers] if layers else self._plain
        return self._looks[said]


def with_copied(
    kind: str, node: Mapping, nodes: Parts, places: Places, diagnostics: Diagnostics, above: tuple[str, ...] = ()
) -> Layers | None:
    """The mapping of a look or text style, after those that it is `like`. None after an error was reported."""
    like = node.pairs.get("like")
    if like is None or isinstance(like.value, Removed):
        return (node,)
    name, span = like_name(node), like.value.span
    if not check_name(kind, name, span, places, diagnostics):
        return None
    if name in above:
        related = ((places[name], "this one copies it in turn"),) if name in places else ()
        message = f"the {kind} '{name}' is copied in a circle"
        diagnostics.error("unknown-name", message, span, "Take out one 'like', so that the chain ends.", related)
        return None
    base = nodes[name]
    below = isinstance(base, Mapping) and with_copied(kind, base, nodes, places, diagnostics, (*above, name))
    return (*below, node) if below else None


def flattened(layers: Layers) -> Mapping:
    """The layers merged, each over the one before, into one mapping without `like`."""
    return without(reduce(overlay, layers), "like")


def without(mapping: Mapping, name: str) -> Mapping:
    """The mapping without a key; itself if it has none."""
    if name not in mapping.pairs:
        return mapping
    return Mapping({key: pair for key, pair in mapping.pairs.items() if key != name}, mapping.span)


def like_name(node: Node) -> str:
    """The name of the look or style that one copies; "" for none."""
    like = node.pairs.get("like") if isinstance(node, Mapping) else None
    return like.value.value if like and isinstance(like.value, Scalar) else ""


def inside(node: Node | None, name: str) -> dict[str, Pair]:
    """The keys of the mapping under a key of a mapping; empty if there is none."""
    pair = node.pairs.get(name) if isinstance(node, Mapping) else None
    return pair.value.pairs if pair and isinstance(pair.value, Mapping) else {}


def _copied_names(nodes: Iterable[Node]) -> Iterator[str]:
    """The names of all looks that others copy, or parts of others."""
    for node in nodes:
        yield like_name(node)
        yield from _copied_names(pair.value for pair in inside(node, "parts").values())


def _names(name: str, variant: str | None) -> tuple[str, ...]:
    """Under which names the look of an element stands."""
    return (name, f"{name}.{variant}") if variant else (name,)


def check_name(kind: str, word: str, span: Span, known: Iterable[str], diagnostics: Diagnostics) -> bool:
    """Report a name that is not known, with the nearest one and all of them; true if it is known.

    If `known` are the places where they stand, by name, the nearest is shown: it may be the one that is misspelt.
    """
    if word in known:
        return True
    near = suggest(word, known)
    hint = (f"Did you mean '{near}'? " if near else "") + f"Known: {', '.join(known)}."
    related = ((known[near], f"'{near}' stands here"),) if near and isinstance(known, dict) else ()
    diagnostics.error("unknown-name", f"no {kind} is called '{word}'", span, hint, related)
    return False


def _check_variant(base: str, variant: str, span: Span, diagnostics: Diagnostics) -> bool:
    return not variant or check_name(f"variant of '{base}'", variant, span, VARIANTS.get(base, ()), diagnostics)


def _check_placed(name: str, look: Look, diagnostics: Diagnostics) -> None:
    """Parts that a look puts somewhere must be parts of the element."""
    placed = [*look.order, *(look.tab.parts if look.tab else ())]
    placed += [Located(part, look.span) for part in (look.beside.widths if look.beside else ())]
    for part in placed:
        check_name(f"part of '{name}'", *part, PARTS[name], diagnostics)


def _check_tokens(
    value: tuple[object, ...], span: Span, colours: Places, texts: Places, diagnostics: Diagnostics
) -> Iterator[str]:
    """The colour tokens and text styles that a look names, however deep; they must exist. Sizes cannot be negative."""
    for field, entry in zip(type(value)._fields, value, strict=True):  # type: ignore[attr-defined]
        if isinstance(entry, float):
            if entry < 0 and field in SIZES:
                diagnostics.error("out-of-range", f"the {field} is less than nothing", span)
        elif isinstance(entry, Located):
            if field == "text" and check_name("text style", *entry, texts, diagnostics):
                yield entry.value
            elif field in ("ink", "fill", "text_ink"):
                yield entry.value
                if entry.value != "none":
                    check_name("colour", *entry, colours, diagnostics)
        elif isinstance(entry, tuple) and hasattr(entry, "_fields") and not isinstance(entry, Span):
            yield from _check_tokens(entry, span, colours, texts, diagnostics)
