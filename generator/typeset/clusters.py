"""Divides the text of a shaped word among its glyphs: a cluster may be several of them, or several characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

JOINERS = {0x200C: None, 0x200D: None}  # no glyph says them


def shares_of(text: str, glyphs: list[tuple[int, int]], font: Any) -> tuple[Sequence[str], tuple[int, ...]]:
    """What each glyph says, and the offsets of characters that the HarfBuzz font has no glyph for.

    `glyphs` are pairs as HarfBuzz gave them: the number, and the offset in the text of the cluster.
    """
    if [start for _, start in glyphs] == list(range(len(text))) and all(number for number, _ in glyphs):
        return text, ()  # the usual case made fast
    clusters: dict[int, list[int]] = {}
    for index, (_, start) in enumerate(glyphs):
        clusters.setdefault(start, []).append(index)
    starts = sorted(clusters)
    shares = [""] * len(glyphs)
    missing: set[int] = set()
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        members = clusters[start]
        stretch = text[start:end].translate(JOINERS)
        numbers = [glyphs[index][0] for index in members]
        if 0 in numbers:
            missing.update([i for i in range(start, end) if not font.get_nominal_glyph(ord(text[i]))] or [start])
        parts = [stretch] if len(members) == 1 else _divided(stretch, numbers, font)
        for index, part in zip(members, parts, strict=True):
            shares[index] = part
    return shares, tuple(sorted(missing))


def _divided(stretch: str, glyphs: list[int], font: Any) -> list[str]:
    """What each of several glyphs says that stand for one stretch of text together.

    A glyph that the font gives to one of the characters says that character; the first of the others says what is
    left, any further one a space without width, since every glyph must say something (ISO 14289-1, 7.21.7).
    """
    left = list(unicodedata.normalize("NFD", stretch))
    shares: list[str | None] = []
    for glyph in glyphs:
        own = next((character for character in left if font.get_nominal_glyph(ord(character)) == glyph), None)
        if own:
            left.remove(own)
        shares.append(own)
    rest = "".join(left)
    for index, share in enumerate(shares):
        if share is None:
            shares[index], rest = rest or "\u200b", ""
    return [share or "\u200b" for share in shares]
