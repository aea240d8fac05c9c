"""Says what a rule is, and turns what rules find into diagnostics, without those that a file quietens."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from generator.diagnostics import Diagnostics, Severity, Span


class Rule(NamedTuple):
    """A judgement that the program makes. `reason` is one sentence, `source` says who asks for it.

    What a safety rule finds cannot be quietened, whatever its severity.
    """

    id: str
    reason: str
    source: str
    severity: Severity = Severity.WARNING
    safety: bool = False

    @property
    def can_be_quietened(self) -> bool:
        """Whether `allow` may name this rule."""
        return self.severity is Severity.WARNING and not self.safety


class Report:
    """Collects what rules find in one file or document. `allowed` are the ids of the rules that it quietens."""

    def __init__(self, diagnostics: Diagnostics, allowed: Collection[str] = ()) -> None:
        self._diagnostics = diagnostics
        self._allowed = frozenset(allowed)

    def __call__(
        self,
        rule: Rule,
        message: str,
        span: Span | None = None,
        hint: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        """Report that the rule is broken, at a place."""
        if rule.can_be_quietened and rule.id in self._allowed:
            return
        add = self._diagnostics.error if rule.severity is Severity.ERROR else self._diagnostics.warning
        add(rule.id, message, span, hint, related)
