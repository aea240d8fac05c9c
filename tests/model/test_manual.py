"""The manual of blocks: every kind is in it and in the README, and its example is one of that kind."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, get_args

import pytest

from generator.diagnostics import Diagnostics
from generator.model.blocks import BLOCK, KINDS, Block
from generator.source.decode import decode
from generator.source.reader import read_text

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def test_every_kind_has_a_key_of_its_own() -> None:
    assert get_args(Block) == KINDS
    assert len({kind.ENTRY.key for kind in KINDS}) == len(KINDS) == 12


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_is_a_block_of_its_kind(kind: type[Block]) -> None:
    found = Diagnostics()
    node = read_text(f"{kind.ENTRY.example}\n".encode(), "example.yaml", found)
    block = decode(node, Annotated[Block, BLOCK], found) if node else None  # type: ignore[arg-type, var-annotated]
    assert found.sorted() == ()
    assert type(block) is kind
    assert kind.ENTRY.example.startswith(f"{kind.ENTRY.key}:")


@pytest.mark.parametrize("kind", KINDS)
def test_the_readme_has_the_example(kind: type[Block]) -> None:
    """Comments beside a line, and the sources that a reader is shown there as well, are the README's own."""
    shown = [line.partition("    # ")[0].rstrip() for line in README.splitlines()]
    for number, line in enumerate(kind.ENTRY.example.splitlines()):
        wanted = f"      - {line}" if number == 0 else f"      {line}"
        assert wanted in shown
