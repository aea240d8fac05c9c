"""Decoding nodes into typed values: what the annotations mean, and that all errors are told at once."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Diagnostics, Severity, Source, Span
from generator.source.decode import Located, decode, suggest, wrong_type
from generator.source.node import Mapping, Node, Pair, Scalar, Sequence
from generator.source.reader import read_text


class Sign(NamedTuple):
    """A warning sign."""

    span: Span
    text: Annotated[str, "What it says."]
    short: str | None = None
    sources: tuple[Located, ...] = ()

    SHORTHAND = "text"


class Block(NamedTuple):
    """One thing in a section."""

    paragraph: Sign | None = None
    list_: tuple[Sign, ...] | None = None
    blocks: tuple[Block, ...] | None = None  # a ring
    qr_code: str | None = None

    ONE_OF = True


class Section(NamedTuple):
    """A section."""

    title: str
    role: Literal["safety", "act"] | None = None
    until: date | None = None
    columns: int = 1
    gap: float = 0.5
    keep: bool = False
    looks: dict[str, int] = {}  # noqa: RUF012
    blocks: tuple[Block, ...] = ()
    raw: Node | None = None

    def validate(self, diagnostics: Diagnostics) -> None:
        if self.columns > 9:
            diagnostics.warning("many-columns", "too many columns")


class Half(NamedTuple):
    value: int


class Even(NamedTuple):
    """A class with a way of its own to be decoded."""

    value: int

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Even | None:
        if isinstance(node, Mapping):
            half = decode(node, Half, diagnostics)
            return half and cls(half.value)
        if not (isinstance(node, Scalar) and node.value.isdigit() and int(node.value) % 2 == 0):
            wrong_type(node, "an even number", diagnostics)
            return None
        return cls(int(node.value))


class Code(NamedTuple):
    value: str
    NOUN = "a QR code"


def decoded(text: str, target: Any) -> tuple[Any, tuple[Diagnostic, ...]]:
    diagnostics = Diagnostics()
    node = read_text(text.encode(), "x.yaml", diagnostics)
    assert node is not None, diagnostics.sorted()
    return decode(node, target, diagnostics), diagnostics.sorted()


def value(text: str, target: Any) -> Any:
    result, found = decoded(text, target)
    assert found == ()
    return result


def errors(text: str, target: Any) -> list[tuple[str, str]]:
    """Rules and places."""
    result, found = decoded(text, target)
    assert result is None
    assert all(one.severity is Severity.ERROR for one in found)
    return [(one.rule, str(one.span).removeprefix("x.yaml:")) for one in found]


def only(text: str, target: Any) -> Diagnostic:
    result, (found,) = decoded(text, target)
    assert result is None
    return found


class TestScalars:
    @pytest.mark.parametrize(
        "word", ["no", "yes", "on", "12:30", "0o7", "1e3", "true", "1_000", "2026-11-05", "a #b", "="]
    )
    def test_text_is_what_was_written(self, word: str) -> None:
        assert value(f"- {word.replace(' #', '#')}", tuple[str, ...]) == (word.replace(" #", "#"),)

    @pytest.mark.parametrize(("word", "meant"), [("0", 0), ("-12", -12), ("+7", 7), ("010", 10)])
    def test_whole_numbers(self, word: str, meant: int) -> None:
        assert value(f"- {word}", tuple[int, ...]) == (meant,)

    @pytest.mark.parametrize(
        "word", ["1.0", "1e3", "0o7", "0x1F", "1_000", "x", "'1'", "~", "[1]", "{a: 1}", "9" * 5000, "٣"]
    )
    def test_what_is_no_whole_number(self, word: str) -> None:
        assert errors(f"- {word}", tuple[int, ...]) == [("wrong-type", "1:3")]

    @pytest.mark.parametrize(
        ("word", "meant"), [("1", 1.0), (".5", 0.5), ("-2.", -2.0), ("1e3", 1000.0), ("1.5E-1", 0.15)]
    )
    def test_numbers(self, word: str, meant: float) -> None:
        assert value(f"- {word}", tuple[float, ...]) == (meant,)

    @pytest.mark.parametrize("word", [".inf", ".nan", "1e999", "12:30", "1,5", ".", "e3", '"1"'])
    def test_what_is_no_number(self, word: str) -> None:
        assert errors(f"- {word}", tuple[float, ...]) == [("wrong-type", "1:3")]

    def test_truth(self) -> None:
        assert value("[true, false]", tuple[bool, ...]) == (True, False)

    @pytest.mark.parametrize("word", ["yes", "no", "on", "True", "1", "'true'", "~"])
    def test_what_is_not_truth(self, word: str) -> None:
        assert errors(f"- {word}", tuple[bool, ...]) == [("wrong-type", "1:3")]

    def test_dates(self) -> None:
        assert value("[2026-11-05, '2028-02-29']", tuple[date, ...]) == (date(2026, 11, 5), date(2028, 2, 29))

    @pytest.mark.parametrize("word", ["2026-11", "20261105", "5.11.2026", "2026-W45-4", "today", "~"])
    def test_what_is_no_date(self, word: str) -> None:
        assert errors(f"- {word}", tuple[date, ...]) == [("wrong-type", "1:3")]

    @pytest.mark.parametrize("word", ["2026-02-29", "2026-13-01", "0000-01-01"])
    def test_days_that_do_not_exist(self, word: str) -> None:
        assert word in only(f"- {word}", tuple[date, ...]).message

    def test_choices(self) -> None:
        assert value("[now, 'soon']", tuple[Literal["now", "soon"], ...]) == ("now", "soon")
        wrong = only("- sonn", tuple[Literal["now", "soon"], ...])
        assert wrong.hint == "Did you mean 'soon'? Allowed: now, soon."
        assert errors("- ~\n- [now]", tuple[Literal["now", "soon"], ...]) == [
            ("wrong-type", "1:3"),
            ("wrong-type", "2:3"),
        ]

    @pytest.mark.parametrize("word", ["", "~", "null"])
    def test_nothing_is_no_text_unless_it_may_be(self, word: str) -> None:
        assert errors(f"title: {word}", Section) == [("wrong-type", f"1:{7 + bool(word)}")]
        assert value(f"title: a\nrole: {word}", Section).role is None

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("title: {club.name}", '"{club.name}"'),
            ("title: {Rest, or walk}", "comma"),
            ("title: [a link]", "'['"),
            ("title: null", '"null"'),
            ("title: # 1", "comment"),
            ("title: a\ncolumns: '2'", "quotes"),
        ],
    )
    def test_signs_of_yaml_that_were_meant_as_text(self, text: str, hint: str) -> None:
        found = only(text, Section)
        assert found.hint is not None
        assert hint in found.hint


class TestRecords:
    def test_everything(self) -> None:
        text = (
            "title: no\nrole: act\nuntil: 2026-11-05\ncolumns: 2\ngap: 1\nkeep: true\nlooks: {a: 1}\nraw: [1]\n"
            "blocks:\n  - paragraph: Walk\n  - list: [one, {text: two, sources: [nhs]}]\n  - qr-code: x\n"
            "  - blocks:\n      - paragraph: In\n"
        )
        section = value(text, Section)
        assert section[:7] == ("no", "act", date(2026, 11, 5), 2, 1.0, True, {"a": 1})
        assert isinstance(section.raw, Sequence)
        assert [sign.text for sign in section.blocks[1].list_] == ["one", "two"]
        assert [(source.value, str(source.span)) for source in section.blocks[1].list_[1].sources] == [
            ("nhs", "x.yaml:11:39")
        ]
        assert section.blocks[3].blocks[0].paragraph.text == "In"
        assert str(section.blocks[3].blocks[0].paragraph.span) == "x.yaml:14:20"

    def test_all_errors_at_once(self) -> None:
        text = "titel: x\ncolumns: two\nblocks:\n  - paragraf: a\n  - list: b\n  - {}\nlooks: {a: x, b: y}\n"
        assert errors(text, Section) == [
            ("unknown-key", "1:1"),
            ("wrong-type", "2:10"),
            ("unknown-key", "4:5"),
            ("wrong-type", "5:11"),
            ("missing-key", "6:5"),
            ("wrong-type", "7:12"),
            ("wrong-type", "7:18"),
        ]

    def test_an_unknown_key_names_the_keys_and_guesses(self) -> None:
        found = decoded("titel: a\n", Section)[1][0]
        assert found.message == "'titel' is not a key of a section"
        assert found.hint is not None
        assert found.hint.startswith("Did you mean 'title'? Keys: blocks, columns,")

    def test_a_guess_is_never_a_key_that_is_there(self) -> None:
        found = only("title: a\ntitel: b\n", Section)
        assert found.hint is not None
        assert "mean" not in found.hint

    def test_a_missing_key_is_told_at_the_first_key(self) -> None:
        found = only("columns: 1\n", Section)
        assert (found.message, found.rule) == ("missing key 'title' in a section", "missing-key")
        assert found.span is not None
        assert found.span[1:] == (1, 1, 1, 8)

    def test_a_comma_in_braces_is_explained(self) -> None:
        found = only("{text: Cannot pee, or hold pee}", Sign)
        assert found.rule == "unknown-key"
        assert "'or hold pee'" in found.message
        assert found.hint is not None
        assert "comma ends a value" in found.hint
        assert "block style" in found.hint
        assert found.span is not None
        assert found.span[1:] == (1, 20, 1, 31)

    def test_and_among_free_keys(self) -> None:
        found = only("{a: one, or two}", dict[str, str])
        assert (found.rule, str(found.span)) == ("unknown-key", "x.yaml:1:10")

    @pytest.mark.parametrize(
        ("text", "hint"), [("title", "'title: ...'"), ("title:x", "space after the colon"), ("- a", "Keys: blocks")]
    )
    def test_something_that_is_no_mapping(self, text: str, hint: str) -> None:
        found = only(text, Section)
        assert found.message.startswith("expected a section with keys here")
        assert found.hint is not None
        assert hint in found.hint

    def test_shorthand_is_the_long_form(self) -> None:
        short, long = value("- Walk", tuple[Sign, ...])[0], value("- text: Walk", tuple[Sign, ...])[0]
        assert short._replace(span=long.span) == long

    def test_nothing_is_no_shorthand(self) -> None:
        assert errors("-\n- a", tuple[Sign, ...]) == [("wrong-type", "1:2")]

    def test_exactly_one_of(self) -> None:
        found = only("paragraph: a\nlist: [b]", Block)
        assert (found.rule, str(found.span)) == ("one-of", "x.yaml:2:1")
        assert str(found.related[0][0]) == "x.yaml:1:1"
        assert errors("paragraph:", Block) == [("wrong-type", "1:11")]
        assert errors("{}", Block) == [("missing-key", "1:1")]
        assert errors("paragraf: a", Block) == [("unknown-key", "1:1")]

    def test_a_noun_of_its_own(self) -> None:
        assert only("{}", Code).message == "missing key 'value' in a QR code"

    def test_validate_is_asked_of_what_was_made(self) -> None:
        result, found = decoded("title: a\ncolumns: 12", Section)
        assert result.columns == 12
        assert [one.rule for one in found] == ["many-columns"]

    def test_a_class_decodes_itself(self) -> None:
        assert value("[2, {value: 3}]", tuple[Even, ...]) == (Even(2), Even(3))
        assert errors("[1, {value: x}]", tuple[Even, ...]) == [("wrong-type", "1:2"), ("wrong-type", "1:13")]

    def test_nodes_pass_through(self) -> None:
        assert isinstance(value("- a", Node), Sequence)
        assert isinstance(value("a: b", Mapping), Mapping)
        assert errors("- a", Mapping) == [("wrong-type", "1:1")]
        assert errors("- a", Scalar | Mapping) == [("wrong-type", "1:1")]

    def test_defaults_are_for_keys_left_out(self) -> None:
        assert value("title: a", Section) == Section("a")

    def test_an_annotation_that_means_nothing_is_our_mistake(self) -> None:
        with pytest.raises(TypeError):
            decoded("a: 1", set[str])


class TestSuggest:
    KNOWN = ("title", "text", "give-way", "handout-only", "id")

    @pytest.mark.parametrize(
        ("word", "meant"),
        [
            ("titel", "title"),
            ("tilte", "title"),
            ("Title", "title"),
            ("give_way", "give-way"),
            ("give way", "give-way"),
            ("handoutonly", "handout-only"),
            ("txt", "text"),
            ("page", None),
            ("x", None),
            ("", None),
            ("t" * 1000, None),
        ],
    )
    def test_guesses(self, word: str, meant: str | None) -> None:
        assert suggest(word, self.KNOWN) == meant

    @given(st.text(st.sampled_from("abc-"), min_size=3, max_size=12), st.data())
    def test_one_slip_in_a_word_is_seen_through(self, word: str, data: st.DataObject) -> None:
        index = data.draw(st.integers(0, len(word) - 1))
        slip = data.draw(
            st.sampled_from(
                [
                    word[:index] + word[index + 1 :],
                    word[:index] + "z" + word[index:],
                    word[:index] + "z" + word[index + 1 :],
                ]
            )
        )
        assert suggest(slip, [word]) == word


SPAN = Span(Source("x.yaml", "a: b"), 1, 1, 1, 2)
SCALARS = st.builds(
    Scalar, st.text(max_size=8) | st.sampled_from(["", "1", "true", "2026-11-05", "act"]), st.just(SPAN), st.booleans()
)


def of_kids(kids: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    keys = st.sampled_from(
        ["title", "text", "blocks", "list", "paragraph", "role", "span", "looks", "x", "qr-code", ""]
    )
    pairs = st.dictionaries(keys, st.tuples(SCALARS, kids), max_size=4)
    return st.builds(lambda items: Sequence(tuple(items), SPAN), st.lists(kids, max_size=3)) | st.builds(
        lambda found: Mapping({name: Pair(Scalar(name, SPAN, False), pair[1]) for name, pair in found.items()}, SPAN),
        pairs,
    )


@given(
    st.recursive(SCALARS, of_kids, max_leaves=15),
    st.sampled_from([Section, Block, Sign, dict[str, Section], Even, Node]),
)
def test_any_tree_gives_a_value_or_a_report(node: Node, target: Any) -> None:
    diagnostics = Diagnostics()
    assert (decode(node, target, diagnostics) is None) == diagnostics.has_errors
