"""Holds a YAML document as a tree of scalars, sequences and mappings, each with its place in the source."""

from __future__ import annotations

from typing import Union

from generator.diagnostics import Span
from generator.record import NamedTuple, by_identity


class Scalar(NamedTuple):
    """A word, number or text, as written. What it means is decided by the type it is decoded into.

    `quoted` is true for every style but the plain one, block text included.
    """

    value: str
    span: Span
    quoted: bool


class Removed(Scalar):
    """A null that was laid over another file: the key is not given, whatever the other file or a copied look says."""


class Pair(NamedTuple):
    """One `key: value` of a mapping."""

    key: Scalar
    value: Node


class Sequence(NamedTuple):
    """A YAML list. The span of one in block style ends where its last item ends."""

    items: tuple[Node, ...]
    span: Span


@by_identity
class Mapping(NamedTuple):
    """Keys with values, in the order of the file. The span of one in block style ends where its last value ends.

    Compared by identity: what was made from one holds for that one alone.
    """

    pairs: dict[str, Pair]
    span: Span


Node = Union[Scalar, Sequence, Mapping]


def is_null(node: Node) -> bool:
    """Whether the node says "nothing here": an empty plain scalar, `~` or `null` (YAML 1.2.2, 10.3.2)."""
    return isinstance(node, Scalar) and not node.quoted and node.value in ("", "~", "null", "Null", "NULL")


def has_no_colon(pair: Pair) -> bool:
    """Whether a key stands in `{...}` without a colon: what a comma inside an unquoted text leaves behind."""
    value, end = pair.value, pair.key.span
    if not (isinstance(value, Scalar) and value.value == "" and not value.quoted):
        return False
    lines = end.source.lines
    rest = lines[end.end_line - 1][end.end_column - 1 :].lstrip() if end.end_line <= len(lines) else ""
    return not rest.startswith(":")
