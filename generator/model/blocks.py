"""Defines the blocks of a section: a closed union with one class for each kind.

Code that depends on the kind uses `match` up to `assert_never`, so that mypy names every place that a new kind needs.
The ENTRY of each says how it is written; decoder, schema and manual take the keys from it.
"""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

from collections.abc import Iterator
from typing import Annotated, Literal, Union, assert_never, get_args

from generator.diagnostics import Diagnostics, Span
from generator.model.exhibits import Figure, Table, TableRow
from generator.model.forms import Entry
from generator.model.inline import Inline
from generator.model.passages import (
    FillIn,
    Ids,
    IsClaim,
    Passage,
    Point,
    Sign,
    Sources,
    Step,
    TaskGroup,
    Tier,
    Topics,
    WebLink,
)
from generator.record import NamedTuple
from generator.source.decode import Located, OneOf, decode, written
from generator.source.node import Node, Scalar


class Paragraph(NamedTuple):
    """Running text."""

    ENTRY = Entry("paragraph", "paragraph: Lean on a wall and push one heel **down**.")  # type: ignore[misc]
    HOLDS = "passage"  # type: ignore[misc]
    passage: Passage
    span: Span


class BulletList(NamedTuple):
    """Bulleted items."""

    ENTRY = Entry("list", "list: [Five pins, A watch]")  # type: ignore[misc]
    HOLDS = "items"  # type: ignore[misc]
    items: tuple[Passage, ...]
    span: Span


class Steps(NamedTuple):
    """A numbered sequence."""

    ENTRY = Entry(  # type: ignore[misc]
        "steps", "steps: [{title: Walk, text: 30 minutes.}, {title: Wait, text: See how it feels.}]"
    )
    HOLDS = "steps"  # type: ignore[misc]
    steps: tuple[Step, ...]
    span: Span


class PointList(NamedTuple):
    """Short paragraphs with titles."""

    ENTRY = Entry("points", "points:\n    - title: Try warmth\n      text: Wrap it in a towel.")  # type: ignore[misc]
    HOLDS = "points"  # type: ignore[misc]
    points: tuple[Point, ...]
    span: Span


class TierList(NamedTuple):
    """Warning signs by urgency, the most urgent first."""

    ENTRY = Entry(  # type: ignore[misc]
        "tiers",
        'tiers:\n    - level: now\n      lead: "Call {emergency.ambulance} if:"\n'
        "      signs: [{text: you cannot feel your legs, short: Numb legs.}]",
    )
    HOLDS = "tiers"  # type: ignore[misc]
    tiers: tuple[Tier, ...]
    span: Span


class FillIns(NamedTuple):
    """Lines to write on."""

    ENTRY = Entry("fill-in", 'fill-in: ["Next walk:"]')  # type: ignore[misc]
    HOLDS = "lines"  # type: ignore[misc]
    lines: tuple[FillIn, ...]
    span: Span


class CodeBlock(NamedTuple):
    """An address as a QR code, with the address in words beside it."""

    ENTRY = Entry("qr", "qr: https://example.org")  # type: ignore[misc]
    HOLDS = "link"  # type: ignore[misc]
    link: WebLink
    span: Span


class Callout(NamedTuple):
    """A remark that must not be overlooked."""

    ENTRY = Entry("callout", "callout: Felt something pull? Stop.")  # type: ignore[misc]
    SHORTHAND = "text"  # type: ignore[misc]
    text: Annotated[Inline, "One or two short sentences."]
    span: Span
    title: Annotated[Inline | None, "One line above the text."] = None
    sources: Sources = ()
    covers: Topics = ()
    claim: IsClaim = False


class Tasks(NamedTuple):
    """A checklist inside a section."""

    ENTRY = Entry(  # type: ignore[misc]
        "checklist", "checklist: {groups: [{title: To pack, items: [A bottle]}]}", "Tasks to tick off."
    )
    NOUN = "a checklist"  # type: ignore[misc]
    EXAMPLE = "checklist: {groups: [{title: ..., items: [...]}]}"  # type: ignore[misc]

    groups: Annotated[tuple[TaskGroup, ...], "The moments, in order of time."]
    span: Span


@written(Union[Literal["all"], Ids])
class SourceList(NamedTuple):
    """Which sources to list: those named, or all that the text cites where `ids` is None."""

    ENTRY = Entry(  # type: ignore[misc]
        "sources", "sources: all", "The sources in full: the word all, or a list of ids."
    )
    ids: Ids | None
    span: Span

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> "SourceList | None":
        """Read the word `all` or a list of ids."""
        if isinstance(node, Scalar) and node.value == "all":
            return cls(None, node.span)  # type: ignore[call-arg]  # ENTRY is no field
        ids = decode(node, tuple[Located, ...], diagnostics)
        return None if ids is None else cls(ids, node.span)  # type: ignore[call-arg]


Block = (
    Paragraph
    | BulletList
    | Steps
    | PointList
    | TierList
    | Callout
    | Tasks
    | FillIns
    | CodeBlock
    | SourceList
    | Table
    | Figure
)
KINDS: tuple[type[Block], ...] = get_args(Block)
BLOCK = OneOf(
    "Block",
    "One building block of a section: exactly one of its fields is given.",
    tuple((kind.ENTRY.key, kind, kind.ENTRY.description or str(kind.__doc__)) for kind in KINDS),
)
Claim = Passage | Step | Point | Callout | Sign | Tier | Table | TableRow | Figure


def claims_in(block: Block) -> Iterator[Claim]:
    """What in a block may cite sources and cover topics, in reading order."""
    match block:
        case Paragraph():
            yield block.passage
        case BulletList():
            yield from block.items
        case Steps():
            yield from block.steps
        case PointList():
            for point in block.points:
                yield point
                yield from point.list_
        case TierList():
            for tier in block.tiers:
                yield tier
                yield from tier.signs
        case Tasks():
            for group in block.groups:
                yield from group.items
        case Table():
            yield block
            yield from block.rows
        case Callout() | Figure():
            yield block
        case FillIns() | CodeBlock() | SourceList():
            pass
        case _:
            assert_never(block)
