"""Turns nodes into typed values, by the annotations of the records they become, and reports all errors at once.

A record is a NamedTuple class. Its fields are the keys, with `_` written `-`; a field `span` receives the place. Its
`validate` checks what the fields say together, its `validate_parts` what each says, even where others are wrong.
A union of records is written as a mapping with one of several keys (`OneOf`).
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Hashable
from functools import cache, partial
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from generator.diagnostics import Diagnostics, Span
from generator.record import NamedTuple
from generator.source import keys, scalars
from generator.source.node import Mapping, Node, Pair, Removed, Scalar, Sequence, has_no_colon, is_null
from generator.source.scalars import FAILED, Decoder, Form, matched, wrong_type
from generator.source.spelling import shortened, suggest
from generator.source.syntax import COMMA_HINT

__all__ = ["Form", "Located", "OneOf", "decode", "matched", "suggest", "written", "wrong_type"]

T = TypeVar("T")

_NODES: dict[Any, str] = {Scalar: "text", Sequence: "a list", Mapping: "keys with values"}


# What annotations say, beside the types themselves


class OneOf(NamedTuple):
    """In an annotation of a union of records: what stands in the file is a mapping with one key, by the kind of record.

    `name` and `description` are those of the union; `kinds` are the key, the record and the description of each. Under
    its key stands the record itself; if the record HOLDS a field, what this field is made of, which is never empty.
    """

    name: str
    description: str
    kinds: tuple[tuple[str, Any, str], ...]

    @staticmethod
    def content(kind: Any) -> Any:
        """The type of what stands under the key of a record."""
        held = getattr(kind, "HOLDS", None)
        return get_type_hints(kind, include_extras=True)[held] if held else kind


def written(target: Any) -> Callable[[type[T]], type[T]]:
    """Declare the type in the file of a class that has its own `decode_node`, for `source/schema.py`."""

    def mark(cls: type[T]) -> type[T]:
        cls.WRITTEN = target  # type: ignore[attr-defined]
        return cls

    return mark


def key_of(field: str) -> str:
    """How a field's key is written: handout-only for `handout_only`, list for `list_`."""
    return field.rstrip("_").replace("_", "-")


def without_none(target: Any) -> Any:
    """`X` for `X | None`; the notes of an annotation stay."""
    if get_origin(target) is Annotated:
        inner, *notes = get_args(target)
        return Annotated[without_none(inner), *notes]
    if get_origin(target) in (Union, types.UnionType):
        return Union[tuple(part for part in get_args(target) if part is not type(None))]
    return target


@written(str)
class Located(NamedTuple):
    """A word with its place, for what is looked up later."""

    value: str
    span: Span

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Located | None:
        """A scalar's text as written."""
        word = scalars.text(node, diagnostics)
        return None if word is FAILED else cls(word, node.span)


def decode(node: Node, target: type[T], diagnostics: Diagnostics) -> T | None:
    """The value of type `target` that the node stands for, or None after errors were reported."""
    value = _decoder(cast("Hashable", target))(node, diagnostics)
    return None if value is FAILED else cast("T", value)


# Collections


def _items(item: Decoder, node: Node, diagnostics: Diagnostics) -> Any:
    if not isinstance(node, Sequence):
        hint = None if is_null(node) else "Write each item on a line of its own, with '- ' in front."
        return wrong_type(node, "a list", diagnostics, hint)
    values = tuple([item(child, diagnostics) for child in node.items])
    return FAILED if any(value is FAILED for value in values) else values


def _entries(value: Decoder, node: Node, diagnostics: Diagnostics) -> Any:
    if not isinstance(node, Mapping):
        return wrong_type(node, "keys with values", diagnostics, "Write 'key: value', one on each line.")
    entries = {}
    for name, pair in node.pairs.items():
        if has_no_colon(pair):
            diagnostics.error("unknown-key", f"'{shortened(name)}' has no value", pair.key.span, COMMA_HINT)
            entries[name] = FAILED
        elif not isinstance(pair.value, Removed):
            entries[name] = value(pair.value, diagnostics)
    return FAILED if any(entry is FAILED for entry in entries.values()) else entries


def _raw(kinds: tuple[type, ...], node: Node, diagnostics: Diagnostics) -> Any:
    if isinstance(node, kinds):
        return node
    return wrong_type(node, " or ".join(_NODES[kind] for kind in kinds), diagnostics)


def _optional(inner: Decoder, node: Node, diagnostics: Diagnostics) -> Any:
    return None if is_null(node) else inner(node, diagnostics)


def _formed(form: Form, inner: Decoder, node: Node, diagnostics: Diagnostics) -> Any:
    value = inner(node, diagnostics)
    if value is not FAILED and value is not None:
        matched(node, form, diagnostics)
    return value


def _own(convert: Callable[[Node, Diagnostics], Any], node: Node, diagnostics: Diagnostics) -> Any:
    value = convert(node, diagnostics)
    return FAILED if value is None else value  # what `wrong_type` returns is FAILED already


# Records


class _Record(NamedTuple):
    """What decoding needs to know of a record class."""

    decoders: dict[str, tuple[str, Decoder]]  # by key: the field's name and decoder
    known: tuple[str, ...]  # keys, with those that were read before
    noun: str  # such as "a section"
    make: Callable[[dict[str, Any], Diagnostics], Any]  # gets all fields, by name
    has_span: bool
    one_of: bool
    required: tuple[str, ...] = ()  # keys
    shorthand: str | None = None  # a key
    is_text: bool = False  # what the shorthand stands for
    validate_parts: Callable[[dict[str, Any], Diagnostics], None] | None = None  # gets the sound fields, by name


@cache
def _record(cls: Any) -> _Record:
    hints = get_type_hints(cls, include_extras=True)
    fields = {key_of(field): field for field in cls._fields if field != "span"}
    one_of = hasattr(cls, "ONE_OF")
    short = getattr(cls, "SHORTHAND", None)
    decoders = {
        key: (field, _decoder(without_none(hints[field]) if one_of else hints[field])) for key, field in fields.items()
    }
    return _Record(
        decoders,
        known=(*decoders, *getattr(cls, "ALSO", ())),
        noun=getattr(cls, "NOUN", None) or _noun(cls.__name__.strip("_")),
        make=partial(_make, cls),
        has_span="span" in cls._fields,
        one_of=one_of,
        required=tuple(key for key, field in fields.items() if field not in cls._field_defaults),
        shorthand=key_of(short) if short else None,
        is_text=short is not None and not _is_list(hints[short]),
        validate_parts=getattr(cls, "validate_parts", None),
    )


@cache
def _union(one_of: OneOf) -> _Record:
    """What decoding needs to know of a union: its keys stand for fields of which one is given."""
    decoders = {key: (key, _decoder(one_of.content(kind))) for key, kind, _ in one_of.kinds}
    kinds = {key: kind for key, kind, _ in one_of.kinds}
    return _Record(decoders, tuple(decoders), _noun(one_of.name), partial(_make_one, kinds), has_span=True, one_of=True)


def _make(cls: Any, values: dict[str, Any], diagnostics: Diagnostics) -> Any:
    made = cls(**values)
    if hasattr(made, "validate"):
        made.validate(diagnostics)
    return made


def _make_one(kinds: dict[str, Any], values: dict[str, Any], diagnostics: Diagnostics) -> Any:
    """The record that a union's one key stands for. What is announced and then empty was meant to say something."""
    (key, value), span = next((name, value) for name, value in values.items() if name != "span"), values["span"]
    if not hasattr(kinds[key], "HOLDS"):
        return value
    if value == ():
        diagnostics.error("empty-list", f"there is nothing in '{key}'", span, "Fill it, or take it out.")
    return kinds[key](value, span)


def _is_list(target: Any) -> bool:
    bare = without_none(target)
    return get_origin(get_args(bare)[0] if get_origin(bare) is Annotated else bare) is tuple


def _noun(name: str) -> str:
    """A class's name in words with an article: `FillIn` becomes "a fill in"."""
    words = re.sub("(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _decode_record(cls: Any, node: Node, diagnostics: Diagnostics) -> Any:
    """The record of a class, or one of those of a `OneOf`."""
    record = _union(cls) if type(cls) is OneOf else _record(cls)
    if isinstance(node, Mapping):
        pairs = node.pairs
    elif record.shorthand is not None:
        pairs = {record.shorthand: Pair(Scalar(record.shorthand, node.span, False), node)}
    else:
        hint = f"Write {cls.EXAMPLE}." if hasattr(cls, "EXAMPLE") else keys.how_to_write(record.decoders, node)
        return wrong_type(node, f"{record.noun} with keys", diagnostics, hint)
    if record.is_text and keys.report_colon(record.known, pairs, diagnostics):
        return FAILED
    values: dict[str, Any] = {"span": node.span} if record.has_span else {}
    unknown = []
    failed = False
    for name, pair in pairs.items():
        entry = record.decoders.get(name)
        if entry is None:
            unknown.append(pair)
        elif not isinstance(pair.value, Removed):
            values[entry[0]] = value = entry[1](pair.value, diagnostics)
            failed = failed or value is FAILED
    if unknown or len(values) < len(record.decoders) + record.has_span:
        meant = keys.report_unknown(record.known, record.noun, unknown, node, diagnostics)
        missing = [name for name in record.required if record.decoders[name][0] not in values and name not in meant]
        keys.warn_of_hidden(record.decoders, pairs, diagnostics)
        if missing:
            keys.report_missing(missing, record.noun, node, diagnostics)
        failed = failed or bool(unknown or missing)
    if record.one_of and not unknown:
        failed = not keys.is_one(record.decoders, record.noun, pairs, node, diagnostics) or failed
    if record.validate_parts:
        sound = {field: value for field, value in values.items() if value is not FAILED}
        record.validate_parts(sound, diagnostics)
    return FAILED if failed else record.make(values, diagnostics)


# Types


@cache
def _decoder(target: Any) -> Decoder:
    """What decodes into `target`. A record's fields are looked at when first needed, so records may nest in a ring."""
    if get_origin(target) is Annotated:  # first: an annotation passes on the attributes of what it annotates
        inner, *notes = get_args(target)
        one_of = next((note for note in notes if type(note) is OneOf), None)
        form = next((note for note in notes if type(note) is Form and note.rule), None)
        if form:
            return partial(_formed, form, _decoder(inner))
        return partial(_decode_record, one_of) if one_of else _decoder(inner)
    if target in scalars.DECODERS:
        return scalars.DECODERS[target]
    if hasattr(target, "decode_node"):
        return partial(_own, target.decode_node)
    if target in _NODES:
        return partial(_raw, (target,))
    if hasattr(target, "_field_defaults"):
        return partial(_decode_record, target)
    return _composed(get_origin(target), get_args(target))


def _composed(origin: Any, arguments: tuple[Any, ...]) -> Decoder:
    """What decodes into a type that is made of others."""
    if origin is Literal:
        return partial(scalars.choice, {str(option): option for option in arguments})
    if origin is tuple:
        return partial(_items, _decoder(arguments[0]))
    if origin is dict:
        return partial(_entries, _decoder(arguments[1]))
    if origin in (Union, types.UnionType):
        kinds = tuple(part for part in arguments if part is not type(None))
        if len(kinds) == 1 or set(kinds) <= _NODES.keys():
            inner = partial(_raw, kinds) if kinds[0] in _NODES else _decoder(kinds[0])
            return partial(_optional, inner) if len(kinds) < len(arguments) else inner
    raise TypeError(f"nothing can be decoded into {origin} of {arguments}")
