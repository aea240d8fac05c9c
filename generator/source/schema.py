"""Turns record classes into JSON Schema (draft 2020-12), by the same annotations that `decode` reads.

An editor that knows the schema completes keys and marks mistakes while they are typed. It reads YAML by the core schema
of YAML 1.2.2 (10.3), where `title: 12` is a number and `locale: no` a text; a schema must let pass what we let pass.
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from generator.source.decode import Form, OneOf, key_of, without_none
from generator.source.node import Node

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_NULL = {"type": "null"}
_TEXT = ["string", "number", "boolean"]  # what YAML calls a number is text where text is wanted
_SCALARS: dict[Any, Schema] = {
    str: {"type": _TEXT},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}
_NO_STRINGS = {"number": ("1", "0.5"), "boolean": ("true", "false")}


class Schemas:
    """Schemas of types; `definitions` has those of the records and named types that they refer to.

    `limits` has, by class, what a class itself does not say to a schema: it is merged into what is derived.

    Where `changes` is true, a record stands in a mapping that is laid over another (`overlay`): no key is required, and
    null, which removes, may be a value of each. Lists are replaced as a whole, so their items are complete again.
    """

    def __init__(self, limits: Mapping[Any, Schema]) -> None:
        self.definitions: dict[str, Schema] = {}
        self._defined: dict[str, Any] = {}
        self._limits = limits

    def of(self, target: Any, *, changes: bool = False) -> Schema:
        """The schema of what decodes into a type. Raises TypeError for a type that nothing decodes into."""
        if get_origin(target) is Annotated:
            return self._annotated(target, changes)
        if target in _SCALARS:
            return dict(_SCALARS[target])
        if hasattr(target, "decode_node"):
            return self._written(target)
        if hasattr(target, "_field_defaults"):
            return self.define(target, self.record, changes=changes)
        return self._composed(get_origin(target), get_args(target), changes)

    def define(self, cls: Any, make: Any, *, changes: bool) -> Schema:
        """A reference to the definition that `make` makes of a class, once: records may nest in a ring."""
        name = (cls.name if isinstance(cls, OneOf) else cls.__name__) + ("Changes" if changes else "")
        if self._defined.setdefault(name, cls) is not cls:
            raise TypeError(f"two classes are called {name}")
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name].update(make(cls, changes=changes))
        return {"$ref": f"#/$defs/{name}"}

    def record(self, cls: Any, *, changes: bool = False) -> Schema:
        """The schema of a record class itself, past a reference; with the shorthand, if it has one."""
        hints = get_type_hints(cls, include_extras=True)
        one_of = hasattr(cls, "ONE_OF")
        fields = {key_of(field): field for field in cls._fields if field != "span"}
        schema = self._keyed({key: hints[field] for key, field in fields.items()}, one_of, changes)
        if not (one_of or changes):
            schema["required"] = sorted(key for key, field in fields.items() if field not in cls._field_defaults)
        limits = self._limits.get(cls, {})
        schema = merged(schema, limits)
        short = getattr(cls, "SHORTHAND", None)
        if short is not None:
            alone = self.of(without_none(hints[short]), changes=changes)
            schema = {"anyOf": [merged(alone, limits.get("properties", {}).get(key_of(short), {})), schema]}
        return {"description": _prose(cls), **schema}

    def _union(self, one_of: OneOf, *, changes: bool) -> Schema:
        """The schema of a mapping with one of several keys."""
        hints = {key: Annotated[one_of.content(kind), description] for key, kind, description in one_of.kinds}
        return {"description": one_of.description, **self._keyed(hints, True, changes)}

    def _keyed(self, hints: dict[str, Any], one_of: bool, changes: bool) -> Schema:
        """The schema of a mapping with these keys: of any of them, or of one."""
        properties = {}
        for key, hint in hints.items():
            schema = self.of(without_none(hint) if one_of else hint, changes=changes)
            properties[key] = nullable(schema) if changes else schema
        number = {"minProperties": 1, "maxProperties": 1} if one_of else {}
        return {"type": "object", "properties": properties, "additionalProperties": False, **number}

    def _annotated(self, target: Any, changes: bool) -> Schema:
        inner, *notes = get_args(target)
        one_of = next((note for note in notes if isinstance(note, OneOf)), None)
        schema = self.define(one_of, self._union, changes=changes) if one_of else self.of(inner, changes=changes)
        for note in notes:
            if isinstance(note, Form):
                schema = _formed(schema, note)
            elif isinstance(note, str):
                schema = _described(schema, note)
        return schema

    def _written(self, target: Any) -> Schema:
        """A scalar in other words stands in place; anything larger is defined once."""
        if not hasattr(target, "WRITTEN"):
            raise TypeError(f"{target.__name__} does not say in WRITTEN what stands in the file")
        if target.WRITTEN in _SCALARS:
            return self.of(target.WRITTEN)
        return self.define(target, self._named, changes=False)

    def _named(self, target: Any, *, changes: bool) -> Schema:
        written = self.of(target.WRITTEN, changes=changes)
        return merged({**written, "description": _prose(target)}, self._limits.get(target, {}))

    def _composed(self, origin: Any, arguments: tuple[Any, ...], changes: bool) -> Schema:
        """The schema of a type that is made of others."""
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin is tuple:
            size = {} if arguments[-1] is Ellipsis else {"minItems": len(arguments), "maxItems": len(arguments)}
            return {"type": "array", "items": self.of(arguments[0]), **size}
        if origin is dict:
            entry = {} if arguments[1] == Node else self.of(arguments[1], changes=changes)
            return {"type": "object", "additionalProperties": nullable(entry) if changes and entry else entry}
        if origin in (Union, types.UnionType):
            kinds = [self.of(part, changes=changes) for part in arguments if part is not type(None)]
            inner = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
            return nullable(inner) if type(None) in arguments else inner
        raise TypeError(f"there is no schema of {origin} of {arguments}")


def given(key: str) -> Schema:
    """The schema that asks for a key with a value but null."""
    return {"required": [key], "properties": {key: {"not": _NULL}}}


def nullable(schema: Schema) -> Schema:
    """The schema, or null."""
    about = {"description": schema["description"]} if "description" in schema else {}
    bare = {key: value for key, value in schema.items() if key != "description"}
    if bare == {} or bare.get("anyOf", [None])[-1] == _NULL:
        return schema
    if "type" in bare and "enum" not in bare:
        kinds = bare["type"] if isinstance(bare["type"], list) else [bare["type"]]
        return {**schema, "type": [*kinds, *(["null"] if "null" not in kinds else [])]}
    return {"anyOf": [schema if "$ref" in schema else bare, _NULL], **about}


def merged(schema: Schema, more: Schema) -> Schema:
    """The schema with keywords added, however deep; a keyword that is there already is replaced."""
    result = dict(schema)
    for key, value in more.items():
        old = result.get(key)
        result[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def _described(schema: Schema, words: str) -> Schema:
    """The schema with what a field says of itself; beside a reference too, where an editor looks for it first."""
    described = {**schema, "description": words}
    if "anyOf" in schema:
        described["anyOf"] = [{**way, "description": words} if "$ref" in way else way for way in schema["anyOf"]]
    return described


def _formed(schema: Schema, form: Form) -> Schema:
    """Text that has a form; what YAML takes for a number or a truth value only if such a one has it too."""
    other = [kind for kind, words in _NO_STRINGS.items() if any(re.fullmatch(form.pattern, word) for word in words)]
    formed = {**schema, "type": ["string", *other] if other else "string", "pattern": f"^(?:{form.pattern})$"}
    return nullable(formed) if "null" in schema["type"] else formed


def _prose(cls: Any) -> str:
    """What a class says of itself, as one paragraph after another."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in (cls.__doc__ or "").split("\n\n"))
