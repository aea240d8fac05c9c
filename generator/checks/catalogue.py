"""Lists every rule by its id, with its severity and whether it is a safety rule.

The reason and source of each stand in `rules.yaml`, which is read only when they are shown (`handout check --explain`).
Tests make sure that both have the same rules, and that the code reports each of these and no others.
"""

from __future__ import annotations

import os
from functools import cache

from generator.diagnostics import Diagnostics, Severity
from generator.record import NamedTuple
from generator.source.decode import decode
from generator.source.files import read_file

# Of the stages that read, decode and typeset, which report them while they work.
_STAGE_ERRORS = (
    "yaml-syntax", "tab", "control-character", "duplicate-key", "several-documents", "unknown-alias", "wrong-key",
    "not-utf-8", "empty-file", "too-large", "too-deep", "yaml-tag", "merge-key", "unknown-key", "missing-key",
    "wrong-type", "unknown-value", "unknown-name", "one-of", "out-of-range", "wrong-date", "wrong-share", "slug", "id",
    "duplicate-id", "colour", "months", "locale-form", "empty-text", "empty-list", "empty-point", "empty-step",
    "empty-table", "empty-row", "ragged-row", "unknown-variable", "empty-variable", "no-locale", "uncovered-topic",
    "code-too-long", "link-scheme", "picture", "drawing", "not-to-set", "not-to-quieten", "extends-circle",
    "wrong-size", "wrong-length", "wrong-paper", "wrong-colour", "unplaced", "placed-twice", "no-checklist", "no-box",
    "cell-off-paper", "sheet-faces", "sheet-size", "sheet-margin", "booklet-pages", "cells-overlap", "safety-skipped",
    "too-long", "too-high", "text-too-long", "word-too-wide", "table-too-wide", "blank-too-short", "below-floor",
    "no-alt", "untitled-column", "untitled-row", "language-tag", "missing-glyph", "unknown-source", "unknown-topic",
    "half-reviewed", "review-order",
)  # fmt: skip
_STAGE_WARNINGS = (
    "comment", "key-in-text", "item-in-text", "no-emphasis", "unpaired-strong", "not-a-link", "not-a-variable",
    "sheet-moved", "unused-name", "unused-source", "no-date",
)  # fmt: skip
# On what a text says, and on how its pages look.
_ERRORS = (
    "unsourced-claim", "sign-wordless", "sign-missing", "sign-covered", "notice-missing", "sign-small", "sign-to-tick",
    "sign-by-colour", "expired", "reviewed-later", "dated-later", "typed-emergency-number", "unreadable-type",
    "low-contrast", "off-page", "quiet-zone",
)  # fmt: skip
_WARNINGS = (
    "not-reviewed", "unsourced-sign", "expires-soon", "promise", "plainer-word", "reading-grade", "smog-grade",
    "long-sentence", "mean-sentence", "long-list", "main-message", "small-type", "tight-lines", "line-length",
    "capitals", "faint-mark", "thin-rule", "small-box", "near-edge", "small-code", "large-file",
)  # fmt: skip
_SAFETY = (
    "safety-skipped", "not-to-quieten", "half-reviewed", "review-order", "unknown-source", "no-locale", "not-reviewed",
    "unsourced-claim", "unsourced-sign", "sign-wordless", "sign-missing", "sign-small", "sign-covered", "sign-to-tick",
    "sign-by-colour", "notice-missing", "expired", "expires-soon", "reviewed-later", "dated-later", "promise",
    "typed-emergency-number",
)  # fmt: skip


class CheckRule(NamedTuple):
    """A rule that texts and pages are held against.

    What a safety rule finds cannot be suppressed, whatever its severity.
    """

    id: str
    severity: Severity
    safety: bool

    @property
    def can_be_suppressed(self) -> bool:
        """Whether `allow` may name this rule."""
        return self.severity is Severity.WARNING and not self.safety

    @property
    def reason(self) -> str:
        """What it asks for, or why, in one sentence."""
        return _texts()[self.id][0]

    @property
    def source(self) -> str:
        """The standard, guide or promise behind it."""
        return _texts()[self.id][1]


@cache
def _texts() -> dict[str, tuple[str, str]]:
    """The reason and the source of each rule."""
    node = read_file(os.path.join(os.path.dirname(__file__), "rules.yaml"), Diagnostics())
    by_source = decode(node, dict[str, dict[str, str]], Diagnostics()) if node else None
    assert by_source, "the file is ours"
    return {rule: (reason, source) for source, reasons in by_source.items() for rule, reason in reasons.items()}


def _rules(severity: Severity, ids: tuple[str, ...]) -> dict[str, CheckRule]:
    return {name: CheckRule(name, severity, name in _SAFETY) for name in ids}


OF_STAGES = _rules(Severity.ERROR, _STAGE_ERRORS) | _rules(Severity.WARNING, _STAGE_WARNINGS)
RULES = OF_STAGES | _rules(Severity.ERROR, _ERRORS) | _rules(Severity.WARNING, _WARNINGS)
