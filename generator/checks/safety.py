"""Judges whether a text names its sources and its reviewer, and finds its warning signs.

Whether the signs reach the reader is seen on the pages (`signs.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.family import Report
from generator.checks.subject import Manuscript
from generator.model.content import Section, claims, tiers_of
from generator.model.passages import Tier

RULES = (
    "not-reviewed", "unsourced-claim", "unsourced-sign", "sign-wordless", "sign-missing", "sign-small", "sign-covered",
    "sign-to-tick", "sign-by-colour", "notice-missing",
)  # fmt: skip


def check_text(text: Manuscript, report: Report) -> None:
    """Judge what a text says of its sources and its review, whatever layout prints it."""
    content = text.content
    for claim in claims(content):
        if getattr(claim, "claim", False) and not claim.sources:
            hint = "Add sources: [...] with an id of the file's sources, or take out what nobody supports."
            report("unsourced-claim", "this is marked as a claim and names no source", claim.span, hint)
    for section, tier in tiers(text):
        for sign in tier.signs:
            for said in filter(None, (sign.text, sign.short)):
                if not any(map(str.isalpha, text.plain(said))):
                    message = "there is no word in this warning sign"
                    report("sign-wordless", message, said.span, "Say it in plain words.")
            if not (sign.sources or tier.sources or section.sources):
                hint = "Add sources: [...] to the sign, its tier or its section."
                report("unsourced-sign", "this warning sign names no source", sign.span, hint)
    advice = advice_of(text)
    if advice and not content.reviewed_by:
        hint = "Fill in reviewed-by and reviewed-on when one has. Until then the pages say so themselves."
        report("not-reviewed", "no clinician has checked this text", advice.span, hint)


def advice_of(text: Manuscript) -> Section | None:
    """The first section on when to get help: one with the role safety or with warning signs."""
    return next((each for each in text.content.sections if each.role == "safety" or tiers_of(each)), None)


def tiers(text: Manuscript) -> Iterator[tuple[Section, Tier]]:
    """All tiers of warning signs, each with its section."""
    return ((section, tier) for section in text.content.sections for tier in tiers_of(section))
