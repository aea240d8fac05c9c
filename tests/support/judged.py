"""Judges the pages of a small content in a shipped layout with changes, so that a test sees what page rules find."""

from __future__ import annotations

from generator.checks import FAMILIES, Manuscript, TextInLayout, judge_pages, judge_text_in_layout
from generator.diagnostics import Diagnostic, Diagnostics
from generator.model.content import Content
from generator.model.locale import Locale
from generator.source.decode import decode
from generator.typeset.items import Page
from tests.support.desk import CONTENT
from tests.support.galley import Set, read, set_content, shipped

PAGE_RULES = {rule for family in FAMILIES if family.title == "Pages" for rule in family.rules}


def read_content(text: str = CONTENT) -> Content:
    """A content written in a test, in a file `text.yaml`."""
    diagnostics = Diagnostics()
    content = decode(read(text, "text.yaml"), Content, diagnostics)
    assert diagnostics.sorted() == ()
    assert content
    return content


def print_of(done: Set, content: Content) -> TextInLayout:
    """What rules know of a set content."""
    locale = shipped("en-GB", Locale, "content/locales")
    assert isinstance(locale, Locale)
    layout = done.states[len(done.gave_way)]
    return judge_text_in_layout(Manuscript(content, locale, None, lambda text: text.plain), layout)


def set_pages(content: Content, changes: str = "", over: str = "handout-a4", club: str | None = None) -> Set:
    """The pages of a content; they must be there."""
    done = set_content(content, changes, over, club=club)
    assert done.pages, done.found
    return done


def judge(pages: tuple[Page, ...], print_: TextInLayout) -> tuple[Diagnostic, ...]:
    """What page rules find on pages; those on warning signs, too, look at them, but are tried elsewhere."""
    diagnostics = Diagnostics()
    assert tuple(judge_pages(pages, print_, print_.text.plain, diagnostics)) == pages
    return tuple(found for found in diagnostics.sorted() if found.rule in PAGE_RULES)


def judged(
    changes: str = "", content: str = CONTENT, over: str = "handout-a4", club: str | None = None
) -> tuple[Diagnostic, ...]:
    """What page rules find in a small content, in a shipped layout with changes."""
    parsed = read_content(content)
    done = set_pages(parsed, changes, over, club)
    return judge(done.pages or (), print_of(done, parsed))


def place(problem: Diagnostic) -> tuple[str, str]:
    """The file and the text that a problem points at."""
    span = problem.span
    assert span
    assert span.line == span.end_line
    line = span.source.lines[span.line - 1]
    return span.source.name.rpartition("/")[2], line[span.column - 1 : span.end_column - 1]
