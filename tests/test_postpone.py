"""Libraries start without modules that a build does not need, and whoever needs one later gets the real one."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from generator import postpone
from generator.postpone import Late, StandIn, lightly

# Large, or slow to load, and nothing that a build of plain text needs.
HEAVY = {
    *("PIL.Image", "ast", "asyncio", "base64", "dataclasses", "decimal", "email", "gettext", "gzip", "hashlib", "http"),
    *("importlib.metadata", "inspect", "ipaddress", "json", "logging", "pathlib", "pickle", "platform", "pypdf"),
    *("random", "segno.writers", "shlex", "shutil", "socket", "ssl", "string", "subprocess", "tempfile", "threading"),
    *("tokenize", "traceback", "urllib.parse", "urllib.request", "uuid", "yaml", "yaml.reader", "zipfile"),
    *("generator.impose", "generator.inspection", "generator.model.drawing", "generator.printing.sheets"),
}
PROGRAM = """
import os, sys
os._exit = lambda code: print(*sys.modules)
sys.argv = ["handout", "build", "sore-back", "--quiet", "--output", sys.argv[1]]
from generator.__main__ import run
run()
import base64, hashlib, inspect, pathlib, platform, threading, uuid
from PIL import Image
from urllib.parse import quote
inspect.signature(run), pathlib.Path(), platform.system(), threading.Lock(), uuid.uuid4(), Image.new("L", (1, 1))
hashlib.md5(), hashlib.sha512(), quote("a b"), base64.b64encode(b"")
assert not [name for name, module in sys.modules.items() if type(module).__name__ == "StandIn"]
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module of a test's own, for which the table has a stand-in."""
    (tmp_path / "large_one.py").write_text(
        "class Thing:\n    size = 3\n\ndef double(n):\n    return 2 * n\n\nONE = 1\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    known = {"ONE": 1, "Thing": Late("large_one", "Thing"), "double": Late("large_one", "double")}
    monkeypatch.setattr(postpone, "_KNOWN", {"large_one": known})
    monkeypatch.delitem(sys.modules, "large_one", raising=False)
    return "large_one"


def test_a_build_loads_nothing_heavy_and_leaves_no_stand_in(tmp_path: Path) -> None:
    program = [sys.executable, "-W", "error", "-c", PROGRAM, str(tmp_path)]
    loaded = set(subprocess.run(program, capture_output=True, text=True, check=True).stdout.split())
    assert {"generator.pdf", "reportlab.pdfbase.pdfdoc", "uharfbuzz._harfbuzz", "segno", "click"} <= loaded
    assert sorted(HEAVY & loaded) == []


def test_what_is_known_is_answered_without_an_import(module: str) -> None:
    with lightly():
        import large_one  # type: ignore[import-not-found]
        from large_one import ONE, Thing, double

        assert large_one.ONE == ONE == 1
        assert isinstance(sys.modules[module], StandIn)
    assert module not in sys.modules
    assert double(4) == 8
    assert isinstance(Thing(), Thing)
    assert Thing.size == 3
    assert not isinstance(sys.modules[module], StandIn)


def test_what_is_not_known_is_asked_of_the_real_module(module: str) -> None:
    with lightly():
        import large_one

        assert large_one.__doc__ is None
        assert large_one.__name__ == module
        with pytest.raises(AttributeError):
            _ = large_one.nothing
        assert not isinstance(sys.modules[module], StandIn)
        import large_one as real
    assert real is sys.modules[module] is not large_one


def test_a_class_that_comes_late_can_be_a_base(module: str) -> None:
    with lightly():
        from large_one import Thing

    class Smaller(Thing):  # type: ignore[misc]
        size = 2

    assert isinstance(Smaller(), Thing)
    assert Smaller.__mro__[1] is sys.modules[module].Thing


def test_a_module_that_is_there_stays(module: str) -> None:
    import large_one

    with lightly():
        assert sys.modules[module] is large_one
    assert sys.modules[module] is large_one


def test_what_inspect_is_known_for_is_true() -> None:
    known = postpone._KNOWN["inspect"]
    flags = {name: value for name, value in known.items() if hasattr(inspect, name) and name != "cleandoc"}
    assert len(flags) > 8
    assert flags == {name: getattr(inspect, name) for name in flags}
    for text in ("One.", "One.\n\n    Two.\n      Three.\n    ", "\n    One.\n\n  Two.\n\n", "", "  One.\nTwo."):
        assert known["cleandoc"](text) == inspect.cleandoc(text)
