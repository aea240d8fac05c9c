"""Judges finished pages as they go by: type, contrast, strokes, ink near the edge, codes; and the size of the file."""

from __future__ import annotations

from generator.checks import code, contrast, margin, marks, typography
from generator.checks.rule import Report, Rule
from generator.checks.subject import Print
from generator.typeset.items import Page

LARGE_FILE = Rule(
    "large-file",
    "A file of more than 1 MB is slow on a phone, and five of them are more than some mailboxes take.",
    "our own, a third under what the strictest office mailboxes take after encoding",
)
BUDGET = 1_000_000  # bytes

RULES: tuple[Rule, ...] = (*typography.RULES, *contrast.RULES, *marks.RULES, *margin.RULES, *code.RULES, LARGE_FILE)


class PageRules:
    """Sees each page of a document once, in order, and keeps none of them."""

    def __init__(self, print_: Print, report: Report) -> None:
        self._type = typography.TypeRules(print_, report)
        self._contrast = contrast.ContrastRules(print_, report)
        self._marks = marks.MarkRules(print_, report)
        self._margin = margin.MarginRules(print_, report)
        self._code = code.CodeRules(print_, report)

    def see(self, number: int, page: Page) -> None:
        """Look at a page; `number` counts from 0."""
        self._type.see(page)
        self._contrast.see(page)
        self._marks.see(page)
        self._margin.see(number, page)
        self._code.see(page)

    def finish(self) -> None:
        """Report what only a whole document shows."""
        self._type.finish()
        self._margin.finish()


def check_size(size: int, print_: Print, report: Report) -> None:
    """Judge the size of a finished file, in bytes."""
    if size > BUDGET:
        message = f"the file has {size / 1_000_000:.1f} MB; for e-mail it should not have more than 1 MB"
        hint = "Use smaller pictures: 150 to 200 pixels per inch are enough for print."
        report(LARGE_FILE, message, print_.text.content.span, hint)
