"""Takes away the warnings that a text or a layout suppresses with `allow: {rule: reason}`.

Errors are never suppressed, and neither is what a safety rule finds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.checks.registry import RULES
from generator.diagnostics import Diagnostic, Diagnostics, Severity
from generator.source.decode import Located, suggest


def check_allowed(allow: Mapping[str, Located], diagnostics: Diagnostics) -> None:
    """Report what `allow` of a file cannot suppress: an unknown rule, an error, a safety rule, one without a reason."""
    known = {rule.id: rule for rule in RULES} if allow else {}
    for name, reason in allow.items():
        rule = known.get(name)
        if rule is None:
            near = suggest(name, known)
            hint = (f"Did you mean '{near}'? " if near else "") + "handout check --rules lists them."
            diagnostics.error("unknown-name", f"there is no rule '{name}'", reason.span, hint)
        elif not rule.can_be_suppressed:
            what = "a safety rule" if rule.safety else "an error"
            message = f"'{name}' is {what}, and cannot be quietened"
            diagnostics.error("not-to-quieten", message, reason.span, rule.reason)
        elif not reason.value.strip():
            hint = "Say why this text or layout is an exception: whoever reads the file next will ask."
            diagnostics.error("empty-text", f"'{name}' is quietened without a reason", reason.span, hint)


def without_suppressed(diagnostics: tuple[Diagnostic, ...], allowed: Collection[str]) -> tuple[Diagnostic, ...]:
    """The diagnostics without the warnings of the rules that are allowed to be broken."""
    if not allowed:
        return diagnostics
    suppressed = {rule.id for rule in RULES if rule.can_be_suppressed}.intersection(allowed)
    return tuple(each for each in diagnostics if each.severity is Severity.ERROR or each.rule not in suppressed)
