"""Says how each kind of block is written: its key, what it is in a line, and an example that builds.

Decoder and schema take the keys and descriptions from here, so there is no block that the manual does not know.
"""

from __future__ import annotations

from typing import assert_never, get_args

from generator.model.blocks import (
    Block,
    BulletList,
    Callout,
    CodeBlock,
    FillIns,
    Paragraph,
    Points,
    SourceList,
    Steps,
    Tasks,
    Tiers,
)
from generator.model.exhibits import Figure, Table
from generator.record import NamedTuple
from generator.source.decode import OneOf


class Entry(NamedTuple):
    """A kind of block. The `example` is what stands after `- ` in a section's blocks, in YAML."""

    key: str
    description: str
    example: str


def entry(kind: type[Block]) -> Entry:
    """What the manual says of a kind of block."""
    block: Block = tuple.__new__(kind)  # without its fields: a type checker counts the cases of values, not of classes
    match block:
        case Paragraph():
            return Entry("paragraph", "Running text.", "paragraph: Lean on a wall and push one heel **down**.")
        case BulletList():
            return Entry("list", "Bulleted items.", "list: [Five pins, A watch]")
        case Steps():
            example = "steps: [{title: Walk, text: 30 minutes.}, {title: Wait, text: See how it feels.}]"
            return Entry("steps", "A numbered sequence.", example)
        case Points():
            example = "points:\n    - title: Try warmth\n      text: Wrap it in a towel."
            return Entry("points", "Short paragraphs with titles.", example)
        case Tiers():
            example = (
                'tiers:\n    - level: now\n      lead: "Call {emergency.ambulance} if:"\n'
                "      signs: [{text: you cannot feel your legs, short: Numb legs.}]"
            )
            return Entry("tiers", "Warning signs by urgency, the most urgent first.", example)
        case Callout():
            description = "A remark that must not be overlooked."
            return Entry("callout", description, "callout: Felt something pull? Stop.")
        case Tasks():
            example = "checklist: {groups: [{title: To pack, items: [A bottle]}]}"
            return Entry("checklist", "Tasks to tick off.", example)
        case FillIns():
            return Entry("fill-in", "Lines to write on.", 'fill-in: ["Next walk:"]')
        case CodeBlock():
            description = "An address as a QR code, with the address in words beside it."
            return Entry("qr", description, "qr: https://example.org")
        case SourceList():
            return Entry("sources", "The sources in full: the word all, or a list of ids.", "sources: all")
        case Table():
            example = "table: {columns: [Pace, Minutes], rows: [[Easy, 30]]}"
            return Entry("table", "Facts in rows and columns.", example)
        case Figure():
            example = "figure: {drawing: stretch.svg, alt: A runner leans on a wall.}"
            return Entry("figure", "A picture or a line drawing.", example)
        case _:
            assert_never(block)


KINDS: tuple[type[Block], ...] = get_args(Block)
BLOCK = OneOf(
    "Block",
    "One building block of a section: exactly one of its fields is given.",
    tuple((entry(kind).key, kind, entry(kind).description) for kind in KINDS),
)
