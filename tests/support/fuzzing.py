"""How many random examples a property test tries: the same few under `make test`, many new ones under `make fuzz`."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import hypothesis

# How many times as many examples are tried, and other ones on every run; 0: the same few as always.
FUZZ = int(os.environ.get("FUZZ") or 0)


def times(count: int) -> int:
    """So many, or more of them under `make fuzz`."""
    return count * (FUZZ or 1)


def examples(count: int) -> Callable[[Any], Any]:
    """The settings of a property test that tries so many random examples, or more of them under `make fuzz`."""
    checks = hypothesis.HealthCheck
    return hypothesis.settings(
        max_examples=times(count),
        # Making an example smaller takes minutes where each is a document; that is for who looks for mistakes.
        phases=tuple(hypothesis.Phase) if FUZZ else (hypothesis.Phase.generate,),
        suppress_health_check=[checks.too_slow, checks.data_too_large, checks.filter_too_much],
    )
