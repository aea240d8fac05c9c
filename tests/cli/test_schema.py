"""`handout schema`: what it prints, and that the files of the package say the same."""

from __future__ import annotations

import json

import pytest

from generator.cli import main
from generator.cli.schema import KINDS
from generator.diagnostics import ExitCode
from generator.model import schemas
from tests.support.wording import ROOT

FOLDER = ROOT / "generator" / "schemas"


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_of_the_package_is_fresh(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", kind]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert err == ""
    assert (FOLDER / f"{kind}.json").read_text(encoding="utf-8") == out, "run 'make schema'"


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_json_in_a_stable_order(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["schema", kind])
    printed = capsys.readouterr().out
    schema = json.loads(printed)
    assert kind in schema["title"]
    assert printed == json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def test_there_is_a_file_for_each_kind_and_no_other() -> None:
    assert set(KINDS) == set(schemas.KINDS)
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{kind}.json" for kind in KINDS)


@pytest.mark.parametrize("arguments", [["schema"], ["schema", "contents"], ["schema", "club", "locale"]])
def test_a_kind_that_there_is_not_is_a_usage_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert "Usage: handout schema" in err
    if arguments[1:] == ["contents"]:
        assert all(kind in err for kind in KINDS)
