"""Reads a text with its locale and words, so that a test sees what the rules for texts find in it."""

from __future__ import annotations

from collections.abc import Callable

from generator.checks.family import Report
from generator.checks.subject import Manuscript
from generator.compose.fill import Filler
from generator.diagnostics import Diagnostic, Diagnostics
from generator.model.content import Content
from generator.model.locale import Locale, WordList
from generator.model.variables import variables
from generator.source.decode import decode
from tests.support.desk import HEAD
from tests.support.galley import read, shipped


def text_of(content: Content, locale: str = "en-GB", words: WordList | None = None) -> Manuscript:
    """A content with its shipped locale; without words, the shipped English ones."""
    local = shipped(locale, Locale, "content/locales")
    listed = words or shipped("en", WordList, "content/words")
    assert isinstance(local, Locale)
    assert isinstance(listed, WordList)
    return Manuscript(content, local, listed, Filler(variables(local, None, content), Diagnostics()).plain)


def shipped_text(name: str) -> Manuscript:
    """A text that comes with the program."""
    content = shipped(name, Content)
    assert isinstance(content, Content)
    return text_of(content)


def written(blocks: str, head: str = HEAD, locale: str = "en-GB") -> Manuscript:
    """A text with one section; its blocks are written in YAML, each with its dash."""
    lines = "".join(f"      {line}\n" for line in blocks.strip("\n").splitlines())
    yaml = f"{head}sections:\n  - id: one\n    role: act\n    title: Do this\n    blocks:\n{lines}"
    diagnostics = Diagnostics()
    content = decode(read(yaml, "text.yaml"), Content, diagnostics)
    assert [found for found in diagnostics.sorted() if found.rule != "unused-source"] == []
    assert content
    return text_of(content, locale)


def found(check: Callable[[Manuscript, Report], object], text: Manuscript) -> tuple[Diagnostic, ...]:
    """What the rules of a family find."""
    diagnostics = Diagnostics()
    check(text, Report(diagnostics))
    return diagnostics.sorted()


def seen(problem: Diagnostic) -> str:
    """What a problem points at, as it is written in the file."""
    span = problem.span
    assert span
    assert span.line == span.end_line
    return span.source.lines[span.line - 1][span.column - 1 : span.end_column - 1]
