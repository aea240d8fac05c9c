"""Makes wrong YAML files out of right ones, one small slip each, and knows in which line the slip is.

Where keys and values stand is taken from PyYAML's own tree, so that a wrong place in ours cannot hide itself.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

SPELLINGS = ("letter lost", "letter added", "letter changed", "letters swapped")
TYPES = ("scalar to list", "scalar to mapping", "list to scalar", "mapping to scalar")
INDENTATIONS = {"one more": " ", "one less": -1, "two more": "  ", "two less": -2, "a tab": "\t"}
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Trail = tuple[str | int, ...]


class Mutation(NamedTuple):
    """A wrong text. `line` counts from 1 and is where the slip is, in the wrong text."""

    kind: str
    path: Trail
    line: int
    text: str
    was: str
    became: str
    also: tuple[int, ...] = ()  # further lines that are as good: where a record starts that lost a key


class Entry(NamedTuple):
    """A key or an item with its value, where both stand; an item has no key."""

    path: Trail
    key: Any
    value: Any
    parent: Any


def entries(text: str) -> Iterator[Entry]:
    """Every `key: value` and every item of a list, from the top."""
    yield from _below(yaml.compose(text, yaml.SafeLoader), ())


def _below(node: Any, path: Trail) -> Iterator[Entry]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield Entry((*path, key.value), key, value, node)
            yield from _below(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield Entry((*path, index), None, value, node)
            yield from _below(value, (*path, index))


def same_meaning(one: str, other: str) -> bool:
    """Whether two texts are the same YAML, but for the white space in texts: a page does not show that."""
    try:
        return bool(_plain(yaml.load(one, yaml.BaseLoader)) == _plain(yaml.load(other, yaml.BaseLoader)))
    except yaml.YAMLError:
        return False


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return [(key, _plain(part)) for key, part in value.items()]
    if isinstance(value, list):
        return ["a list", *map(_plain, value)]
    return " ".join(str(value).split())


def misspelt(word: str, kind: str, chance: random.Random) -> str | None:
    """The word with one slip of a kind; None where there can be none."""
    at = chance.randrange(len(word))
    if kind == "letters swapped":
        places = [index for index in range(len(word) - 1) if word[index] != word[index + 1]]
        if not places:
            return None
        at = chance.choice(places)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    letter = chance.choice(LETTERS.replace(word[at], ""))
    if kind == "letter lost":
        return word[:at] + word[at + 1 :] or None
    return word[:at] + letter + word[at + (kind == "letter changed") :]


def misspell(text: str, entry: Entry, kind: str, chance: random.Random) -> Mutation | None:
    """The text with one slip in a key; None where there can be none of this kind."""
    word = misspelt(entry.key.value, kind, chance)
    return _replaced(text, entry, kind, entry.key, word) if word else None


def spelling(text: str) -> Iterator[Mutation]:
    """Each key with each kind of slip, always at the same place."""
    for entry in entries(text):
        for kind in SPELLINGS if entry.key is not None else ():
            slip = misspell(text, entry, kind, random.Random(f"{entry.path}{kind}"))
            if slip:
                yield slip


def types(text: str) -> Iterator[Mutation]:
    """Each value as one of another type."""
    for entry in entries(text):
        value = entry.value
        if isinstance(value, yaml.ScalarNode):
            word = json.dumps(value.value, ensure_ascii=False)
            yield _replaced(text, entry, "scalar to list", value, f"[{word}]")
            yield _replaced(text, entry, "scalar to mapping", value, f"{{x: {word}}}")
        else:
            kind = "list to scalar" if isinstance(value, yaml.SequenceNode) else "mapping to scalar"
            yield _replaced(text, entry, kind, value, "word")


def drops(text: str, wanted: set[Trail]) -> Iterator[Mutation]:
    """The text without each of the wanted keys and its value."""
    for entry in entries(text):
        if entry.path in wanted:
            yield _dropped(text, entry)


def indentation(text: str) -> Iterator[Mutation]:
    """Each line with more or less white space before it."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        for kind, change in INDENTATIONS.items():
            if isinstance(change, str):
                changed = change + line
            elif line.startswith(" " * -change):
                changed = line[-change:]
            else:
                continue
            whole = "\n".join([*lines[:number], changed, *lines[number + 1 :]]) + "\n"
            yield Mutation(kind, (number + 1,), number + 1, whole, line, changed)


def _extent(text: str, node: Any) -> tuple[int, int]:
    """Where the node starts and ends, without the white space and the comments after it."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return start, _extent(text, last[1] if isinstance(last, tuple) else last)[1]
    return start, start + len(text[start:end].rstrip())


def _replaced(text: str, entry: Entry, kind: str, node: Any, word: str) -> Mutation:
    start, end = _extent(text, node)
    # A collection in block style starts below its key; the word in its place stands beside it. So does an empty value.
    if entry.key is not None and node is entry.value:
        start = entry.key.end_mark.index + text[entry.key.end_mark.index :].index(":") + 1
        word = " " + word
    whole = text[:start] + word + text[max(start, end) :]
    return Mutation(kind, entry.path, 1 + text.count("\n", 0, start), whole, text[start:end], word)


def _dropped(text: str, entry: Entry) -> Mutation:
    start = entry.key.start_mark.index
    end = max(_extent(text, entry.value)[1], text.index(":", entry.key.end_mark.index) + 1)
    keys = [key for key, _ in entry.parent.value]
    index = keys.index(entry.key)
    line = 1 + text.count("\n", 0, start)
    if len(keys) == 1:
        word = "" if entry.parent.flow_style else "{}"
    elif index + 1 < len(keys):  # up to the next key: a list's `- ` stays
        end, word = keys[index + 1].start_mark.index, ""
    else:
        last = _extent(text, entry.parent.value[index - 1][1])[1]
        last = max(last, text.index(":", keys[index - 1].end_mark.index) + 1)
        start, word = last, ""
    head = entry.parent.start_mark.line + 1
    return Mutation("key lost", entry.path, line, text[:start] + word + text[end:], text[start:end], word, (head,))
