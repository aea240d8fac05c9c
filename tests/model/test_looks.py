"""Looks: how own looks, variants, parts and copies are laid over each other."""

from __future__ import annotations

import pytest

from generator.model.looks import Look
from tests.support.galley import compiled, layouts

RADII = """
text: {big: {like: body, size: 20/30}}
looks:
  tier: {radius: 1 pt, gap: 1 pt, pad: {top: 1 pt, left: 1 pt}, parts: {lead: {gap: 1 pt}, note: {gap: 2 pt}}}
  tier.now: {radius: 2 pt, pad: {top: 2 pt}, parts: {lead: {gap: 3 pt}}}
  lead: {gap: 9 pt, before: 9 pt}
  callout: {like: tier, radius: 7 pt}
  point: {gap: 5 pt}
  point.callout: {like: callout}
"""


def look(name: str, variant: str | None = None, inside: Look | None = None, changes: str = RADII) -> Look:
    (layout,) = layouts(changes)
    return layout.looks.look(name, variant, inside.parts if inside else None)


def test_a_variant_lies_over_the_plain_look_key_by_key() -> None:
    (layout,) = layouts(RADII)
    plain, now = (layout.looks.look("tier", variant, None) for variant in (None, "now"))
    assert (plain.radius, now.radius) == (1, 2)
    assert plain.gap == now.gap == 1
    assert now.pad
    assert (now.pad.top, now.pad.left) == (2, 1)  # mappings merge, however deep
    assert layout.looks.look("tier", "later", None) == plain


def test_what_the_parent_says_lies_over_the_parts_own_look() -> None:
    (layout,) = layouts(RADII)
    for variant, gap in ((None, 1), ("now", 3)):
        tier = layout.looks.look("tier", variant, None)
        lead = layout.looks.look("lead", None, tier.parts)
        assert (lead.gap, lead.before) == (gap, 9)
    assert layout.looks.look("lead", None, None).gap == 9


def test_like_copies_and_own_keys_lie_over_the_copy() -> None:
    callout = look("callout")
    assert (callout.radius, callout.gap) == (7, 1)
    assert callout.parts
    assert set(callout.parts) == {"lead", "note"}


def test_like_in_a_variant_lies_over_the_plain_look() -> None:
    assert (look("point", "callout").radius, look("point", "callout").gap) == (7, 1)
    assert look("point").gap == 5


def test_null_takes_away_what_was_copied() -> None:
    changes = RADII.replace("{like: tier, radius: 7 pt}", "{like: tier, radius: null, pad: null}")
    assert look("callout", changes=changes).radius is None
    assert look("callout", changes=changes).pad is None


def test_a_name_without_a_look_is_plain() -> None:
    plain = look("source")
    assert tuple(plain) == tuple(Look(plain.span))


def test_the_same_look_is_the_same_object_in_states_that_do_not_change_it() -> None:
    """What was set with it is kept from one state to the next."""
    states = layouts(RADII + "give-way: [{note: closer, looks: {point: {gap: 1 pt}}}]")
    first, second = states
    assert first.looks.look("tier", "now", None) is second.looks.look("tier", "now", None)
    assert first.looks.look("point", None, None) is not second.looks.look("point", None, None)
    assert second.looks.look("point", None, None).gap == 1


@pytest.mark.parametrize("depth", [1, 20])
def test_copies_of_copies(depth: int) -> None:
    chain = "\n".join(f"  l{n}: {{like: l{n + 1}, gap: {n} pt}}" for n in range(depth))
    changes = f"looks:\n  list: {{like: l0}}\n{chain}\n  l{depth}: {{radius: 5 pt, gap: 99 pt}}"
    assert (look("list", changes=changes).radius, look("list", changes=changes).gap) == (5, 0)


@pytest.mark.parametrize("circle", ["list: {like: list}", "list: {like: item}\n  item: {like: list}"])
def test_a_circle_of_copies_is_an_error_and_no_endless_loop(circle: str) -> None:
    states, found = compiled(f"looks:\n  {circle}")
    assert states is None
    assert {error.rule for error in found} == {"unknown-name"}
    assert all(error.span and error.hint for error in found)


def test_parts_that_name_each_other_end() -> None:
    changes = "looks: {group: {parts: {title: {parts: {title: {gap: 1 pt}}}}}, title: {gap: 1 pt}}"
    states, _ = compiled(changes)
    assert states
