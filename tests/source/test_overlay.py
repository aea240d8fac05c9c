"""Laying mappings over each other, and following `extends`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostics, Source, Span
from generator.source import files
from generator.source.node import Mapping, Node, Pair, Removed, Scalar, Sequence
from generator.source.overlay import extended, overlay

SPAN = Span(Source("x.yaml", ""), 1, 1, 1, 1)


def built(tree: Any) -> Node:
    if isinstance(tree, dict):
        return mapping(tree)
    if isinstance(tree, list):
        return Sequence(tuple(built(item) for item in tree), SPAN)
    return Scalar("" if tree is None else tree, SPAN, quoted=tree is not None)


def mapping(tree: dict[str, Any]) -> Mapping:
    return Mapping({name: Pair(Scalar(name, SPAN, False), built(value)) for name, value in tree.items()}, SPAN)


def plain(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {name: plain(pair.value) for name, pair in node.pairs.items() if not isinstance(pair.value, Removed)}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.value if node.quoted else None


NAMES = st.sampled_from("abcd")
FULL = st.dictionaries(
    NAMES,
    st.recursive(
        st.text("xy", max_size=1), lambda kids: st.dictionaries(NAMES, kids) | st.lists(kids, max_size=2), max_leaves=8
    ),
)
CHANGES = st.dictionaries(
    NAMES,
    st.recursive(st.none() | st.text("xy", max_size=1), lambda kids: st.dictionaries(NAMES, kids), max_leaves=8),
)


class TestOverlay:
    @given(FULL)
    def test_nothing_changes_nothing(self, tree: dict[str, Any]) -> None:
        base = mapping(tree)
        assert overlay(base, mapping({})) is base

    @given(FULL)
    def test_onto_nothing_is_itself(self, tree: dict[str, Any]) -> None:
        assert plain(overlay(mapping({}), mapping(tree))) == tree

    @given(FULL)
    def test_itself_changes_nothing(self, tree: dict[str, Any]) -> None:
        assert plain(overlay(mapping(tree), mapping(tree))) == tree

    @given(FULL)
    def test_null_removes(self, tree: dict[str, Any]) -> None:
        assert plain(overlay(mapping(tree), mapping(dict.fromkeys(tree)))) == {}

    @given(FULL, CHANGES)
    def test_null_removes_as_well_where_the_result_is_laid_over_something(
        self, tree: dict[str, Any], changes: dict[str, Any]
    ) -> None:
        """Changes to changes, and then to the tree, are the same as one after the other."""
        nulls = dict.fromkeys(tree)
        later = overlay(mapping(changes), mapping(nulls))
        assert plain(overlay(mapping(tree), later)) == plain(
            overlay(overlay(mapping(tree), mapping(changes)), mapping(nulls))
        )

    @given(FULL, CHANGES)
    def test_twice_is_once(self, tree: dict[str, Any], changes: dict[str, Any]) -> None:
        once = overlay(mapping(tree), mapping(changes))
        assert plain(overlay(once, mapping(changes))) == plain(once)

    @given(FULL, CHANGES)
    def test_the_untouched_are_the_same_objects(self, tree: dict[str, Any], changes: dict[str, Any]) -> None:
        base = mapping(tree)
        result = overlay(base, mapping(changes))
        for name in tree.keys() - changes.keys():
            assert result.pairs[name] is base.pairs[name]

    @given(FULL, CHANGES)
    def test_the_inputs_are_left_alone(self, tree: dict[str, Any], changes: dict[str, Any]) -> None:
        base, over = mapping(tree), mapping(changes)
        overlay(base, over)
        assert (plain(base), plain(over)) == (tree, changes)

    def test_lists_are_replaced_and_order_kept(self) -> None:
        result = overlay(
            mapping({"b": ["x", "y"], "a": {"p": "x", "q": "x"}}), mapping({"c": "x", "a": {"p": "y"}, "b": ["z"]})
        )
        assert plain(result) == {"b": ["z"], "a": {"p": "y", "q": "x"}, "c": "x"}
        assert list(result.pairs) == ["b", "a", "c"]


class TestExtended:
    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """An empty folder of the author's, with a shipped layout `base` elsewhere."""
        shipped = tmp_path / "shipped"
        shipped.mkdir()
        (shipped / "base.yaml").write_text("page: {paper: A4, top: 10 mm}\nplace: [banner]\n")
        monkeypatch.setattr(files, "shipped_folder", lambda kind: str(shipped))
        own = tmp_path / "own"
        own.mkdir()
        return own

    def rules(self, diagnostics: Diagnostics) -> list[tuple[str, str]]:
        return [(one.rule, os.path.basename(str(one.span))) for one in diagnostics.sorted()]

    def test_a_chain_by_name_and_by_path(self, folder: Path) -> None:
        (folder / "one.yaml").write_text("extends: two\npage: {top: 20 mm}\n")
        (folder / "two.yaml").write_text("extends: sub/three.yml\nplace:\n")
        (folder / "sub").mkdir()
        (folder / "sub" / "three.yml").write_text("extends: base\nfloor: 7\n")
        diagnostics = Diagnostics()
        result = extended(str(folder / "one.yaml"), diagnostics)
        assert not diagnostics.sorted()
        assert result is not None
        names = {name: list(pair.value.pairs) for name, pair in result.pairs.items() if isinstance(pair.value, Mapping)}
        assert (list(plain(result)), names) == (["page", "floor"], {"page": ["paper", "top"]})

    def test_own_files_come_before_shipped_ones(self, folder: Path) -> None:
        (folder / "one.yaml").write_text("extends: base")
        (folder / "base.yaml").write_text("own: 1")
        result = extended(str(folder / "one.yaml"), Diagnostics())
        assert result is not None
        assert list(result.pairs) == ["own"]

    @pytest.mark.parametrize("chain", [["one"], ["two", "one"], ["two", "three", "two"]])
    def test_a_circle_is_refused(self, folder: Path, chain: list[str]) -> None:
        for name, parent in zip(["one", *chain], chain, strict=False):
            (folder / f"{name}.yaml").write_text(f"a: 1\nextends: {parent}")
        diagnostics = Diagnostics()
        assert extended(str(folder / "one.yaml"), diagnostics) is None
        ((rule, where),) = self.rules(diagnostics)
        assert rule == "extends-circle"
        assert where.endswith(":2:10")

    @pytest.mark.parametrize("value", ["bse", "none.yaml", "/etc/x.yaml", "[base]", "{a: b}", ""])
    def test_what_cannot_be_extended(self, folder: Path, value: str) -> None:
        (folder / "one.yaml").write_text(f"a: 1\nextends: {value}")
        diagnostics = Diagnostics()
        assert extended(str(folder / "one.yaml"), diagnostics) is None
        ((rule, where),) = self.rules(diagnostics)
        assert rule in ("unknown-name", "wrong-type")
        assert where.startswith("one.yaml:2:")

    def test_a_misspelt_parent_is_guessed(self, folder: Path) -> None:
        (folder / "one.yaml").write_text("extends: bse")
        diagnostics = Diagnostics()
        extended(str(folder / "one.yaml"), diagnostics)
        assert "did you mean 'base'?" in diagnostics.sorted()[0].message

    @pytest.mark.parametrize("text", ["just text", "- a\n- b"])
    def test_a_file_that_is_no_mapping(self, folder: Path, text: str) -> None:
        (folder / "one.yaml").write_text(text)
        diagnostics = Diagnostics()
        assert extended(str(folder / "one.yaml"), diagnostics) is None
        assert self.rules(diagnostics) == [("wrong-type", "one.yaml:1:1")]

    def test_an_error_in_a_parent_is_an_error(self, folder: Path) -> None:
        (folder / "one.yaml").write_text("extends: two")
        (folder / "two.yaml").write_text("a: !x 1")
        diagnostics = Diagnostics()
        assert extended(str(folder / "one.yaml"), diagnostics) is None
        assert self.rules(diagnostics) == [("yaml-tag", "two.yaml:1:4")]

    def test_a_parent_that_is_a_folder(self, folder: Path) -> None:
        (folder / "one.yaml").write_text("extends: two.yaml")
        (folder / "two.yaml").mkdir()
        diagnostics = Diagnostics()
        assert extended(str(folder / "one.yaml"), diagnostics) is None
        assert self.rules(diagnostics) == [("unknown-name", "one.yaml:1:10")]
        assert "is a folder" in diagnostics.sorted()[0].message
