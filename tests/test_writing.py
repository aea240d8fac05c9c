"""Files are replaced whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.writing import write_whole


def test_replaces_and_leaves_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "guide.pdf"
    for data in (b"first", b"second, longer", b""):
        write_whole(str(target), data)
        assert target.read_bytes() == data
    assert list(tmp_path.iterdir()) == [target]


def test_bytes_are_on_disk_before_the_name_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda descriptor: (steps.append("fsync"), fsync(descriptor)))
    monkeypatch.setattr(os, "replace", lambda old, new: (steps.append("replace"), replace(old, new)))
    write_whole(str(tmp_path / "guide.pdf"), b"data")
    assert steps == ["fsync", "replace"]


def test_interruption_leaves_the_former_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "guide.pdf"
    target.write_bytes(b"former")

    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(str(target), b"new")
    assert target.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [target]
