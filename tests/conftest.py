"""Values that hold for every test."""

from __future__ import annotations

import hypothesis
import pytest

from tests.support.fuzzing import FUZZ, times

# A slow machine is not a failure, and the same examples run everywhere, but for `make fuzz`.
hypothesis.settings.register_profile("handout", deadline=None, derandomize=not FUZZ, max_examples=times(100))
# Under `make mutants` a test runs several times in one process, and that it fails is enough.
hypothesis.settings.register_profile(
    "mutants",
    hypothesis.settings.get_profile("handout"),
    phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
    suppress_health_check=[hypothesis.HealthCheck.differing_executors],
)
hypothesis.settings.load_profile("handout")


@pytest.fixture(autouse=True)
def no_build_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date of a document comes from its content unless a test says otherwise."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
