"""Inline text: the same as CommonMark where the two overlap, and honest about everything else."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.diagnostics import Diagnostics, Source, Span
from generator.model.inline import Inline, Text, parse
from generator.source.node import Scalar, Sequence
from tests.support.fuzzing import times

ODD_STARS = re.compile(r"(?<!\*)(\*|\*{3,})(?!\*)")
SPAN = Span(Source("text.yaml", "text"), 1, 1, 1, 5)

Marks = list[tuple[str, bool, str | None]]  # character by character: the character, strong or not, the link's address


def parsed(text: str) -> tuple[tuple[Text, ...], list[str]]:
    diagnostics = Diagnostics()
    return parse(text, SPAN, diagnostics), [diagnostic.rule for diagnostic in diagnostics.sorted()]


def our_marks(text: str) -> Marks:
    """Words in another language are written as a link, so they are one for CommonMark."""
    runs, _ = parsed(text)
    return [(character, run.strong, run.address or tag(run)) for run in runs for character in run.text]


def tag(run: Text) -> str | None:
    return f"lang:{run.language}" if run.language else None


def commonmark_marks(text: str) -> Marks:
    parser = MarkdownIt("commonmark").disable(["autolink", "backticks", "entity", "html_inline", "image", "newline"])
    marks: Marks = []
    strong, address = 0, None
    for token in parser.parseInline(text)[0].children or ():
        if token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type == "link_open":
            address = str(token.attrs["href"])
        elif token.type == "link_close":
            address = None
        else:
            assert token.type in ("text", "text_special"), token.type
            marks += [(character, strong > 0, address) for character in token.content]
    return marks


pieces = st.sampled_from(
    [
        *("**", "**", " ", "a", "bc", ".", "é", "(", ")", "[", "]", "!", "“", "](", "&amp;", "-"),
        *("](https://a.example/b)", "](mailto:c@d.example)", "](https://a.example/(b))", "](lang:fr)", "](lang:pt-BR)"),
        *("\\*", "\\[", "\\]", "\\\\", "\\a"),
    ]
)


@given(st.lists(pieces, max_size=14).map("".join))
@example("**a **b** c**")
@example("[a [b](https://a.example) c](https://a.example)")
@example("**[a**](https://a.example)")
@example("[**a](https://a.example)** b**")
@example("**[a **b** c](lang:fr)** [d](https://a.example)")
@example("[a [b](lang:fr) c](https://a.example)")
@settings(max_examples=times(600))
def test_agrees_with_commonmark_where_the_two_overlap(text: str) -> None:
    text = text.strip(" ").replace("****", "**a**")
    # Outside the overlap: runs of one, three or more stars (emphasis), and a link to nowhere, which we refuse.
    assume(text and "]()" not in text and not ODD_STARS.search(re.sub(r"\\.", "a", text)))
    assert our_marks(text) == commonmark_marks(text)


@given(st.text(alphabet="ab *_[](){}\\.", min_size=1, max_size=40))
@settings(max_examples=times(300))
def test_any_text_parses_and_only_markup_disappears(text: str) -> None:
    runs, _ = parsed(text)
    letters = "".join(run.text for run in runs if not run.variable)
    rest = iter(text)
    assert all(character in rest for character in letters)  # a subsequence of what was written
    assert all(run.text for run in runs)
    plain_neighbours = [pair for pair in pairwise(runs) if pair[0][1:] == pair[1][1:]]
    assert all(pair[0].variable for pair in plain_neighbours)


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=30))
@settings(max_examples=times(200))
def test_escaping_every_mark_gives_the_text_itself(text: str) -> None:
    marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    escaped = "".join(f"\\{character}" if character in marks else character for character in text)
    assert parsed(escaped) == ((Text(text),), [])


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain", (Text("plain"),)),
        ("for **15 minutes** at most", (Text("for "), Text("15 minutes", strong=True), Text(" at most"))),
        ("call {emergency.ambulance}!", (Text("call "), Text("emergency.ambulance", variable=True), Text("!"))),
        ("**{club.name}**", (Text("club.name", strong=True, variable=True),)),
        ("[us]({club.web})", (Text("us", address="{club.web}"),)),
        ("[{club.name}](mailto:{club.contact})", (Text("club.name", address="mailto:{club.contact}", variable=True),)),
        ("[Bonne route](lang:fr)!", (Text("Bonne route", language="fr"), Text("!"))),
        ("a **[b](lang:pt-BR)**", (Text("a "), Text("b", strong=True, language="pt-BR"))),
        ("[a **b**](lang:fr)", (Text("a ", language="fr"), Text("b", strong=True, language="fr"))),
        ("[{club.name}](lang:zh-Hant)", (Text("club.name", variable=True, language="zh-Hant"),)),
        ("[a](lang:fr)[b](lang:de)", (Text("a", language="fr"), Text("b", language="de"))),
        (r"\[a](lang:fr)", (Text("[a](lang:fr)"),)),
        ("[name, job]", (Text("[name, job]"),)),
        ("[name] (job), (a)[1], a[0] (see www.a.org)", (Text("[name] (job), (a)[1], a[0] (see www.a.org)"),)),
        ("up](https://a.example)", (Text("up](https://a.example)"),)),
        (r"\[x](y) or [x\](y)", (Text("[x](y) or [x](y)"),)),
        (r"[x]\(https://a.example)", (Text("[x](https://a.example)"),)),
        (r"f(x)\[1](2)", (Text("f(x)[1](2)"),)),
        ("snake_case_word", (Text("snake_case_word"),)),
        (r"\{club.name}", (Text("{club.name}"),)),
    ],
)
def test_runs(text: str, runs: tuple[Text, ...]) -> None:
    assert parsed(text) == (runs, [])


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("*never*", ["no-emphasis"]),
        ("_never_ run", ["no-emphasis"]),
        ("2 * 3 * 4 and snake_case", []),
        (r"\*never\*", []),
        ("a **b", ["unpaired-strong"]),
        ("a ** b", ["unpaired-strong"]),
        ("{Club.Name}", ["not-a-variable"]),
        ("[a](javascript:alert)", ["link-scheme"]),
        ("[a](nhs.uk)", ["link-scheme"]),
        ("[a]()", ["link-scheme"]),
        ("[a](file:///etc/passwd)", ["link-scheme"]),
        ("[a](tel:+44123)", []),
        ("[a](www.example.org)", ["link-scheme"]),
        ("[a](htps://example.org)", ["link-scheme"]),
        ("f(x)[1](2)", ["link-scheme"]),
        ("[a](lang:)", ["language-tag"]),
        ("[a](lang:french)", ["language-tag"]),
        ("[a](lang:fr_FR)", ["language-tag"]),
        ("[a](lang:{club.name})", ["language-tag"]),
        ("[a](LANG:fr)", ["link-scheme"]),
        ("[](https://a.example)", ["empty-text"]),
        ("a [\u00a0](lang:fr)", ["empty-text"]),
        ("[a](https://a b)", ["not-a-link"]),
        ("[a](https://a\u00a0b)", ["not-a-link"]),
        ('[a](https://a.example "A")', ["not-a-link"]),
        ("[a]( https://a.example )", ["not-a-link"]),
        ("[a](https://a.example", ["not-a-link"]),
        ("[a](see (b)", ["not-a-link"]),
        ("[a] (https://a.example)", ["not-a-link"]),
        ("[a]\u00a0(mailto:a@b.example)", ["not-a-link"]),
        ("[a] (www.a.example)", ["not-a-link"]),
        ("[a] (lang:fr)", ["not-a-link"]),
        ("(a)[https://a.example]", ["not-a-link"]),
        ("[a [b](https://a.example) c](https://a.example)", ["not-a-link"]),
        ("[a [b](lang:fr) c](https://a.example)", ["not-a-link"]),
        ("[a](b c) and [d](e f)", ["not-a-link"]),
    ],
)
def test_problems(text: str, rules: list[str]) -> None:
    assert parsed(text)[1] == rules


def test_a_refused_link_keeps_its_text() -> None:
    assert parsed("see [this](javascript:x).")[0] == (Text("see this."),)


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ("text: Look [here](https://a b).", 17, "'](https://a' makes no link"),
        ("text: See [a](https://a.example) and [b] (https://b).", 40, "'] (https:' makes no link"),
        ("text: Say [gute Reise](lang:German).", 24, "'German' cannot be used"),
    ],
)
def test_what_makes_no_link_is_told_under_its_brackets(line: str, column: int, said: str) -> None:
    diagnostics = Diagnostics()
    parse(line.removeprefix("text: "), Span(Source("text.yaml", line), 1, 7, 1, len(line) + 1), diagnostics)
    (problem,) = diagnostics.sorted()
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (1, column)
    assert said in problem.message
    assert problem.hint


def test_words_in_no_language_keep_their_text() -> None:
    assert parsed("say [ciao](lang:italian).")[0] == (Text("say ciao."),)


def decoded(value: str, quoted: bool = True) -> tuple[Inline | None, list[str]]:
    diagnostics = Diagnostics()
    inline = Inline.decode_node(Scalar(value, SPAN, quoted), diagnostics)
    return inline, [diagnostic.rule for diagnostic in diagnostics.sorted()]


def test_white_space_folds_but_a_no_break_space_stays() -> None:
    inline, _ = decoded(" two\n  lines \t and 5\u00a0km ")
    assert inline is not None
    assert inline.plain == "two lines and 5\u00a0km"


def test_plain_and_variables() -> None:
    inline, _ = decoded("**Call** {emergency.ambulance}, [we]({club.web}) wait")
    assert inline is not None
    assert inline.plain == "Call {emergency.ambulance}, we wait"
    assert inline.variables == ("emergency.ambulance", "club.web")


def test_only_text_is_text() -> None:
    diagnostics = Diagnostics()
    assert Inline.decode_node(Sequence((), SPAN), diagnostics) is None
    assert [diagnostic.rule for diagnostic in diagnostics.sorted()] == ["wrong-type"]
    assert decoded("  \n") == (None, ["empty-text"])
    assert decoded("", quoted=False) == (None, ["wrong-type"])
