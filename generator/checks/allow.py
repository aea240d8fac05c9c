"""Takes away the warnings that a file quietens with `allow: {rule: reason}`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from generator.checks.rule import Rule
from generator.diagnostics import Diagnostic, Diagnostics, Severity
from generator.source.decode import Located, suggest


def check_allowed(allow: Mapping[str, Located], rules: Iterable[Rule], diagnostics: Diagnostics) -> None:
    """Report what cannot be quietened: a rule that nobody knows, an error, a safety rule, one without a reason."""
    known = {rule.id: rule for rule in rules}
    for name, reason in allow.items():
        rule = known.get(name)
        if rule is None:
            near = suggest(name, known)
            hint = (f"Did you mean '{near}'? " if near else "") + "handout check --rules lists them."
            diagnostics.error("unknown-name", f"there is no rule '{name}'", reason.span, hint)
        elif not rule.can_be_quietened:
            what = "a safety rule" if rule.safety else "an error"
            message = f"'{name}' is {what}, and cannot be quietened"
            diagnostics.error("not-to-quieten", message, reason.span, rule.reason)
        elif not reason.value.strip():
            hint = "Say why this text or layout is an exception: whoever reads the file next will ask."
            diagnostics.error("empty-text", f"'{name}' is quietened without a reason", reason.span, hint)


def quietened(
    diagnostics: tuple[Diagnostic, ...], allowed: Collection[str], rules: Iterable[Rule]
) -> tuple[Diagnostic, ...]:
    """The diagnostics without the warnings of the rules that are allowed to be broken."""
    if not allowed:
        return diagnostics
    quiet = {rule.id for rule in rules if rule.can_be_quietened}.intersection(allowed)
    return tuple(found for found in diagnostics if found.severity is Severity.ERROR or found.rule not in quiet)
