"""Turns the models of content, layout, club, locale and sheet files into JSON Schemas, one for each kind of file.

What a model's annotations cannot say - what its `validate` checks, which names there are, that a layout may extend
another - is said here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.model.club import Club
from generator.model.compile import GIVES_WAY, HELD_OF_PAGE
from generator.model.content import Content
from generator.model.exhibits import Figure, Table
from generator.model.layout import LayoutFile, PageEdges, PageShape, Place, Sizes, TextStyle
from generator.model.locale import Locale
from generator.model.looks import MAX_COLUMNS, Columns, Look
from generator.model.passages import Point, Step
from generator.model.sheet import MOST_CELLS, Grid, SheetFile
from generator.source.schema import DIALECT, Schema, Schemas, given, merged, nullable
from generator.story import FURNITURE, PARTS, PIECES, ROLES, SKIPPABLE, VARIANTS

KINDS: dict[str, Any] = {"content": Content, "layout": LayoutFile, "club": Club, "locale": Locale, "sheet": SheetFile}

_LIKE: Schema = {"description": "Another of the same list, which is copied first.", "type": ["string", "null"]}
_STEPS: Schema = {
    "description": "Laid over the layout one after the other, until the content has its promised pages.",
    "type": "array",
    "items": {"$ref": "#/$defs/GiveWay"},
}
_EDGE: Schema = {"enum": [*PIECES, "none", None]}
_ON_EVERY_PAGE: Schema = {"enum": [*FURNITURE, "none", None]}
_LIMITS: dict[Any, Schema] = {
    Step: {"anyOf": [given("title"), given("text")]},
    Point: {"anyOf": [given("text"), {"required": ["list"], "properties": {"list": {"minItems": 1}}}]},
    Table: {"properties": {"columns": {"minItems": 1}, "rows": {"minItems": 1}}},
    Figure: {
        "oneOf": [given("picture"), given("drawing")],
        "if": {"required": ["decorative"], "properties": {"decorative": {"const": True}}},
        "then": {"not": {"anyOf": [given("alt"), given("caption")]}},
        "else": given("alt"),
    },
    Content: {"if": given("reviewed-by"), "then": given("reviewed-on"), "else": {"not": given("reviewed-on")}},
    Locale: {"properties": {"months": {"minItems": 12, "maxItems": 12}}},
    Sizes: {"not": {"const": []}},
    PageShape: {"properties": {"pages": {"minimum": 1}}},
    PageEdges: {"properties": {"first": _EDGE, "rest": _EDGE, "last": _EDGE, "all": _ON_EVERY_PAGE}},
    Place: {
        "properties": {
            "piece": {"enum": [piece for piece in PIECES if piece not in FURNITURE]},
            "beside": {"minItems": 1, "items": {"enum": list(ROLES)}},
        }
    },
    Columns: {"properties": {"number": {"minimum": 1, "maximum": MAX_COLUMNS}}},
    TextStyle: {"properties": {"like": _LIKE}},
    Grid: {"properties": {key: {"minimum": 1, "maximum": MOST_CELLS} for key in ("columns", "rows")}},
    SheetFile: {
        "properties": {"cells": {"maxItems": MOST_CELLS}},
        "oneOf": [given("grid"), {"required": ["cells"], "properties": {"cells": {"minItems": 1}}}],
    },
    Look: {"properties": {"like": _LIKE, "resolution": {"exclusiveMinimum": 0}}},
}


def schema_of(kind: str) -> Schema:
    """The JSON Schema of a kind of file, one of `KINDS`."""
    schemas = Schemas(_LIMITS)
    root = _layout(schemas) if kind == "layout" else schemas.of(KINDS[kind])
    return {"$schema": DIALECT, "title": f"A {kind} file of handout", **root, "$defs": schemas.definitions}


def _layout(schemas: Schemas) -> Schema:
    """A file that extends another needs only what it changes."""
    looks = _looks(schemas)
    style, change = schemas.of(TextStyle), schemas.of(TextStyle, changes=True)
    whole = schemas.record(LayoutFile)
    base = [key for key in whole["required"] if key not in ("looks", "page", "place")]
    like_another = {"if": {"required": ["like"]}, "then": change, "else": style}
    schemas.definitions["Layout"] = _completed(whole, like_another, looks, changes=False)
    schemas.definitions["LayoutChanges"] = _completed(
        schemas.record(LayoutFile, changes=True), nullable(change), looks, changes=True
    )
    schemas.definitions["GiveWay"] = _step(schemas)
    return {
        "if": {"required": ["extends"]},
        "then": {"$ref": "#/$defs/LayoutChanges"},
        "else": {
            "if": {"required": ["place"]},
            "then": {"$ref": "#/$defs/Layout"},
            # What it needs even if it prints nothing itself, as it is there to be extended.
            "else": {"allOf": [{"$ref": "#/$defs/LayoutChanges"}, {"required": base}]},
        },
    }


def _step(schemas: Schemas) -> Schema:
    """A step of `give-way` changes what is read anew whenever pages are set."""
    page = schemas.record(PageShape, changes=True)
    page["properties"] = {key: value for key, value in page["properties"].items() if key not in HELD_OF_PAGE}
    changes = schemas.definitions["LayoutChanges"]["properties"]
    return {
        "description": "A step of giving way: what it changes in the layout as it is by then.",
        "type": "object",
        "properties": {
            "note": {**nullable(schemas.of(str)), "description": "What gives way, in a few words."},
            **{key: value for key, value in changes.items() if key in GIVES_WAY},
            "page": nullable(page),
        },
        "additionalProperties": False,
        "required": ["note"],
    }


def _completed(schema: Schema, style: Schema, looks: Schema, *, changes: bool) -> Schema:
    """A layout's schema with what `compile_layout` and `extended` read themselves, and the names that `skip` knows."""
    words = [name for name in SKIPPABLE if name != "safety"]
    reason = schema["properties"]["skip"]["additionalProperties"]
    ink = schema["properties"]["colours"]["additionalProperties"]
    more: Schema = {
        "extends": {"type": ["string", "number"], "description": "The layout that this one changes: a name or a path."},
        "give-way": nullable(_STEPS) if changes else _STEPS,
        "colours": {"properties": {"ink": {**ink, "not": {"const": "none"}}}},
        "text": {"additionalProperties": style},
        "looks": looks,
        "skip": {"properties": dict.fromkeys(words, reason), "additionalProperties": False},
    }
    if not changes:
        more["colours"]["required"] = ["ink"]
        more["text"].update(minProperties=1, required=["body"])
        more["looks"] = {**looks, "minProperties": 1}
    return merged(schema, {"properties": more})


def _looks(schemas: Schemas) -> Schema:
    """The look of each element and variant, by name. All are laid over others, so none needs to be complete."""
    look = schemas.of(Look, changes=True)
    # Any part of a part; also a look of a name of its own, which is there to be copied. All may be taken back.
    schemas.definitions["Part"] = nullable({"allOf": [look, {"properties": {"parts": _only(PARTS)}}]})
    named: Schema = {}
    for element, inside in PARTS.items():
        limits: Schema = {"properties": {"parts": _only(inside)}}
        schemas.definitions[f"look.{element}"] = nullable({"allOf": [look, limits]})
        named.update({name: {"$ref": f"#/$defs/look.{element}"} for name in _with_variants(element)})
    return {"properties": named, "additionalProperties": {"$ref": "#/$defs/Part"}}


def _only(elements: Iterable[str]) -> Schema:
    """The schema of looks for these elements and their variants alone."""
    names = [name for element in elements for name in _with_variants(element)]
    return {"properties": {name: {"$ref": "#/$defs/Part"} for name in names}, "additionalProperties": False}


def _with_variants(element: str) -> list[str]:
    """How an element may be named: `tier`, `tier.now`, `tier.soon` ..."""
    return [element, *(f"{element}.{variant}" for variant in VARIANTS.get(element, ()))]
