"""Settings that hold for every test."""

from __future__ import annotations

import hypothesis
import pytest

from tests.support.fuzzing import FUZZ, times

# A slow machine is not a failure, the same examples run everywhere, but for `make fuzz`, and a test that runs twice in
# one process (`make mutants`) is none either.
hypothesis.settings.register_profile(
    "handout",
    deadline=None,
    derandomize=not FUZZ,
    max_examples=times(100),
    suppress_health_check=[hypothesis.HealthCheck.differing_executors],
)
hypothesis.settings.load_profile("handout")


@pytest.fixture(autouse=True)
def no_build_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date of a document comes from its content unless a test says otherwise."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
