"""Diagnostics as text: what people, editors and programs are shown."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli.options import FORMATS, show
from generator.diagnostics import Diagnostic, Severity, Source, Span
from generator.reporting import WIDTH, report, summary
from tests.support.wording import cells

write_human, write_short, write_json, write_github = (
    partial(report, form=form) for form in ("human", "short", "json", "github")
)
SOURCE = Source("content/x.yaml", "title: a\n" + "\n" * 9 + "  - id: b\n    titel: Get help\n    text: 你好 **now**\n")


class OneLine(Source):
    """A source of a single line, even with characters that would end it."""

    def __init__(self, name: str, line: str) -> None:
        super().__init__(name, "")
        self._line = line

    @property
    def lines(self) -> list[str]:
        return [self._line]


def error(line: int, column: int, end: int, hint: str | None = None, **more: object) -> Diagnostic:
    fields = {"message": "'titel' is not a key of a section", "rule": "unknown-key", "source": SOURCE, **more}
    span = Span(fields["source"], line, column, more.get("end_line", line), end)  # type: ignore[arg-type]
    return Diagnostic(Severity.ERROR, str(fields["rule"]), str(fields["message"]), span, hint)


WARNING = Diagnostic(Severity.WARNING, "no-emphasis", "a warning\nof two lines")


class TestHuman:
    def test_looks_like_a_compilers(self) -> None:
        assert write_human((error(12, 5, 10, "Did you mean 'title'? Keys: blocks, covers, id."),)) == (
            "error[unknown-key]: 'titel' is not a key of a section\n"
            "  --> content/x.yaml:12:5\n"
            "   |\n"
            "12 |     titel: Get help\n"
            "   |     ^^^^^\n"
            "   = hint: Did you mean 'title'? Keys: blocks, covers, id.\n"
            "\n"
            "1 error\n"
        )

    def test_shows_related_places_the_same_way(self) -> None:
        two = error(12, 5, 10)._replace(related=((Span(SOURCE, 1, 1, 1, 6), "first given here"),))
        assert write_human((two,)).splitlines()[5:9] == [
            "  --> content/x.yaml:1:1",
            "   |",
            " 1 | title: a",
            "   | ----- first given here",
        ]

    def test_a_note_that_does_not_fit_stands_below(self) -> None:
        two = error(12, 5, 10)._replace(related=((Span(SOURCE, 12, 12, 12, 20), "seen " * 20),))
        assert all(len(line) <= WIDTH for line in write_human((two,)).splitlines())
        assert write_human((two,)).count("seen") == 20

    def test_without_a_place(self) -> None:
        assert write_human((WARNING, WARNING._replace(hint="Do."))) == (
            "warning[no-emphasis]: a warning of two lines\n\n"
            "warning[no-emphasis]: a warning of two lines\n  = hint: Do.\n\n2 warnings\n"
        )

    def test_nothing_to_tell(self) -> None:
        assert write_human(()) == ""

    def test_a_place_beyond_the_text_has_no_line(self) -> None:
        assert write_human((error(99, 1, 2),)).splitlines()[1:3] == ["  --> content/x.yaml:99:1", ""]

    def test_a_place_of_several_lines_is_marked_in_the_first(self) -> None:
        assert write_human((error(11, 3, 4, end_line=12),)).splitlines()[4] == "   |   ^^^^^^^"

    def test_colour_adds_nothing_but_colour(self) -> None:
        found = (error(12, 5, 10, "Hint."), WARNING)
        coloured = write_human(found, colour=True)
        assert "\x1b[" in coloured
        assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == write_human(found)

    def test_wide_characters_move_the_caret(self) -> None:
        _, _, _, line, marks, *_ = write_human((error(13, 16, 19),)).splitlines()
        assert cells(line[: line.index("now")]) == marks.index("^")
        assert marks.count("^") == 3

    def test_wide_characters_have_wide_marks(self) -> None:
        assert write_human((error(13, 11, 13),)).splitlines()[4].count("^") == 4

    @pytest.mark.parametrize("sign", ["\x1b", "\x00", "\r", "\u202e", "\x9b", "\ud800"])
    def test_a_line_cannot_take_over_the_terminal(self, sign: str) -> None:
        source = OneLine(f"a{sign}.yaml", f"one {sign} two")
        found = error(1, 7, 10, f"a {sign} hint", source=source, message=f"a {sign} message", rule="x")
        for text in (write_human((found,)), write_short((found,))):
            assert sign not in text
            assert all(line.isprintable() for line in text.splitlines())
        line, marks = write_human((found,)).splitlines()[3:5]
        assert line.index("two") == marks.index("^")

    @given(
        st.text(st.sampled_from("a é你\u0301\U0001f3c3\x1b\t\u200f-"), min_size=1, max_size=300),
        st.integers(0, 300),
        st.integers(0, 40),
    )
    def test_the_caret_stands_under_its_character_and_lines_fit(self, text: str, column: int, length: int) -> None:
        column = min(column, len(text) - 1)
        source = OneLine("x.yaml", text[:column] + "§" + text[column + 1 :])
        shown = write_human((error(1, column + 1, column + 2 + length, "word " * 40, source=source),)).splitlines()
        line, marks = next((a, b) for a, b in pairwise(shown) if a.startswith("1 | "))
        assert cells(line[: line.index("§")]) == marks.index("^")
        assert all(cells(one) <= WIDTH for one in shown)

    @given(st.text(max_size=300), st.text(max_size=300))
    def test_messages_and_hints_are_wrapped(self, message: str, hint: str) -> None:
        words = "x" + message.replace("[", "") + " y", "x" + hint + " y"
        shown = write_human((error(12, 5, 10, words[1], message=words[0]),)).splitlines()
        assert all(len(one) <= WIDTH for one in shown)


class TestShort:
    def test_one_line_each(self) -> None:
        assert write_short((error(12, 5, 10, "Hint."), WARNING)) == (
            "content/x.yaml:12:5: error: 'titel' is not a key of a section [unknown-key]\n"
            "warning: a warning of two lines [no-emphasis]\n"
        )

    def test_colour_adds_nothing_but_colour(self) -> None:
        coloured = write_short((WARNING,), colour=True)
        assert coloured != write_short((WARNING,))
        assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == write_short((WARNING,))


class TestJson:
    def test_one_object_a_line(self) -> None:
        found = error(12, 5, 10, "Hint.")._replace(related=((Span(SOURCE, 1, 1, 2, 3), "there"),))
        one, two = (json.loads(line) for line in write_json((found, WARNING)).splitlines())
        assert one == {
            "severity": "error",
            "rule": "unknown-key",
            "message": "'titel' is not a key of a section",
            "hint": "Hint.",
            "place": {"file": "content/x.yaml", "line": 12, "column": 5, "end-line": 12, "end-column": 10},
            "related": [
                {
                    "note": "there",
                    "place": {"file": "content/x.yaml", "line": 1, "column": 1, "end-line": 2, "end-column": 3},
                }
            ],
        }
        assert (two["place"], two["message"]) == (None, "a warning\nof two lines")

    @given(st.text())
    def test_ascii_whatever_is_in_it(self, message: str) -> None:
        text = write_json((WARNING._replace(message=message),), colour=True)
        assert text.isascii()
        assert text.count("\n") == 1
        assert json.loads(text)["message"] == message


class TestGithub:
    """Workflow commands: what GitHub makes annotations of, beside the line of the file."""

    def test_one_command_a_line(self) -> None:
        found = error(12, 5, 10, "Do.")._replace(related=((Span(SOURCE, 1, 1, 1, 6), "first given here"),))
        assert write_github((found, WARNING), colour=True) == (
            "::error file=content/x.yaml,line=12,endLine=12,title=unknown-key,col=5,endColumn=9"
            "::'titel' is not a key of a section%0Acontent/x.yaml:1:1: first given here%0AHint: Do.\n"
            "::warning title=no-emphasis::a warning of two lines\n"
        )

    def test_a_place_of_several_lines_has_no_columns(self) -> None:
        assert "file=content/x.yaml,line=11,endLine=13,title=" in write_github((error(11, 3, 4, end_line=13),))

    def test_a_place_without_width_ends_where_it_starts(self) -> None:
        assert "col=5,endColumn=5" in write_github((error(12, 5, 5),))

    def test_signs_of_the_commands_are_escaped(self) -> None:
        source = Source("a,b:c%.yaml", "x")
        text = write_github((error(1, 1, 2, "50 %: a, b", source=source),))
        assert text.startswith("::error file=a%2Cb%3Ac%25.yaml,line=1,")
        assert text.endswith("Hint: 50 %25: a, b\n")

    @given(st.text(), st.text(), st.text(min_size=1))
    def test_nothing_in_a_file_can_end_or_forge_a_command(self, message: str, hint: str, name: str) -> None:
        found = error(1, 1, 2, hint, source=Source(name, "x"), message=message)
        text = write_github((found,))
        assert text.endswith("\n")
        assert len(text.splitlines()) == 1
        properties, _, body = text.removeprefix("::error ").partition("::")
        assert [one.partition("=")[0] for one in properties.split(",")] == [
            "file", "line", "endLine", "title", "col", "endColumn"]  # fmt: skip
        assert not re.search("%(?!25|0A|0D|3A|2C)", properties + body)


class TestShow:
    """What goes to stderr, and in colour or not."""

    @pytest.fixture
    def shown(self, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
        def shown(form: str, *problems: Diagnostic, terminal: bool = True, no_color: str | None = None) -> str:
            screen = io.StringIO()
            screen.isatty = lambda: terminal  # type: ignore[method-assign]
            with monkeypatch.context() as patch:
                patch.setattr(sys, "stderr", screen)
                patch.delenv("NO_COLOR", raising=False)
                if no_color is not None:
                    patch.setenv("NO_COLOR", no_color)
                show(form, problems)
            return screen.getvalue()

        return shown

    @pytest.mark.parametrize("form", FORMATS)
    def test_each_format_has_its_writer(self, form: str, shown: Callable[..., str]) -> None:
        writers = {"human": write_human, "short": write_short, "json": write_json, "github": write_github}
        assert shown(form, WARNING) == writers[form]((WARNING,), colour=True)
        assert shown(form) == ""

    @pytest.mark.parametrize("form", ["human", "short"])
    def test_colour_on_a_terminal_unless_it_is_unwanted(self, form: str, shown: Callable[..., str]) -> None:
        """https://no-color.org: an empty NO_COLOR says nothing."""
        assert "\x1b[1;33m" in shown(form, WARNING)
        assert "\x1b[1;33m" in shown(form, WARNING, no_color="")

    @pytest.mark.parametrize("form", FORMATS)
    @pytest.mark.parametrize("where", [{"no_color": "1"}, {"no_color": "0"}, {"terminal": False}])
    def test_no_colour_where_it_is_unwanted_and_into_files(
        self, form: str, where: dict[str, object], shown: Callable[..., str]
    ) -> None:
        text = shown(form, WARNING, **where)
        assert "two lines" in text
        assert "\x1b" not in text


@pytest.mark.parametrize(
    ("errors", "warnings", "text"),
    [(0, 0, "no problems"), (1, 0, "1 error"), (2, 1, "2 errors, 1 warning"), (0, 3, "3 warnings")],
)
def test_summary(errors: int, warnings: int, text: str) -> None:
    assert summary((error(1, 1, 2),) * errors + (WARNING,) * warnings) == text
