"""Turns YAML text into the values that an editor checks against a schema: by the core schema of YAML 1.2.2 (10.3).

Of PyYAML only the tree of nodes is used. What a plain scalar means is decided here, for PyYAML's own loaders follow
YAML 1.1, in which `no` is false and 2026-11-05 a date.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

_CONSTANTS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile("[-+]?[0-9]+")
_OTHER_BASE = re.compile("0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def json_values(text: str) -> Any:
    """The document's value. Raises yaml.YAMLError for what is no YAML."""
    return _value(yaml.compose(text, yaml.SafeLoader))


def _value(node: Any) -> Any:
    if node is None:
        return None
    if isinstance(node, yaml.MappingNode):
        return {key.value if isinstance(key, yaml.ScalarNode) else str(key): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if node.style:
        return node.value
    return _plain(node.value)


def _plain(word: str) -> Any:
    if word in _CONSTANTS:
        return _CONSTANTS[word]
    if _INTEGER.fullmatch(word):
        return int(word)
    if _OTHER_BASE.fullmatch(word):
        return int(word, 0)
    return float(word) if _FLOAT.fullmatch(word) else word
