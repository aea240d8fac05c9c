"""Reports keys of a record that are unknown, missing or hidden in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from generator.diagnostics import Diagnostics, Span
from generator.source.node import Mapping, Node, Pair, Scalar, has_no_colon, is_null
from generator.source.spelling import shortened, suggest
from generator.source.syntax import COMMA_HINT

MAX_GUESSES = 50  # in one mapping: with more keys unknown it is the wrong file, and guessing is slow

Known = Collection[str]  # the keys that a record has


def report_unknown(
    known: Known, noun: str, unknown: list[Pair], node: Node, diagnostics: Diagnostics
) -> set[str | None]:
    """Report keys that the record lacks; return those probably meant."""
    meant: set[str | None] = set()
    pairs = node.pairs if isinstance(node, Mapping) else {}
    keys = f"Keys: {', '.join(sorted(known))}."
    for pair in unknown:
        name = pair.key.value
        what_to_do = COMMA_HINT if has_no_colon(pair) else keys
        if what_to_do is keys and len(unknown) <= MAX_GUESSES:
            # A key that is given already was not meant, unless it came with what this is laid over.
            own = _is_inside(pair, node)
            free = [key for key in known if key not in pairs or not (own and _is_inside(pairs[key], node))]
            near = suggest(name, free)
            meant.add(near)
            what_to_do = (f"Did you mean '{near}'? " if near else "") + keys
        diagnostics.error("unknown-key", f"'{shortened(name)}' is not a key of {noun}", pair.key.span, what_to_do)
    return meant


def report_colon(known: Known, pairs: dict[str, Pair], diagnostics: Diagnostics) -> bool:
    """Whether a mapping was most likely meant as text, such as `One: two`, which is reported then."""
    if len(pairs) != 1:
        return False
    ((name, pair),) = pairs.items()
    if pair.key.quoted or not isinstance(pair.value, Scalar) or has_no_colon(pair):
        return False
    if name.lower() in known or not (name[:1].isupper() or suggest(name, known) is None):
        return False
    text = f"{name}: {'' if is_null(pair.value) else pair.value.value}".rstrip()
    example = f': "{text}"' if len(text) <= 40 and not set('"\\') & {*text} else ""
    hint = f"Put quotes round the whole text{example}."
    diagnostics.error("wrong-type", "a text with a colon in it needs quotes", pair.key.span, hint)
    return True


def _is_inside(pair: Pair, node: Node) -> bool:
    """Whether a key of a mapping is written in it, and not in another that it was laid over."""
    key, whole = pair.key.span, node.span
    return key.source is whole.source and whole[1:3] <= key[1:3] < whole[3:]


def warn_of_hidden(known: Known, pairs: dict[str, Pair], diagnostics: Diagnostics) -> None:
    """Warn of keys in texts: one that is indented too deep is no key for YAML, but more of the text above it."""
    for pair in pairs.values():
        span = pair.value.span
        if not isinstance(pair.value, Scalar) or span.end_line == span.line:
            continue
        for number, line in enumerate(span.source.lines[span.line : span.end_line], span.line + 1):
            word = line.lstrip().partition(":")[0]
            if word in known and word not in pairs and re.match(r"\s*[\w-]+:(\s|$)", line):
                column = line.index(word) + 1
                message = f"this '{word}:' is read as part of the text above it, not as a key"
                hint = f"Give it the indentation of '{pair.key.value}'. If it is text, let another word start the line."
                place = Span(span.source, number, column, number, column + len(word) + 1)
                diagnostics.warning("key-in-text", message, place, hint)


def report_missing(missing: list[str], noun: str, node: Node, diagnostics: Diagnostics) -> None:
    """Report keys that must be given, and show the files and places in which they might have been."""
    names = f"key{'s' if len(missing) > 1 else ''} " + " and ".join(f"'{name}'" for name in missing)
    add = " ".join(f"Add a line '{name}: ...'." for name in missing)
    head = _head(node)
    abroad: dict[str, Span] = {}
    for pair in node.pairs.values() if isinstance(node, Mapping) else ():
        if pair.key.span.source is not head.source:
            abroad.setdefault(pair.key.span.source.name, pair.key.span)
    related = tuple((span, "it is not in this file either") for span in abroad.values())
    related += tuple((span, f"indented like this, it is a part of '{owner}'") for span, owner in _strays(missing, node))
    diagnostics.error("missing-key", f"missing {names} in {noun}", head, add, related)


def _strays(missing: list[str], node: Node, owner: str = "") -> Iterator[tuple[Span, str]]:
    """Where missing keys were indented alone, without what is below them, and the key that they belong to there."""
    for name, pair in node.pairs.items() if isinstance(node, Mapping) else ():
        alone = is_null(pair.value) or pair.value.span.column == pair.key.span.column
        if owner and name in missing and alone:
            yield pair.key.span, owner
        yield from _strays(missing, pair.value, name)


def is_one(known: Known, noun: str, pairs: dict[str, Pair], node: Node, diagnostics: Diagnostics) -> bool:
    """Whether a record of which one key must be given has one; else report it."""
    if not pairs:
        hint = f"Keys: {', '.join(sorted(known))}."
        diagnostics.error("missing-key", f"{noun} needs one of its keys", node.span, hint)
        return False
    first, *others = pairs.values()
    for pair in others:
        message = f"{noun} has one key, but here are '{first.key.value}' and '{pair.key.value}'"
        hint = "Start another item with '- ', or take one of them out."
        diagnostics.error("one-of", message, pair.key.span, hint, ((first.key.span, "the first one"),))
    return not others


def how_to_write(known: Known, node: Node) -> str:
    """The hint about something that stands where keys should."""
    if isinstance(node, Scalar) and node.value in known:
        return f"Write '{node.value}: ...', with a colon."
    if isinstance(node, Scalar) and re.match(r"[\w-]+:[^\s/]", node.value):
        return "Put a space after the colon: 'key: value'."
    return f"Write 'key: value' lines. Keys: {', '.join(sorted(known))}."


def _head(node: Node) -> Span:
    """The first key of a mapping, unless it came from another file (`overlay`)."""
    span = node.span
    if isinstance(node, Mapping) and node.pairs:
        first = next(iter(node.pairs.values())).key.span
        if first.source is span.source and first.line == span.line:
            return first
    return span
