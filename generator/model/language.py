"""Checks the tags by which texts name their language (BCP 47): en, en-GB, zh-Hant."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostics, Span
from generator.source.decode import Form

TAG = Form(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")  # what text needs of BCP 47


def check_language(tag: str, span: Span, diagnostics: Diagnostics) -> bool:
    """Report a tag that names no language; true if it is fine."""
    known = re.fullmatch(TAG, tag) is not None
    if not known:
        hint = "write a BCP 47 tag such as en, en-GB, pt-BR or zh-Hant"
        diagnostics.error("language-tag", f"'{tag}' cannot be used here", span, hint)
    return known
