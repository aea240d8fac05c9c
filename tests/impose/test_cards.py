"""The pages of a card on the two sides that are printed."""

from __future__ import annotations

import pytest

from generator.impose import Card, CardFace, card_of
from generator.typeset.items import Page

PAGES = tuple(Page(100.0, 60.0, ()) for _ in range(5))


def made(count: int, *, folded: bool = False, side_by_side: bool = False) -> Card:
    card = card_of(7, PAGES[:count], folded=folded, side_by_side=side_by_side)
    assert card
    assert card.key == 7
    return card


def numbers(side: tuple[CardFace, ...]) -> list[tuple[int, float]]:
    """The pages of a side, counted from 1, and where they stand on the card."""
    return [(next(number for number, one in enumerate(PAGES, 1) if one is page), x) for page, x, _ in side]


@pytest.mark.parametrize(("count", "back"), [(1, []), (2, [(2, 0)])])
def test_a_plain_card_has_a_front_and_perhaps_a_back(count: int, back: list[tuple[int, float]]) -> None:
    card = made(count)
    assert (card.width, card.height, card.folds) == (100, 60, ())
    assert numbers(card.front) == [(1, 0)]
    assert numbers(card.back) == back


@pytest.mark.parametrize(
    ("count", "front", "back"),
    [
        (1, [(1, 100)], []),
        (2, [(2, 0), (1, 100)], []),
        (3, [(1, 100)], [(2, 0), (3, 100)]),
        (4, [(4, 0), (1, 100)], [(2, 0), (3, 100)]),
    ],
)
def test_a_folded_card_is_read_like_a_book(
    count: int, front: list[tuple[int, float]], back: list[tuple[int, float]]
) -> None:
    """The cover is on the right; opened, the second page is on the left."""
    card = made(count, folded=True)
    assert (card.width, card.height, card.folds) == (200, 60, (100,))
    assert numbers(card.front) == front
    assert numbers(card.back) == back


@pytest.mark.parametrize(("count", "front"), [(1, [(1, 100)]), (2, [(2, 0), (1, 100)])])
def test_both_faces_stand_side_by_side_for_printers_of_one_side(count: int, front: list[tuple[int, float]]) -> None:
    card = made(count, side_by_side=True)
    assert (card.width, card.height, card.folds) == (200, 60, (100,))
    assert numbers(card.front) == front
    assert card.back == ()


@pytest.mark.parametrize(
    ("count", "folded", "side_by_side"),
    [(3, False, False), (3, False, True), (5, True, False), (2, True, True), (4, True, True)],
)
def test_there_is_no_card_of_more_faces_than_paper_has(count: int, folded: bool, side_by_side: bool) -> None:
    assert card_of(0, PAGES[:count], folded=folded, side_by_side=side_by_side) is None
