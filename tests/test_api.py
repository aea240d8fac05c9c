"""What Python programs use: the names of the package, under both its names, typed, and quick to import."""

from __future__ import annotations

import datetime
import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import generator
import handout
from generator.cli import main
from generator.diagnostics import ExitCode
from tests.support.desk import CLUB, CONTENT, Desk
from tests.support.roundtrip import tree_text

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]

# Uses every public name as a program would that is checked strictly.
PROGRAM = """
import datetime
from pathlib import Path
from typing import Any

import handout

built: handout.Built = handout.build(
    Path("sore-back"), "card-a6", values={"club.name": "Us"}, day=datetime.date(2026, 11, 20)
)
found: tuple[handout.Diagnostic, ...] = built.diagnostics
text: str = handout.report(found, "short")
if built.data is not None and not any(one.severity is handout.Severity.ERROR for one in found):
    Path(built.name).write_bytes(built.data)
sheets: tuple[handout.Printed, ...] = handout.print_sheets("sore-back", sheet="a4", copies=8)
for file in sheets:
    Path(file.name).write_bytes(file.data)
try:
    handout.build("nothing", "card-a6")
except handout.UsageProblem as problem:
    print(problem.exit_code, handout.__version__, text, end="")
except (handout.InputError, handout.EnvironmentProblem, handout.HandoutError):
    raise
"""


def test_a_program_that_uses_all_of_it_is_typed_and_runs(tmp_path: Path) -> None:
    assert [name for name in handout.__all__ if f"handout.{name}" not in PROGRAM] == []
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert checked.stdout.startswith("Success"), checked.stdout
    environment = {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, path.name], cwd=tmp_path, capture_output=True, text=True, env=environment)
    assert ran.stderr == ""
    assert ran.stdout.startswith(f"2 {handout.__version__} ")
    assert ran.stdout.endswith("warning: no clinician has checked this text [not-reviewed]\n")
    for name in ("sore-back-card-a6.pdf", "sore-back-card-a6-sheet.pdf"):
        assert (tmp_path / name).read_bytes().startswith(b"%PDF-1.7")


def test_the_example_of_the_readme_writes_what_it_says(tmp_path: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "error", "-c", example]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment)
    assert ran.stderr == ""
    assert "not-reviewed" in ran.stdout
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["sore-back-card-a6-sheet.pdf", "sore-back-card-a6.pdf"]


def test_both_names_give_the_same_things() -> None:
    assert handout.__all__ == generator.__all__
    assert all(getattr(handout, name) is getattr(generator, name) for name in generator.__all__)
    with pytest.raises(AttributeError, match="press"):
        _ = handout.press


def test_the_examples_of_the_package_are_true() -> None:
    found = doctest.testmod(generator)
    assert found.attempted > 0
    assert found.failed == 0


def test_paths_may_be_objects_and_values_lie_over_text_and_club(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    content, club = Path(desk.write("content/text.yaml", CONTENT)), Path(desk.write("club.yaml", CLUB))
    values = {"title": "Anew", "club.contact": "Jo"}
    data = generator.build(content, "handout-a4", club, values=values).data
    assert data
    text = tree_text(data)
    assert "Anew" in text
    assert "Contact: Jo" in text


def test_the_command_runs_under_both_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == ExitCode.OK
    expected = capsys.readouterr().out
    for name in ("generator", "handout"):
        ran = subprocess.run([sys.executable, "-m", name, "--version"], cwd=ROOT, capture_output=True, text=True)
        assert (ran.stdout, ran.returncode) == (expected, 0)


def test_an_import_loads_none_of_the_stages() -> None:
    program = "import sys, handout; print(*[name for name in sys.modules if name.startswith('generator.')])"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert ran.stdout.split() == ["generator.version"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"copies": 0}, "copies: 0 is not a whole number from 1 to 100000"),
        ({"copies": 10**7}, "copies: 10000000 is not"),
        ({"copies": 1.5}, "copies: 1.5 is not"),
        ({"copies": True}, "copies: True is not"),
        ({"start_at": -1}, "start_at: -1 is not"),
        ({"print_copies": -3}, "print_copies: -3 is not"),
        ({"flip": "sideways"}, "flip: 'sideways' is none of long-edge, short-edge"),
        ({"fold": True, "simplex": True}, "ask for one of them"),
    ],
)
def test_an_order_that_cannot_be_is_told(arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(generator.UsageProblem, match=re.escape(said)):
        generator.print_sheets("sore-back", **arguments)


def test_nothing_to_print_is_told() -> None:
    with pytest.raises(generator.UsageProblem, match="no content"):
        generator.print_sheets([])


def test_values_and_days_of_other_types() -> None:
    with pytest.raises(TypeError, match="values are texts"):
        generator.build("sore-back", "card-a6", values={"title": 3})  # type: ignore[dict-item]
    moment = datetime.datetime(2026, 11, 20, 12, 30)
    built = generator.build("sore-back", "card-a6", day=moment)
    assert built.data == generator.build("sore-back", "card-a6", day=moment.date()).data
