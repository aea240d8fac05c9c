"""What a record class becomes as a schema, seen by what the schema lets pass."""

# No postponed annotations here: records declared inside a test would not find their types.

import datetime
from typing import Annotated, Any, Literal, NamedTuple, Union

import pytest
from jsonschema import Draft202012Validator

from generator.diagnostics import Diagnostics, Span
from generator.source.decode import Form, Located, written
from generator.source.node import Node
from generator.source.schema import Schemas, given, merged, nullable


class Leg(NamedTuple):
    """A stretch of a race."""

    km: Annotated[int, "How long it is."]
    span: Span
    note: Annotated[str | None, "What to look out for."] = None


class Race(NamedTuple):
    """A race,
    with its legs.

    Nothing else.
    """

    name_: Annotated[Located, "Its name.", Form("[a-z-]+")]
    legs: tuple[Leg, ...]
    kind: Literal["road", "trail"]
    span: Span
    starts_on: datetime.date | None = None
    best: dict[str, float] = {}  # noqa: RUF012


class Either(NamedTuple):
    """One of two."""

    SHORTHAND = "word"  # type: ignore[misc]
    ONE_OF = True  # type: ignore[misc]
    word: str | None = None
    leg: Leg | None = None


@written(Union[Literal["none"], tuple[int, int]])
class Pair(NamedTuple):
    """Two numbers."""

    low: int
    high: int

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> "Pair | None":
        raise NotImplementedError


def passes(target: Any, value: object, *, changes: bool = False, limits: dict[Any, Any] | None = None) -> bool:
    schemas = Schemas(limits or {})
    schema = schemas.of(target, changes=changes)
    return Draft202012Validator({**schema, "$defs": schemas.definitions}).is_valid(value)


RACE = {"name": "fun-run", "legs": [{"km": 5}], "kind": "road"}


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, True),
        ({"starts-on": "2026-11-05", "best": {"Jo": 21.5, "Al": 22}}, True),
        ({"starts-on": None}, True),
        ({"starts_on": "2026-11-05"}, False),
        ({"starts-on": "5 November"}, False),
        ({"starts-on": 2026}, False),
        ({"name": "Fun Run"}, False),
        ({"name": None}, False),
        ({"name": 12}, False),
        ({"kind": "track"}, False),
        ({"legs": []}, True),
        ({"legs": {"km": 5}}, False),
        ({"legs": [{}]}, False),
        ({"legs": [{"km": "5"}]}, False),
        ({"legs": [{"km": 5.5}]}, False),
        ({"legs": [{"km": 5, "note": 1}]}, True),
        ({"legs": [{"km": 5, "note": ["hill"]}]}, False),
        ({"best": {"Jo": None}}, False),
        ({"best": {"Jo": True}}, False),
        ({"span": "here"}, False),
    ],
    ids=str,
)
def test_a_record_is_closed_and_typed(change: dict[str, object], right: bool) -> None:
    assert passes(Race, {**RACE, **change}) == right


@pytest.mark.parametrize("key", RACE)
def test_a_key_without_a_default_is_required_unless_it_is_a_change(key: str) -> None:
    race = {name: value for name, value in RACE.items() if name != key}
    assert not passes(Race, race)
    assert passes(Race, race, changes=True)
    assert passes(Race, {**race, key: None}, changes=True), "null removes"


def test_changes_leave_lists_whole_and_reach_into_mappings() -> None:
    assert not passes(Race, {"legs": [{}]}, changes=True)
    assert passes(Race, {"best": {"Jo": None}}, changes=True)
    assert not passes(Race, {"bets": {}}, changes=True)


def test_one_of_has_one_key_and_a_shorthand() -> None:
    assert passes(Either, "hill")
    assert passes(Either, {"word": "hill"})
    assert passes(Either, {"leg": {"km": 1}})
    assert not passes(Either, {"word": "hill", "leg": {"km": 1}})
    assert not passes(Either, {})
    assert not passes(Either, {"word": None})
    assert not passes(Either, ["hill"])


def test_a_class_of_its_own_stands_as_it_is_written() -> None:
    assert passes(Pair, "none")
    assert passes(Pair, [1, 2])
    assert not passes(Pair, [1])
    assert not passes(Pair, [1, 2, 3])
    assert not passes(Pair, {"low": 1, "high": 2})


def test_a_class_that_does_not_say_how_it_is_written_is_refused() -> None:
    class Secret:
        @classmethod
        def decode_node(cls, node: Node, diagnostics: Diagnostics) -> None:
            raise NotImplementedError

    with pytest.raises(TypeError, match="Secret"):
        Schemas({}).of(Secret)
    with pytest.raises(TypeError):
        Schemas({}).of(set[int])


def test_two_classes_of_one_name_are_refused() -> None:
    def another() -> type:
        class Leg(NamedTuple):
            """Of a table."""

            wood: str

        return Leg

    schemas = Schemas({})
    schemas.of(Leg)
    with pytest.raises(TypeError, match="two classes are called Leg"):
        schemas.of(another())


def test_words_of_the_model_explain_the_keys() -> None:
    schemas = Schemas({})
    assert schemas.of(Race) == {"$ref": "#/$defs/Race"}
    race, leg = schemas.definitions["Race"], schemas.definitions["Leg"]
    assert race["description"] == "A race, with its legs.\n\nNothing else."
    assert race["properties"]["name"]["description"] == "Its name."
    assert leg["properties"]["note"]["description"] == "What to look out for."


def test_limits_are_added_to_what_is_derived() -> None:
    limits = {Race: {"properties": {"legs": {"minItems": 1}}}, Pair: {"not": {"const": "none"}}}
    assert not passes(Race, {**RACE, "legs": []}, limits=limits)
    assert not passes(Race, {**RACE, "kind": "track"}, limits=limits)
    assert not passes(Pair, "none", limits=limits)


def test_a_form_matches_the_whole_text_and_numbers_only_if_they_have_it() -> None:
    assert passes(Annotated[str, Form("[0-9]{1,3}|none")], 12)
    assert not passes(Annotated[str, Form("[0-9]+ mm")], 12)
    assert passes(Annotated[str, Form("a|b")], "b")
    assert not passes(Annotated[str, Form("a|b")], "ab")
    assert passes(Annotated[Located | None, Form("#[0-9]")], None)


def test_null_is_added_once() -> None:
    for schema in ({"type": "string"}, {"enum": ["a"]}, {"$ref": "#/$defs/Leg", "description": "It."}):
        once = nullable(schema)
        assert once != schema
        assert nullable(once) == once
        assert once.get("description") == schema.get("description")


def test_a_value_is_given_unless_it_is_null() -> None:
    given_name = Draft202012Validator(given("name"))
    assert [given_name.is_valid(value) for value in ({"name": 0}, {"name": None}, {})] == [True, False, False]


def test_merging_changes_neither() -> None:
    one, other = {"a": {"b": 1}}, {"a": {"c": 2}}
    assert merged(one, other) == {"a": {"b": 1, "c": 2}}
    assert (one, other) == ({"a": {"b": 1}}, {"a": {"c": 2}})
