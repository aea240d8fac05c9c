"""Turns KEY=VALUE settings of a command line into a mapping that is laid over a file's."""

from __future__ import annotations

from generator.diagnostics import Diagnostics, Source, Span
from generator.source.encoding import FORBIDDEN
from generator.source.node import Mapping, Node, Pair, Scalar
from generator.source.overlay import overlay

Settings = tuple[tuple[str, str], ...]

# Who checked a text, when, and until when that holds, is said where the text stands, and for everybody.
OF_THE_FILE = ("reviewed-by", "reviewed-on", "review-by")


def settings_layer(settings: Settings, prefix: str, diagnostics: Diagnostics) -> Mapping | None:
    """The settings as one mapping; a key such as `help.address` reaches into a mapping of the file.

    Problems are told at the setting as it was written, with its prefix. None if there are no settings.
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
    node: Node = value
    for key in reversed(keys):
        node = Mapping({key: Pair(Scalar(key, value.span, False), node)}, value.span)
    assert isinstance(node, Mapping)
    return node


def laid_over(node: Node | None, layer: Mapping | None) -> Node | None:
    """The file's node with the settings laid over it; a file that is no mapping stays what it is."""
    if layer and isinstance(node, Mapping):
        return overlay(node, layer)
    return node or layer
