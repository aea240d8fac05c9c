"""A test that is tried with nothing proves nothing: no set of parameters is empty, above all none taken from files."""

from __future__ import annotations

import pytest

from generator.source.files import shipped_names
from tests.support.wording import ROOT


def test_an_empty_set_of_parameters_stops_the_run(pytestconfig: pytest.Config) -> None:
    """pytest would skip such a test in silence; told so, it stops when it collects one."""
    assert pytestconfig.getini("empty_parameter_set_mark") == "fail_at_collect"


@pytest.mark.parametrize("kind", ["content", "content/locales", "content/words", "layouts", "layouts/sheets"])
def test_what_ships_is_found(kind: str) -> None:
    """Many tests walk over these, and would pass if there were none."""
    assert set(shipped_names(kind)) == {path.stem for path in (ROOT / kind).glob("*.yaml")} != set()


@pytest.mark.parametrize(
    "pattern",
    ["generator/**/*.py", "generator/schemas/*.json", "generator/starter/**/*.yaml", "tests/errors/*.yaml",
     "content/figures/*.svg"],
)  # fmt: skip
def test_what_tests_are_made_from_is_found(pattern: str) -> None:
    assert list(ROOT.glob(pattern))
