"""Settings that hold for every test."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import hypothesis
import pytest

# How many times as many random examples are tried, and then new ones on every run: what `make fuzz` asks for.
FUZZ = int(os.environ.get("FUZZ") or 0)

# A slow machine is not a failure, and the same examples run everywhere.
hypothesis.settings.register_profile("handout", deadline=None, derandomize=True, max_examples=100)
hypothesis.settings.register_profile("fuzz", deadline=None, derandomize=False, max_examples=100 * (FUZZ or 1))
hypothesis.settings.load_profile("fuzz" if FUZZ else "handout")


def examples(count: int) -> Callable[[Any], Any]:
    """Settings of a property test that tries so many random examples, and more of them under `make fuzz`."""
    quick = () if FUZZ else (hypothesis.Phase.generate,)  # shrinking a whole document takes minutes
    phases = quick or tuple(hypothesis.Phase)
    slow = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.data_too_large, hypothesis.HealthCheck.filter_too_much]
    return hypothesis.settings(max_examples=count * (FUZZ or 1), phases=phases, suppress_health_check=slow)


@pytest.fixture(autouse=True)
def no_build_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date of a document comes from its content unless a test says otherwise."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
