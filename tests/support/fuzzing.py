"""How many random examples a property test tries: the same few under `make test`, many new ones under `make fuzz`.

`FUZZ` says how many times as many: 16 under `make fuzz`, a part of them under `make test-fast` and `make mutants`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import hypothesis

_FACTOR = float(os.environ.get("FUZZ") or 0) or 1.0

# Whether mistakes are looked for with other examples on every run, or the same few as always are tried.
FUZZ = bool(os.environ.get("FUZZ")) and _FACTOR >= 1


def times(count: int) -> int:
    """So many, or more of them under `make fuzz`, or fewer where little time is given."""
    return max(1, round(count * _FACTOR))


def examples(count: int) -> Callable[[Any], Any]:
    """The settings of a property test that tries so many random examples, each of them a document."""
    checks = hypothesis.HealthCheck
    return hypothesis.settings(
        max_examples=times(count),
        # Making an example smaller takes minutes where each is a document; that is for who looks for mistakes.
        phases=tuple(hypothesis.Phase) if FUZZ else (hypothesis.Phase.generate,),
        suppress_health_check=[checks.too_slow, checks.data_too_large, checks.filter_too_much],
    )
