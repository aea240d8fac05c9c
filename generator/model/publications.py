"""Turns what a text rests on, or sends its reader to, into typed values."""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

import datetime
from typing import Annotated

from generator.diagnostics import Diagnostics, Span
from generator.model.forms import ADDRESS
from generator.model.inline import Inline
from generator.record import NamedTuple
from generator.source.decode import Located, decode, written
from generator.source.node import Node


@written(datetime.date)
class Day(NamedTuple):
    """A date with its place."""

    value: datetime.date
    span: Span

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> "Day | None":
        """Read a date as ISO 8601 writes it in full."""
        date = decode(node, datetime.date, diagnostics)
        return None if date is None else cls(date, node.span)


class Publication(NamedTuple):
    """A publication that supports what the text says."""

    NOUN = "a source"  # type: ignore[misc]
    title: Annotated[str, "Its title."]
    publisher: Annotated[str, "Who published it, with the year where it has one."]
    address: Annotated[Located, "The whole web address.", ADDRESS]
    read: Annotated[datetime.date, "The day on which somebody last read it for this text."]
    short: Annotated[Inline, "How the page cites it, in a few words."]
    span: Span


class FurtherReading(NamedTuple):
    """Something to read that the text does not rest on."""

    NOUN = "a reading"  # type: ignore[misc]
    SHORTHAND = "title"  # type: ignore[misc]
    title: Annotated[Inline, "Its title."]
    span: Span
    publisher: Annotated[Inline | None, "Who published it."] = None
    address: Annotated[Located | None, "The whole web address.", ADDRESS] = None
    note: Annotated[Inline | None, "A short sentence to go with it."] = None
