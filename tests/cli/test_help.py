"""The help: quick to start, with an example for each verb."""

from __future__ import annotations

import subprocess
import sys

import pytest

from generator import __version__
from generator.cli import VERBS, main
from generator.diagnostics import ExitCode

HEAVY = ("yaml", "reportlab", "uharfbuzz", "segno", "PIL", "importlib.metadata", "logging", "dataclasses")


def test_help_loads_nothing_heavy() -> None:
    """In a process of its own: here, other tests have loaded everything."""
    program = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "from generator.cli import main\n"
        "code = main(['--help'])\n"
        "print(*sorted(set(sys.modules) - before), file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = result.stderr.split()
    assert "click" in loaded  # so the list was really taken
    assert [name for name in loaded if name.startswith(HEAVY)] == []
    ours = {name for name in loaded if name.startswith("generator.") and ".cli" not in name}
    light = {"diagnostics", "postpone", "printing", "printing.order", "record", "version", "writing"}
    assert ours == {f"generator.{name}" for name in light}


@pytest.mark.parametrize("verb", [None, *VERBS])
def test_help_shows_an_example(verb: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--help"] if verb else ["--help"]) == ExitCode.OK
    out = capsys.readouterr().out
    assert "Example" in out
    assert f"handout {verb or 'build'}" in out.partition("Example")[2]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == ExitCode.OK
    assert capsys.readouterr().out == f"handout {__version__}\n"


def test_no_verb_and_an_unknown_verb_are_usage_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == ExitCode.USAGE
    assert main(["print"]) == ExitCode.USAGE
    assert "No such command 'print'" in capsys.readouterr().err
