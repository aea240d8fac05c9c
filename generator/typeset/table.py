"""Gives the columns of a table their widths, and puts its rows under a header that comes again on every page."""

from __future__ import annotations

from math import sqrt

from generator.record import NamedTuple
from generator.structure import Artifact, StructureNode
from generator.typeset.items import CheckBox, Item, LinkArea
from generator.typeset.vlist import NEVER, Box, DecoratedList, Flow, Glue, ListNode, Penalty


class Claim(NamedTuple):
    """What a column needs: its widest word, and its widest cell on one line."""

    least: float = 0.0
    most: float = 0.0

    def padded(self, pads: float) -> Claim:
        """The claim with room at both sides."""
        return Claim(self.least + pads, self.most + pads)


Places = tuple[tuple[float, float], ...]  # of columns: x and width


def columns_of(rows: list[list[Claim]], width: float, gap: float, stretch: bool) -> tuple[Places, float]:
    """Where the columns of a table stand in `width`, and by how much their words are too wide for it."""
    claims = [Claim(*map(max, zip(*column, strict=True))) for column in zip(*rows, strict=True)]
    room = width - gap * (len(claims) - 1)
    widths = column_widths(claims, room, stretch)
    xs = [sum(widths[:index]) + gap * index for index in range(len(widths))]
    return tuple(zip(xs, widths, strict=True)), sum(widths) - room


def column_widths(claims: list[Claim], width: float, stretch: bool) -> list[float]:
    """Widths of the columns in `width`, from the least and the most that each claims.

    If all cells fit on one line, each column takes what it claims; `stretch` shares out what is left over in the same
    proportion. Else every column has its widest word, and the rest is shared out by the square roots of what more they
    claim: where the long cells stand in different rows, that makes the sum of the rows' heights least. If not even the
    words fit, their widths come back: more than there is room for.
    """
    most = sum(claim.most for claim in claims)
    if most <= width:
        grow = width / most if stretch and most else 1.0
        return [claim.most * grow for claim in claims]
    widths = [claim.least for claim in claims]
    left = width - sum(widths)
    growing = {index: sqrt(claim.most - claim.least) for index, claim in enumerate(claims) if claim.most > claim.least}
    while growing and left > 0:
        part = left / sum(growing.values())
        full = [index for index, weight in growing.items() if widths[index] + part * weight >= claims[index].most]
        for index in full or growing:
            wider = claims[index].most if full else widths[index] + part * growing[index]
            left -= wider - widths[index]
            widths[index] = wider
        growing = {index: weight for index, weight in growing.items() if full and index not in full}
    return widths


def under_header(rows: list[Box], between: Glue, few: int | None) -> DecoratedList:
    """The rows as one list; the first, the header, is drawn anew over every part on a further page or column.

    It was said once: what is drawn again is an artifact. `few` is what it costs to leave one row alone.
    """
    header, *body = rows
    nodes: list[ListNode] = [header, Penalty(NEVER), Glue(between.height)]
    for index, row in enumerate(body):
        if index:
            if few and index in (1, len(body) - 1):
                nodes.append(Penalty(float(few)))
            nodes.append(between)
        nodes.append(row)
    again = tuple(
        item._replace(owner=Artifact.PAGINATION) if isinstance(item.owner, StructureNode) else item
        for item in header.items
        if not isinstance(item, (LinkArea, CheckBox))
    )

    def decorate(height: float, first: bool, last: bool) -> tuple[Item, ...]:
        return () if first else again

    return DecoratedList(Flow(tuple(nodes)), top_rest=header.height + between.height, decorate=decorate)
