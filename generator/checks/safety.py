"""Says what warning signs need, and judges what a text says of its sources and its review.

Whether the signs reach the reader is seen on the pages (`signs.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.rule import CheckRule, Report
from generator.checks.subject import Manuscript
from generator.diagnostics import Severity
from generator.model.content import Section, claims, tiers_of
from generator.model.passages import Sign, Tier

_HOUSE = "handout's own safety promise (README, What it is not)"
NOT_REVIEWED = CheckRule(
    "not-reviewed",
    "Advice with warning signs needs a clinician's eye; until then every page says that nobody has checked it.",
    "PIF TICK, criterion on evidence and review",
    safety=True,
)
UNSOURCED_CLAIM = CheckRule(
    "unsourced-claim",
    "A statement that is marked as a claim must name the publication it rests on.",
    "PIF TICK, criterion on evidence",
    Severity.ERROR,
    safety=True,
)
UNSOURCED_SIGN = CheckRule(
    "unsourced-sign",
    "Every warning sign is a claim about health, so it, its tier or its section names a source.",
    "PIF TICK, criterion on evidence",
    safety=True,
)
SIGN_MISSING = CheckRule(
    "sign-missing",
    "Every warning sign, in full or in short, stands on page 1 of a handout and on every card.",
    _HOUSE,
    Severity.ERROR,
    safety=True,
)
SIGN_SMALL = CheckRule(
    "sign-small",
    "A warning sign is never smaller than the text around it.",
    "CDC Clear Communication Index, item 3",
    Severity.ERROR,
    safety=True,
)
SIGN_TO_TICK = CheckRule(
    "sign-to-tick",
    "A box beside a warning sign makes an alarm look like a task.",
    "Degani and Wiener, NASA CR-177549: a checklist is what is done, not what is watched for",
    Severity.ERROR,
    safety=True,
)
SIGN_BY_COLOUR = CheckRule(
    "sign-by-colour",
    "How urgent a warning sign is must stand beside it in words, because a grey printer drops colour.",
    "WCAG 2.2, 1.4.1 (use of colour)",
    Severity.ERROR,
    safety=True,
)
SIGN_COVERED = CheckRule(
    "sign-covered",
    "A warning sign that something is printed over cannot be read.",
    _HOUSE,
    Severity.ERROR,
    safety=True,
)
SIGN_WORDLESS = CheckRule(
    "sign-wordless",
    "A warning sign, in full and in short, is said in words.",
    _HOUSE,
    Severity.ERROR,
    safety=True,
)
NOTICE_MISSING = CheckRule(
    "notice-missing",
    "Advice that no clinician has checked says so on every output.",
    _HOUSE,
    Severity.ERROR,
    safety=True,
)
RULES = (
    NOT_REVIEWED, UNSOURCED_CLAIM, UNSOURCED_SIGN, SIGN_WORDLESS, SIGN_MISSING, SIGN_SMALL, SIGN_COVERED, SIGN_TO_TICK,
    SIGN_BY_COLOUR, NOTICE_MISSING,
)  # fmt: skip


def check_text(text: Manuscript, report: Report) -> None:
    """Judge what a text says of its sources and its review, whatever layout prints it."""
    content = text.content
    for claim in claims(content):
        if getattr(claim, "claim", False) and not claim.sources:
            hint = "Add sources: [...] with an id of the file's sources, or take out what nobody supports."
            report(UNSOURCED_CLAIM, "this is marked as a claim and names no source", claim.span, hint)
    for section, tier in tiers(text):
        for sign in tier.signs:
            _check_words(sign, text, report)
            if not (sign.sources or tier.sources or section.sources):
                hint = "Add sources: [...] to the sign, its tier or its section."
                report(UNSOURCED_SIGN, "this warning sign names no source", sign.span, hint)
    advice = advice_of(text)
    if advice and not content.reviewed_by:
        hint = "Fill in reviewed-by and reviewed-on when one has. Until then the pages say so themselves."
        report(NOT_REVIEWED, "no clinician has checked this text", advice.span, hint)


def _check_words(sign: Sign, text: Manuscript, report: Report) -> None:
    for said in filter(None, (sign.text, sign.short)):
        if not any(map(str.isalpha, text.plain(said))):
            report(SIGN_WORDLESS, "there is no word in this warning sign", said.span, "Say it in plain words.")


def advice_of(text: Manuscript) -> Section | None:
    """The first section that tells when to get help: by its role, or by its warning signs."""
    signed = {section.id.value for section, _ in tiers(text)}
    sections = text.content.sections
    return next((section for section in sections if section.role == "safety" or section.id.value in signed), None)


def tiers(text: Manuscript) -> Iterator[tuple[Section, Tier]]:
    """All tiers of warning signs, each with its section."""
    for section in text.content.sections:
        for tier in tiers_of(section):
            yield section, tier
