"""Reading YAML: what comes out, what is refused and where, the same with libyaml and with PyYAML's own parser."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Diagnostics, Severity
from generator.source import reader
from generator.source.encoding import MAX_BYTES
from generator.source.node import Mapping, Node, Scalar, Sequence, is_null
from generator.source.reader import MAX_DEPTH, read_text

LOADERS = [yaml.BaseLoader, *([yaml.CBaseLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Each of the parsers in turn."""
    monkeypatch.setattr(reader, "Parser", request.param)
    return request.param


def read(text: str | bytes) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    diagnostics = Diagnostics()
    data = text.encode() if isinstance(text, str) else text
    return read_text(data, "x.yaml", diagnostics), diagnostics.sorted()


def only_error(text: str | bytes) -> Diagnostic:
    node, found = read(text)
    assert len(found) == 1
    assert (node is None) == (found[0].rule != "duplicate-key")  # without the second one, the tree is sound
    assert found[0].severity is Severity.ERROR
    assert found[0].span is not None
    assert found[0].hint
    return found[0]


def place(text: str | bytes) -> tuple[str, str]:
    error = only_error(text)
    return error.rule, str(error.span)


def plain(node: Node | None) -> Any:
    """The node as lists, dicts and words."""
    if isinstance(node, Mapping):
        return {name: plain(pair.value) for name, pair in node.pairs.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if node is None or is_null(node) else node.value


def covered(text: str, node: Node) -> str:
    """The characters under a node's span."""
    lines = text.splitlines(keepends=True)
    span = node.span
    taken = lines[span.line - 1 : span.end_line]
    taken[-1] = taken[-1][: span.end_column - 1]
    taken[0] = taken[0][span.column - 1 :]
    return "".join(taken)


@pytest.mark.usefixtures("loader")
class TestTree:
    def test_words_stay_words(self) -> None:
        node, found = read("a: no\nb: 12:30\nc: 0o7\nd: 1e3\ne: 2026-11-05\nf:\ng: ~\n")
        assert not found
        assert plain(node) == {"a": "no", "b": "12:30", "c": "0o7", "d": "1e3", "e": "2026-11-05", "f": None, "g": None}

    def test_quotes_are_known(self) -> None:
        node, _ = read("- plain\n- 'single'\n- \"double\"\n- |\n  block\n- >-\n  folded\n")
        assert isinstance(node, Sequence)
        assert [item.quoted for item in node.items if isinstance(item, Scalar)] == [False, True, True, True, True]

    def test_a_quoted_null_is_a_word(self) -> None:
        assert plain(read("a: 'null'\nb: \"\"\n")[0]) == {"a": "null", "b": ""}

    @pytest.mark.parametrize(
        "text", ["a: 1\r\nb: 2\r\n", "\ufeffa: 1\nb: 2", "---\na: 1\nb: 2\n...\n", "# c\na: 1\n\nb: 2"]
    )
    def test_line_ends_marks_and_comments_do_not_matter(self, text: str) -> None:
        assert plain(read(text)[0]) == {"a": "1", "b": "2"}

    @pytest.mark.parametrize(
        ("text", "under"),
        [
            ("a: word # note\n", "word"),
            ("a: two words\n", "two words"),
            ("a: two\n  lines\nb: 1\n", "two\n  lines"),
            ("a: 'it''s'\n", "'it''s'"),
            ("a: |\n  one\n\n  two\n\n\nb: 1\n", "|\n  one\n\n  two"),
            ("a: >-\n  last", ">-\n  last"),
            ("a:\n  - 1\n  - 2\n\n# c\nb: 1\n", "- 1\n  - 2"),
            ("a:\n  b: 1\n  c:\n    d: 2\n\n\ne: 1\n", "b: 1\n  c:\n    d: 2"),
            ("a: {b: 1, c: [x, y] }\n", "{b: 1, c: [x, y] }"),
            ("a: {}\n", "{}"),
            ("a: \U0001f3c3 run\n", "\U0001f3c3 run"),
            ("a:\nb: 1\n", ""),
        ],
    )
    def test_spans_cover_what_was_written(self, text: str, under: str) -> None:
        node, found = read(text)
        assert not found
        assert isinstance(node, Mapping)
        assert covered(text, node.pairs["a"].value) == under
        assert covered(text, node.pairs["a"].key) == "a"

    def test_a_byte_order_mark_moves_no_column(self) -> None:
        node, _ = read(b"\xef\xbb\xbfab: 1")
        assert isinstance(node, Mapping)
        assert node.pairs["ab"].key.span[1:] == (1, 1, 1, 3)


@pytest.mark.usefixtures("loader")
class TestRefused:
    @pytest.mark.parametrize(
        ("text", "rule", "where"),
        [
            ("", "empty-file", "1:1"),
            ("# only this\n", "empty-file", "1:1"),
            ("---\n", "empty-file", "1:1"),
            ("null", "empty-file", "1:1"),
            ("a: 1\nb: 2\na: 3\n", "duplicate-key", "3:1"),
            ("a: !!python/object:os.system x", "yaml-tag", "1:4"),
            ("a: !x\n  b: 1", "yaml-tag", "1:4"),
            ("!!str a: 1", "yaml-tag", "1:1"),
            ("a: &x 1\nb:\n  <<: *x\n", "merge-key", "3:3"),
            ("a: *x", "unknown-alias", "1:4"),
            ("a: &x [*x]", "unknown-alias", "1:8"),
            ("[a, b]: 1", "wrong-key", "1:1"),
            ("? {a: 1}\n: 2", "wrong-key", "1:3"),
            ("a: 1\n---\nb: 2\n", "several-documents", "2:1"),
            ("a:\n\tb: 1", "tab", "2:1"),
            ("a: 1\n  b:\tc", "tab", "2:5"),
            ("a: 1\nb: \x00", "control-character", "2:4"),
            ("a: \x1b[31m", "control-character", "1:4"),
            ("a: one\u2028two", "control-character", "1:7"),
            ('a: "\\0"', "control-character", "1:4"),
            ('a: "\\x1b[31m"', "control-character", "1:4"),
            ("a: 1".encode("utf-16"), "not-utf-8", "1:1"),
            ("a: 1".encode("utf-16-le"), "not-utf-8", "1:1"),
            (b"a: 1\nb: it\x92s", "not-utf-8", "2:6"),
            (b"\xef\xbb\xbfa: it\x92s", "not-utf-8", "1:6"),
            (b"#" * (MAX_BYTES + 1), "too-large", "1:1"),
        ],
    )
    def test_with_rule_and_place(self, text: str | bytes, rule: str, where: str) -> None:
        assert place(text) == (rule, f"x.yaml:{where}")

    @pytest.mark.parametrize("text", ['a: "\\ud800"', 'a: "\\UFFFFFFFF"', 'a: "\\U00110000"'])
    def test_escapes_that_stand_for_no_character(self, text: str) -> None:
        assert str(only_error(text).span).startswith("x.yaml:1:")

    @pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "? "])
    def test_ten_thousand_levels(self, unit: str) -> None:
        assert only_error(unit * 10_000).rule == "too-deep"

    def test_as_deep_as_allowed(self) -> None:
        node, found = read("[" * MAX_DEPTH + "]" * MAX_DEPTH)
        assert node is not None
        assert not found
        assert place("[" * (MAX_DEPTH + 1)) == ("too-deep", f"x.yaml:1:{MAX_DEPTH + 1}")

    def test_all_refusals_are_told_at_once(self) -> None:
        _, found = read("a: 1\na: 2\nb: !x 3\nc: *nothing\n")
        assert [diagnostic.rule for diagnostic in found] == ["duplicate-key", "yaml-tag", "unknown-alias"]

    def test_a_key_given_twice_shows_both(self) -> None:
        ((first, _),) = only_error("a: 1\nb: 2\na: 3\n").related
        assert str(first) == "x.yaml:1:1"

    def test_a_comma_that_cuts_text_is_explained(self) -> None:
        hint = only_error("{text: Rest, walk, walk}").hint
        assert hint is not None
        assert "comma" in hint


@pytest.mark.usefixtures("loader")
class TestAliases:
    def test_repeat_what_was_marked(self) -> None:
        node, found = read("a: &x [1, 2]\nb: *x\n")
        assert not found
        assert plain(node) == {"a": ["1", "2"], "b": ["1", "2"]}

    def test_a_billion_laughs_are_too_many(self) -> None:
        lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
        lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
        assert only_error("\n".join(lines)).rule == "too-large"

    def test_a_chain_of_aliases_is_as_deep_as_it_reads(self) -> None:
        chain = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, MAX_DEPTH + 5))]
        assert only_error("\n".join(chain)).rule == "too-deep"


@pytest.mark.usefixtures("loader")
class TestComments:
    @pytest.mark.parametrize("text", ["a: Call #1 now", "a: #ff0000", "- a #b"])
    def test_one_that_looks_like_text_is_pointed_out(self, text: str) -> None:
        node, (warning,) = read(text)
        assert node is not None
        assert (warning.rule, warning.severity) == ("comment", Severity.WARNING)
        assert warning.span is not None
        assert text[warning.span.column - 1 : warning.span.end_column - 1] == text[text.index("#") :]

    @pytest.mark.parametrize("text", ["a: 1 # note", "a: '#1'", "#!x\na: b#1", "a: 1\n#x\nb: 2", "a: >-\n  Call #1"])
    def test_others_are_not(self, text: str) -> None:
        assert read(text)[1] == ()


def test_an_item_that_became_text_is_pointed_out() -> None:
    node, (warning,) = read("a:\n - x\n   - y\nb: 1")
    assert plain(node) == {"a": ["x - y"], "b": "1"}
    assert (warning.rule, str(warning.span)) == ("item-in-text", "x.yaml:3:4")
    assert read("a: x\n  -y\nb: >-\n  x\n  - y\nc: 'x\n  - y'")[1] == ()


KEYS = st.text(st.sampled_from("abc-é"), min_size=1, max_size=4).filter(lambda key: not key.startswith("-"))
WORDS = st.text(st.sampled_from("ab 1:#,{}[]'\"!*&-~\n.é\U0001f3c3"), max_size=20)
TREES = st.recursive(
    WORDS, lambda kids: st.lists(kids, max_size=3) | st.dictionaries(KEYS, kids, max_size=3), max_leaves=12
)


def with_loader(loader: Any, data: bytes) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    before = reader.Parser
    reader.Parser = loader
    try:
        return read(data)
    finally:
        reader.Parser = before


def places(node: Node | None) -> Any:
    """Every value and span, without the source (which is compared by identity)."""
    if isinstance(node, Mapping):
        return [node.span[1:], [(places(pair.key), places(pair.value)) for pair in node.pairs.values()]]
    if isinstance(node, Sequence):
        return [node.span[1:], [places(item) for item in node.items]]
    return None if node is None else [node.value, node.quoted, node.span[1:]]


class TestProperties:
    @given(TREES.filter(bool), st.sampled_from([None, True, False]))
    def test_what_was_written_is_read(self, tree: Any, flow: bool | None) -> None:
        text = yaml.safe_dump({"root": tree}, allow_unicode=True, default_flow_style=flow, default_style='"')
        for loader in LOADERS:
            node, found = with_loader(loader, text.encode())
            assert not [one for one in found if one.severity is Severity.ERROR]
            assert isinstance(node, Mapping)
            assert plain(node.pairs["root"].value) == tree

    @given(TREES, st.sampled_from([None, True, False]), st.sampled_from([None, "|", ">", "'"]))
    def test_both_parsers_see_the_same(self, tree: Any, flow: bool | None, style: str | None) -> None:
        data = yaml.safe_dump({"root": tree}, allow_unicode=True, default_flow_style=flow, default_style=style)
        seen = [with_loader(loader, data.replace("!!str ", "").encode()) for loader in LOADERS]
        assert len({repr(places(node)) for node, _ in seen}) == 1
        assert len({repr([(one.rule, one.span and one.span[1:]) for one in found]) for _, found in seen}) == 1

    @given(st.text(max_size=60) | st.text(st.sampled_from("ab:-?[]{}#&*!|>'\"%@`,~\\\n \t\rx0"), max_size=60))
    def test_any_text_gives_a_node_or_a_report(self, text: str) -> None:
        for loader in LOADERS:
            node, found = with_loader(loader, text.encode("utf-8", "surrogatepass"))
            errors = [one for one in found if one.severity is Severity.ERROR]
            assert (node is None) == bool(errors)
            for error in errors:
                assert error.span is not None
                assert error.hint
                assert error.rule != "yaml-syntax" or "not valid YAML" not in error.message

    @given(st.binary(max_size=60))
    def test_any_bytes_give_a_node_or_a_report(self, data: bytes) -> None:
        node, found = read(data)
        assert node is not None or found
