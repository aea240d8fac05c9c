"""Turns the checkout into what the benchmark compares: an installed wheel on one side, a Typst project on the other."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import segno

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent


def install_wheel(scratch: Path) -> Path:
    """Build the wheel and install it into an environment of its own; the folder with its programs.

    The dependencies are those of the environment that runs the benchmark, so nothing is fetched.
    """
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", scratch],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = scratch.glob("*.whl")
    home = scratch / "ours"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    programs = home / "bin"
    (packages,) = home.glob("lib/python*/site-packages")
    # A path in a .pth file is searched, but .pth files in there are not read: an editable install stays out.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--ignore-installed", str(wheel)], check=True)
    return programs


def lay_out_peer(scratch: Path) -> Path:
    """A folder with the Typst sources, the same content and fonts, and the QR code's modules."""
    peer = scratch / "peer"
    shutil.copytree(HERE / "typst", peer)
    shutil.copytree(ROOT / "content", peer / "content")
    shutil.copytree(ROOT / "layouts" / "fonts", peer / "layouts" / "fonts")
    matrix = segno.make("https://www.nhs.uk/conditions/back-pain/", error="m").matrix
    (peer / "qr.json").write_text(json.dumps({"n": len(matrix), "runs": _runs(matrix)}))
    return peer


def _runs(matrix: tuple[bytearray, ...]) -> list[tuple[int, int, int]]:
    """The dark modules of each row as (x, y, length)."""
    runs = []
    for y, row in enumerate(matrix):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append((start, y, x - start))
                start = None
    return runs
