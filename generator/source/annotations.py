"""Holds what annotations of records say to the decoder and to the schema, beside the types themselves."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from generator.record import NamedTuple

T = TypeVar("T")


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
    """Say of a class with a `decode_node` of its own as what type it stands in the file, for `source/schema.py`."""

    def mark(cls: type[T]) -> type[T]:
        cls.WRITTEN = target  # type: ignore[attr-defined]
        return cls

    return mark


def key_of(field: str) -> str:
    """How a field's key is written: handout-only for `handout_only`, list for `list_`."""
    return field.rstrip("_").replace("_", "-")


def without_none(target: Any) -> Any:
    """`X` for `X | None`, inside an annotation too."""
    if get_origin(target) is Annotated:
        return without_none(get_args(target)[0])
    if get_origin(target) in (Union, types.UnionType):
        return Union[tuple(part for part in get_args(target) if part is not type(None))]
    return target
