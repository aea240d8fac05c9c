"""The wheel carries all it needs: installed away from the checkout, it works offline from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from generator import __version__

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]

# Runs the command with sockets that fail, and says whether it really was the installed package that ran.
OFFLINE = """
import socket, sys

def refuse(*arguments, **options):
    raise AssertionError("the network was asked for")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
import generator
from generator.cli import main
print(generator.__file__, file=sys.stderr)
sys.exit(main(sys.argv[1:]))
"""


DATA = ("starter/*.yaml", "schemas/*.json", "checks/*.yaml")  # read by the program, and no content of its own


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the backend that is installed here: nothing is fetched."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package alone; its dependencies come from the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(folder)]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    return folder


def handout(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in `folder`."""
    search = os.pathsep.join([str(installed), sysconfig.get_path("purelib")])
    # -S leaves out the environment's own .pth files, so that an editable install cannot stand in for the wheel.
    command = [sys.executable, "-S", "-W", "error", "-c", OFFLINE, *arguments]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": search}, capture_output=True, text=True, check=False
    )


def test_wheel_holds_what_people_read_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    inside = {name.removeprefix("generator/shipped/") for name in names if name.startswith("generator/shipped/")}
    there = {
        path.relative_to(ROOT).as_posix()
        for kind in ("content", "layouts")
        for path in (ROOT / kind).rglob("*")
        if path.is_file()
    }
    kept = {name for name in inside if name.startswith("compiled/")}
    assert {name.partition("/")[2].replace(".bin", ".yaml") for name in kept} < there
    assert len(kept) > 10
    assert inside - kept == there
    assert any(name.endswith("OFL.txt") for name in inside), "fonts travel with their licence"
    beside = {path.relative_to(ROOT).as_posix() for kind in DATA for path in (ROOT / "generator").glob(kind)}
    assert len(beside) >= 8
    assert beside <= set(names)
    schemas = {path.name for path in (ROOT / "generator/schemas").glob("*.json")}
    assert schemas == {name.removeprefix("generator/schemas/") for name in names if "/schemas/" in name} != set()
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"generator", "handout", f"handout-{__version__}.dist-info"}


def test_builds_offline_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    result = handout(installed, tmp_path, "build")
    assert result.returncode == 0, result.stderr
    assert result.stderr.startswith(str(installed))
    names = sorted(os.path.basename(line) for line in result.stdout.splitlines())
    assert names == ["sore-back-card-a6.pdf", "sore-back-handout-a4.pdf"]
    assert all((tmp_path / line).read_bytes().startswith(b"%PDF-") for line in result.stdout.splitlines())


def test_starts_a_project_that_builds(installed: Path, tmp_path: Path) -> None:
    made = handout(installed, tmp_path, "new", "first-run")
    assert made.returncode == 0, made.stderr
    built = handout(installed, tmp_path / "first-run", "build", "--strict")
    assert built.returncode == 0, built.stderr
    assert len(built.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("verb", "expected"), [("layouts", "handout-a4"), ("sheets", "avery-5371"), ("fonts", "Atkinson Hyperlegible Next")]
)
def test_lists_what_it_ships(installed: Path, tmp_path: Path, verb: str, expected: str) -> None:
    result = handout(installed, tmp_path, verb)
    assert result.returncode == 0, result.stderr
    assert expected in result.stdout
