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


class Checked:
    """What the looks of a layout's states were found to be, so that what several states share is looked at once."""

    def __init__(self) -> None:
        self.sound: dict[tuple[frozenset[str], frozenset[str]], set[Look]] = {}  # by the colours and text styles known
        self.used: set[str] = set()  # colours and text styles that looks name


class LookTable:
    """The looks of one state of a layout, each put together and decoded once.

    `nodes` are what the state says of each look, and `places` where their names stand. A state shares what it has in
    common with the state `before`: the same layers give the same look, so what was set with it can be kept.
    """

    def __init__(self, nodes: dict[str, Node], places: Places, before: LookTable | None = None) -> None:
        self._nodes = nodes
        self._places = places
        self._decoded: dict[Layers, Look | None] = before._decoded if before else {}
        self._looks: dict[tuple[Node | None, ...], Look | None] = {}  # by what is said of a look, in four places
        self._plain = Look(next(iter(nodes.values())).span)  # type: ignore[call-arg]  # ALSO is no field

    def look(self, name: str, variant: str | None, parts: Parts | None) -> Look:
        """The look of an element inside a parent whose look has these `parts`."""
        return self._compiled(name, variant, parts, Diagnostics()) or self._plain

    def check(self, colours: Places, texts: Places, checked: Checked, diagnostics: Diagnostics) -> None:
        """Put every look together, and every part of it, and report unknown names, colours and text styles.

        `colours` and `texts` are where the names of the colours and text styles stand.
        """
        sound = checked.sound.setdefault((frozenset(colours), frozenset(texts)), set())

        def check(name: str, variant: str | None, parts: Parts | None, depth: int) -> None:
            look = self._compiled(name, variant, parts, diagnostics)
            if look is None:
                return
            if look not in sound:
                found = len(diagnostics)
                checked.used.update(_check_tokens(look, look.span, colours, texts, diagnostics))
                if len(diagnostics) == found:
                    sound.add(look)
            self._check_parts(name, look, diagnostics)
            for part, node in (look.parts or {}).items():
                base, _, part_variant = part.partition(".")
                known = PARTS.get(name, tuple(PARTS))
                if base not in PARTS or (base not in known and part in self._own_parts(name, variant)):
                    report_unknown(f"part of '{name}'", base, node.span, known, diagnostics)
                elif part_variant and part_variant not in VARIANTS.get(base, ()):
                    report_unknown(f"variant of '{base}'", part_variant, node.span, VARIANTS.get(base, ()), diagnostics)
                elif depth < MAX_DEPTH:
                    check(base, part_variant or None, look.parts, depth + 1)

        copies = {_like_name(node) for node in self._all_nodes(self._nodes)}
        for name, node in self._nodes.items():
            base, _, variant = name.partition(".")
            if base not in PARTS and name not in copies:
                report_unknown("element", base, self._places.get(name, node.span), tuple(PARTS), diagnostics)
            elif variant and variant not in VARIANTS.get(base, ()):
                place, known = self._places[name], VARIANTS.get(base, ())
                report_unknown(f"variant of '{base}'", variant, place, known, diagnostics)
            check(base, variant or None, None, 0)

    def _own_parts(self, name: str, variant: str | None) -> set[str]:
        """The parts that a look names itself; those that it copies may be another element's."""
        own: set[str] = set()
        for node in (self._nodes.get(name), self._nodes.get(f"{name}.{variant}")):
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
        names = (name, f"{name}.{variant}") if variant else (name,)
        said = tuple(map(self._nodes.get, names)) + (tuple(map(parts.get, names)) if parts else ())
        if said not in self._looks:
            self._looks[said] = self._merged(name, said, diagnostics)
        return self._looks[said]

    def _merged(self, name: str, said: tuple[Node | None, ...], diagnostics: Diagnostics) -> Look | None:
        layers: Layers = ()
        for layer in said:
            if isinstance(layer, Mapping):
                layers += self._with_like(layer, diagnostics)
            elif layer is not None:
                diagnostics.error("wrong-type", f"the look of '{name}' must be a mapping", layer.span)
        if not layers:
            return self._plain
        if layers not in self._decoded:
            self._decoded[layers] = decode(_without_like(reduce(overlay, layers)), Look, diagnostics)
        return self._decoded[layers]

    def _with_like(self, node: Mapping, diagnostics: Diagnostics, above: tuple[str, ...] = ()) -> Layers:
        """The look's mapping, after those that it is `like`."""
        like = node.pairs.get("like")
        if like is None or isinstance(like.value, Removed):
            return (node,)
        name = like.value.value if isinstance(like.value, Scalar) else ""
        base = self._nodes.get(name)
        if name in above and base is not None:
            report_circle("look", name, like.value.span, self._places.get(name), diagnostics)
            return (node,)
        if not isinstance(base, Mapping):
            report_unknown("look", name, like.value.span, tuple(self._nodes), diagnostics, self._places)
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
