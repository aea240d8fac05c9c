"""What the wheel keeps of the shipped files is what reading them gives: the same values, places, lines and pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import compiled
from generator.cli import main
from generator.diagnostics import Diagnostics, Source
from generator.model.compile import compile_layout
from generator.source.decode import decode
from generator.source.files import find, read_file, shipped_folder, shipped_names
from generator.source.overlay import layers, merged

pytestmark = pytest.mark.slow

LAYOUTS = [name for name in shipped_names("layouts") if name != "base"]  # which is none by itself
RECORDS = [(kind, name) for kind in compiled.RECORDS for name in shipped_names(kind)]


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compiled")
    compiled.compile_shipped(str(folder))
    return folder


@pytest.fixture
def kept(target: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of compiled files, in its place."""

    def folder(kind: str) -> str:
        return str(target) if kind == compiled.FOLDER else shipped_folder(kind)

    monkeypatch.setattr(compiled, "shipped_folder", folder)
    return target


def plain(value: Any, known: dict[int, tuple[Any, Any]]) -> Any:
    """Any value as tuples to compare. What stands in several places is looked at once, and kept in `known`."""
    if id(value) not in known:
        known[id(value)] = value, None
        known[id(value)] = value, (type(value).__name__, _plain(value, lambda part: plain(part, known)))
    return known[id(value)][1]


def _plain(value: Any, each: Callable[[Any], Any]) -> Any:
    if isinstance(value, Source):
        return value.name, value.folder, value.digest, tuple(value.lines)
    if isinstance(value, tuple | list):
        return tuple(map(each, value))
    if isinstance(value, dict):
        return tuple((each(key), each(entry)) for key, entry in value.items())
    return each(vars(value)) if hasattr(value, "_nodes") or hasattr(value, "mapping") else value


def read_layout(name: str) -> tuple[Any, tuple[Source, ...], compiled.Layers]:
    diagnostics = Diagnostics()
    found = layers(find("layouts", name), diagnostics)
    assert found
    mapping, below = merged(found), merged(found[1:]) if found[1:] else None
    states = compile_layout(mapping, diagnostics, below)
    assert states
    assert not diagnostics.sorted(), "what has something to tell is not compiled"
    return states, tuple(layer.span.source for layer in found), (mapping, below)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_kept_as_it_is_read(kept: Path, name: str) -> None:
    loaded = compiled.load_layout(find("layouts", name))
    assert loaded
    states, sources, whole = loaded
    assert plain((states, sources, whole()), {}) == plain(read_layout(name), {})
    assert whole() is whole()
    assert loaded[0][0].looks.look("points", None, None) is loaded[0][0].looks.look("points", None, None)


def test_a_club_colours_what_was_kept(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(folder: str) -> bytes:
        out = tmp_path / folder
        assert main(["build", "sore-back", "-l", "card-a6", *club, "-q", "-o", str(out)]) == 0
        return (out / "sore-back-card-a6.pdf").read_bytes()

    club = ("--set", "club.name=Us", "--set", "club.accent=#00563F")
    coloured = made("kept")
    monkeypatch.setattr(compiled, "FOLDER", "none-such")
    assert made("read") == coloured


@pytest.mark.parametrize(("kind", "name"), RECORDS)
def test_a_record_is_kept_as_it_is_read(kept: Path, kind: str, name: str) -> None:
    path = find(kind, name)
    diagnostics = Diagnostics()
    node = read_file(path, diagnostics)
    assert node
    read = decode(node, compiled.RECORDS[kind], diagnostics)
    assert not diagnostics.sorted()
    if kind == "content":
        text = compiled.load_text(path)
        assert text
        assert plain((text[0], text[1]()), {}) == plain((read, node), {})
    else:
        assert plain(compiled.load_record(path, compiled.RECORDS[kind]), {}) == plain(read, {})


def test_pages_are_the_same_bytes(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layouts = [option for name in LAYOUTS for option in ("-l", name)]
    assert main(["build", "sore-back", "race-day", *layouts, "-q", "-o", str(tmp_path / "kept")]) == 0
    monkeypatch.setattr(compiled, "FOLDER", "none-such")
    assert main(["build", "sore-back", "race-day", *layouts, "-q", "-o", str(tmp_path / "read")]) == 0
    files = sorted(path.name for path in (tmp_path / "kept").iterdir())
    assert len(files) == 2 * len(LAYOUTS)
    for name in files:
        assert (tmp_path / "kept" / name).read_bytes() == (tmp_path / "read" / name).read_bytes(), name


def test_a_file_that_changed_is_read(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A layout goes by the files that it extends as well."""

    def changed(name: str) -> Callable[[str], bytes]:
        return lambda path: Path(path).read_bytes() + (b"# more\n" if Path(path).name == name else b"")

    path = find("layouts", "card-a7")
    assert compiled.load_layout(path)
    for name in ("card-a7.yaml", "base.yaml"):
        monkeypatch.setattr(compiled, "_read", changed(name))
        assert compiled.load_layout(path) is None


def test_files_of_ones_own_are_read(kept: Path, tmp_path: Path) -> None:
    copy = tmp_path / "card-a6.yaml"
    copy.write_bytes(Path(find("layouts", "card-a6")).read_bytes())
    assert compiled.load_layout(str(copy)) is None


def test_a_checkout_reads() -> None:
    assert compiled.load_layout(find("layouts", "card-a6")) is None
