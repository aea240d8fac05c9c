"""Lays one mapping over another: what `extends` means, a step of a layout's `give-way` and settings of one run."""

from __future__ import annotations

import os
from operator import is_

from generator.diagnostics import Diagnostics, Source, Span, UsageProblem
from generator.source.encoding import FORBIDDEN
from generator.source.files import find, is_path, read_file
from generator.source.node import Mapping, Node, Pair, Removed, Scalar, is_null

Values = tuple[tuple[str, str], ...]  # KEY=VALUE of a command line, laid over a file's mapping

# Who checked a text, when, and until when that holds, is said where the text stands, and for everybody.
OF_THE_FILE = ("reviewed-by", "reviewed-on", "review-by")


def overlay(base: Mapping, over: Mapping) -> Mapping:
    """`base` with the changes in `over`: mappings merge key by key, anything else is replaced, null removes.

    Order is that of `base`, new keys follow. What is not touched stays the same object, so that work done for it can
    be kept; a mapping that was merged has the place of `over`. (The rules are those of RFC 7386; only that what was
    removed stays, as a `Removed`. So it stays away where the result is laid over a look that it copies, and a misspelt
    key with null is noticed.)
    """
    pairs = dict(base.pairs)
    for name, new in over.pairs.items():
        if isinstance(new.value, Scalar) and is_null(new.value):
            pairs[name] = new if isinstance(new.value, Removed) else Pair(new.key, Removed(*new.value))
        elif isinstance(new.value, Mapping):
            old = pairs[name].value if name in pairs else None
            # Over nothing, too: a null in a new mapping is to be marked as well.
            merged = overlay(old if isinstance(old, Mapping) else Mapping({}, new.value.span), new.value)
            if merged is not old:
                pairs[name] = new if merged is new.value else Pair(new.key, merged)
        else:
            pairs[name] = new
    for whole in (base, over):
        if len(pairs) == len(whole.pairs) and all(map(is_, pairs.values(), whole.pairs.values())):
            return whole
    return Mapping(pairs, over.span)


def extended(path: str, diagnostics: Diagnostics, name: str | None = None) -> Mapping | None:
    """The mapping in a layout's file, laid over the one it names in `extends`, which may itself extend another.

    See `layers`. None after an error was reported.
    """
    found = layers(path, diagnostics, name)
    return merged(found) if found else None


def merged(found: tuple[Mapping, ...]) -> Mapping:
    """One mapping of layers, of which each lies over the next."""
    *over, result = found
    for layer in reversed(over):
        result = overlay(result, layer)
    return result


def layers(path: str, diagnostics: Diagnostics, name: str | None = None) -> tuple[Mapping, ...] | None:
    """The mapping in a layout's file, the one in the file that it extends, and so on to the end.

    `extends` is a path, from the file's own folder, or a name: of a file in that folder, else of a shipped layout.
    The results have no key `extends`, and each has the place of its file. None after an error was reported; raises
    EnvironmentProblem if a file cannot be read.
    """
    found: list[Mapping] = []
    read: dict[str, Span] = {}  # where each file was asked for
    asked: Span | None = None
    while True:
        node = read_file(path, diagnostics, name)
        if node is None:
            return None
        if not isinstance(node, Mapping):
            what = "text" if isinstance(node, Scalar) else "list"
            diagnostics.error("wrong-type", f"{name or path} must be 'key: value' lines, but is a {what}", node.span)
            return None
        read[os.path.realpath(path)] = asked or node.span
        extends = node.pairs.get("extends")
        if extends is None:
            return (*found, node)
        found.append(Mapping({key: pair for key, pair in node.pairs.items() if key != "extends"}, node.span))
        parent = _parent(extends, path, diagnostics)
        if parent is None:
            return None
        asked, path, name = extends.value.span, parent, None
        before = read.get(os.path.realpath(path))
        if before is not None:
            alone = len(read) == 1
            message = "this file extends itself" if alone else "these files extend each other in a circle"
            related = () if alone else ((before, "the circle starts here"),)
            hint = "Take out one 'extends', so that the chain ends at a file that extends nothing."
            diagnostics.error("extends-circle", message, asked, hint, related)
            return None


def _parent(extends: Pair, path: str, diagnostics: Diagnostics) -> str | None:
    """The path of the file that `extends` names."""
    value = extends.value
    if not isinstance(value, Scalar) or is_null(value):
        hint = "Write 'extends: base', or the path of a file."
        diagnostics.error("wrong-type", "'extends' must name one file", value.span, hint)
        return None
    if is_path(value.value) and os.path.isabs(value.value):
        hint = "Write the path as seen from this file's folder, so that the folder can be moved."
        diagnostics.error("unknown-name", "'extends' must not be an absolute path", value.span, hint)
        return None
    try:
        return find("layouts", value.value, os.path.dirname(path) or ".")
    except UsageProblem as problem:
        diagnostics.error("unknown-name", str(problem), value.span)
        return None


def settings_layer(settings: Values, prefix: str, diagnostics: Diagnostics) -> Mapping | None:
    """The settings as one mapping; a key such as `help.address` reaches into a mapping of the file.

    Problems are reported at the setting as written, with its prefix. None if there are no settings.
    """
    merged: Mapping | None = None
    for key, value in settings:
        start = len(prefix) + len(key) + 2
        written = f"{prefix}{key}={value}"
        span = Span(Source("--set", written), 1, start, 1, len(written) + 1)
        if not FORBIDDEN.isdisjoint(written):
            message, hint = "there is an invisible character in this setting", "Type it anew, as plain text."
            diagnostics.error("control-character", message, span, hint)
        elif key in OF_THE_FILE:
            hint = "Write it into the file, where the next one to print it finds it too."
            diagnostics.error("not-to-set", f"'{key}' cannot be set for one run", span, hint)
        else:
            layer = nested(tuple(key.split(".")), Scalar(value, span, True))
            merged = overlay(merged, layer) if merged else layer
    return merged


def nested(keys: tuple[str, ...], value: Scalar) -> Mapping:
    """{first: {second: value}}, all at the value's place."""
    first, *below = keys
    inner = nested(tuple(below), value) if below else value
    return Mapping({first: Pair(Scalar(first, value.span, False), inner)}, value.span)


def laid_over(node: Node | None, layer: Mapping | None) -> Node | None:
    """The file's node with the settings laid over it; a file that is no mapping stays what it is."""
    if layer and isinstance(node, Mapping):
        return overlay(node, layer)
    return node or layer
