"""Says what a rule is, and turns what rules find into diagnostics."""

from __future__ import annotations

from generator.diagnostics import Diagnostics, Severity, Span
from generator.record import NamedTuple


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
    """Turns what rules find into diagnostics, each as severe as its rule says."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self._diagnostics = diagnostics

    def __call__(
        self,
        rule: Rule,
        message: str,
        span: Span | None = None,
        hint: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        """Report that the rule is broken, at a place."""
        add = self._diagnostics.error if rule.severity is Severity.ERROR else self._diagnostics.warning
        add(rule.id, message, span, hint, related)
