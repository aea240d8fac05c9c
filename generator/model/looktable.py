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
from generator.source.node import Mapping, Node, Removed, Scalar
from generator.source.overlay import overlay
from generator.story import PARTS, VARIANTS

SIZES = ("size", "weight", "radius", "width", "height", "gutter", "least", "snap", "art", "wide", "indent")
MAX_DEPTH = 8  # parts nest in the YAML; looks that name each other would nest for ever


Layers = tuple[Mapping, ...]
Parts = dict[str, Node]  # what a look says of the looks of its parts
Places = dict[str, Span]  # where names stand


class LookTable:
    """The looks of one state of a layout, each put together and decoded once.

    A state shares what it has in common with the state `before`: the same layers give the same look, so what was
    checked of it, and what was set with it, can be kept.
    """

    def __init__(self, nodes: dict[str, Node], before: LookTable | None = None) -> None:
        self.nodes = nodes
        self.decoded: dict[tuple[int, ...], tuple[Layers, Look | None]] = before.decoded if before else {}
        self.before = before
        self.names: tuple[frozenset[str], frozenset[str]] | None = None
        self.sound: set[int] = set()  # ids of looks that name nothing unknown
        self.used: set[str] = before.used if before else set()  # colours and text styles that looks name
        self._cache: dict[tuple[str, str | None, int], tuple[object, Look | None]] = {}
        self._plain = Look(next(iter(nodes.values())).span)  # type: ignore[call-arg]  # ALSO is no field
        self._places: Places = {}

    def look(self, name: str, variant: str | None, parts: Parts | None) -> Look:
        """The look of an element inside a parent whose look has these `parts`."""
        return self._compiled(name, variant, parts, Diagnostics()) or self._plain

    def check(self, colours: Places, texts: Places, places: Places, diagnostics: Diagnostics) -> None:
        """Put every look together, and every part of it, and report unknown names, colours and text styles.

        `colours`, `texts` and `places` are where the names of the colours, text styles and looks stand.
        """
        self.names = (frozenset(colours), frozenset(texts))
        self._places = places
        if self.before and self.before.names == self.names:
            self.sound = self.before.sound
        copies = {_like_name(node) for node in self._all_nodes(self.nodes)}
        for name, node in self.nodes.items():
            base, _, variant = name.partition(".")
            if base not in PARTS and name not in copies:
                report_unknown("element", base, places.get(name, node.span), tuple(PARTS), diagnostics)
            elif variant and variant not in VARIANTS.get(base, ()):
                report_unknown(f"variant of '{base}'", variant, places[name], VARIANTS.get(base, ()), diagnostics)
            self._check(base, variant or None, None, colours, texts, diagnostics, 0)

    def _check(
        self,
        name: str,
        variant: str | None,
        parts: Parts | None,
        colours: Places,
        texts: Places,
        diagnostics: Diagnostics,
        depth: int,
    ) -> None:
        look = self._compiled(name, variant, parts, diagnostics)
        if look is None:
            return
        if id(look) not in self.sound:
            found = len(diagnostics)
            self.used.update(_check_tokens(look, look.span, colours, texts, diagnostics))
            if len(diagnostics) == found:
                self.sound.add(id(look))
        self._check_parts(name, look, diagnostics)
        for part, node in (look.parts or {}).items():
            base, _, part_variant = part.partition(".")
            known = PARTS.get(name, tuple(PARTS))
            if base not in PARTS or (base not in known and part in self._own_parts(name, variant)):
                report_unknown(f"part of '{name}'", base, node.span, known, diagnostics)
            elif part_variant and part_variant not in VARIANTS.get(base, ()):
                report_unknown(f"variant of '{base}'", part_variant, node.span, VARIANTS.get(base, ()), diagnostics)
            elif depth < MAX_DEPTH:
                self._check(base, part_variant or None, look.parts, colours, texts, diagnostics, depth + 1)

    def _own_parts(self, name: str, variant: str | None) -> set[str]:
        """The parts that a look names itself; those that it copies may be another element's."""
        own: set[str] = set()
        for node in (self.nodes.get(name), self.nodes.get(f"{name}.{variant}")):
            parts = node.pairs.get("parts") if isinstance(node, Mapping) else None
            if parts and isinstance(parts.value, Mapping):
                own.update(parts.value.pairs)
        return own

    def _check_parts(self, name: str, look: Look, diagnostics: Diagnostics) -> None:
        """Parts that a look puts somewhere must be parts of the element."""
        if name not in PARTS:
            return  # a look that is only copied
        for part in (*look.order, *(look.tab.parts if look.tab else ())):
            if part.value not in PARTS[name]:
                report_unknown(f"part of '{name}'", part.value, part.span, PARTS[name], diagnostics)
        for part_name in look.beside.widths if look.beside else ():
            if part_name not in PARTS[name]:
                report_unknown(f"part of '{name}'", part_name, look.span, PARTS[name], diagnostics)

    def _compiled(self, name: str, variant: str | None, parts: Parts | None, diagnostics: Diagnostics) -> Look | None:
        key = (name, variant, id(parts))
        known = self._cache.get(key)
        if known is None:
            # The parts are kept beside the look, so that their id cannot be given to another object.
            known = self._cache[key] = (parts, self._merged(name, variant, parts or {}, diagnostics))
        return known[1]

    def _merged(self, name: str, variant: str | None, parts: Parts, diagnostics: Diagnostics) -> Look | None:
        layers: Layers = ()
        names = (name, f"{name}.{variant}") if variant else (name,)
        for layer in (*map(self.nodes.get, names), *map(parts.get, names)):
            if isinstance(layer, Mapping):
                layers += self._with_like(layer, diagnostics)
            elif layer is not None:
                diagnostics.error("wrong-type", f"the look of '{name}' must be a mapping", layer.span)
        if not layers:
            return self._plain
        key = tuple(map(id, layers))  # kept beside the look, so that no id is given to another object
        if key not in self.decoded:
            self.decoded[key] = (layers, decode(_without_like(reduce(overlay, layers)), Look, diagnostics))
        return self.decoded[key][1]

    def _with_like(self, node: Mapping, diagnostics: Diagnostics, above: tuple[str, ...] = ()) -> Layers:
        """The look's mapping, after those that it is `like`."""
        like = node.pairs.get("like")
        if like is None or isinstance(like.value, Removed):
            return (node,)
        name = like.value.value if isinstance(like.value, Scalar) else ""
        base = self.nodes.get(name)
        if name in above and base is not None:
            report_circle("look", name, like.value.span, self._places.get(name), diagnostics)
            return (node,)
        if not isinstance(base, Mapping):
            report_unknown("look", name, like.value.span, tuple(self.nodes), diagnostics, self._places)
            return (node,)
        return (*self._with_like(base, diagnostics, (*above, name)), node)

    def _all_nodes(self, nodes: dict[str, Node]) -> Iterable[Node]:
        for node in nodes.values():
            yield node
            parts = node.pairs.get("parts") if isinstance(node, Mapping) else None
            if parts and isinstance(parts.value, Mapping):
                yield from self._all_nodes({key: pair.value for key, pair in parts.value.pairs.items()})


def report_unknown(
    kind: str, word: str, span: Span, known: Iterable[str], diagnostics: Diagnostics, places: Places | None = None
) -> None:
    """An error that a name is not known, with the nearest one and all of them.

    `places` are where the known names stand: the nearest is shown, as it may be the one that is misspelt.
    """
    known = tuple(known)
    near = suggest(word, known)
    hint = (f"Did you mean '{near}'? " if near else "") + f"Known: {', '.join(known)}."
    related = ((places[near], f"'{near}' stands here"),) if places and near in places else ()
    diagnostics.error("unknown-name", f"no {kind} is called '{word}'", span, hint, related)


def report_circle(kind: str, name: str, span: Span, place: Span | None, diagnostics: Diagnostics) -> None:
    """An error that what is copied with `like`, by its name, copies this in turn; `place` is where that stands."""
    related = ((place, "this one copies it in turn"),) if place else ()
    message = f"the {kind} '{name}' is copied in a circle"
    diagnostics.error("unknown-name", message, span, "Take out one 'like', so that the chain ends.", related)


def _without_like(node: Mapping) -> Mapping:
    return Mapping({key: pair for key, pair in node.pairs.items() if key != "like"}, node.span)


def _like_name(node: Node) -> str:
    like = node.pairs.get("like") if isinstance(node, Mapping) else None
    return like.value.value if like and isinstance(like.value, Scalar) else ""


def _check_tokens(
    value: tuple[object, ...], span: Span, colours: Places, texts: Places, diagnostics: Diagnostics
) -> Iterator[str]:
    """The colour tokens and text styles that a look names, however deep; they must exist. Sizes cannot be negative."""
    for field, entry in zip(type(value)._fields, value, strict=True):  # type: ignore[attr-defined]
        if isinstance(entry, float):
            if entry < 0 and field in SIZES:
                diagnostics.error("out-of-range", f"the {field} is less than nothing", span)
        elif isinstance(entry, Located):
            if field == "text":
                yield entry.value
                if entry.value not in texts:
                    report_unknown("text style", entry.value, entry.span, texts, diagnostics, texts)
            elif field in ("ink", "fill", "text_ink"):
                yield entry.value
                if entry.value not in (*colours, "none"):
                    report_unknown("colour", entry.value, entry.span, colours, diagnostics, colours)
        elif isinstance(entry, tuple) and hasattr(entry, "_fields") and not isinstance(entry, Span):
            yield from _check_tokens(entry, span, colours, texts, diagnostics)
