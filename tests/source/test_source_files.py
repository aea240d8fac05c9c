"""Finding files by name and path, and reading them whatever is at the path."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostics, EnvironmentProblem, UsageProblem
from generator.source import files
from generator.source.files import find, read_file, shipped_folder, shipped_names
from generator.source.node import Mapping


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The author's folder, with `own` and `both`; `both` and `handout` are shipped."""
    shipped = tmp_path / "shipped"
    own = tmp_path / "own"
    for place, names in ((shipped, ("both", "handout")), (own, ("own", "both"))):
        place.mkdir()
        for name in names:
            (place / f"{name}.yaml").write_text(f"in: {place.name}")
    monkeypatch.setattr(files, "shipped_folder", lambda kind: str(shipped))
    monkeypatch.chdir(own)
    return own


class TestFind:
    def test_a_name_is_the_authors_before_the_shipped(self, folder: Path) -> None:
        assert find("layouts", "both", str(folder)) == str(folder / "both.yaml")
        assert find("layouts", "handout", str(folder)) == str(folder.parent / "shipped" / "handout.yaml")

    def test_without_a_folder_only_the_shipped(self, folder: Path) -> None:
        assert find("layouts", "both") == str(folder.parent / "shipped" / "both.yaml")
        with pytest.raises(UsageProblem):
            find("layouts", "own")

    def test_a_path_is_taken_from_the_folder_or_from_here(self, folder: Path) -> None:
        assert find("layouts", "own.yaml") == "own.yaml"
        assert find("layouts", "./own.yaml") == "./own.yaml"
        assert find("layouts", "../own/own.yaml", str(folder)) == str(folder / "../own/own.yaml")

    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            ("handuot", "no layout 'handuot'; did you mean 'handout'? known: both, handout, own"),
            ("zzzz", "known: both, handout, own"),
            ("own.yml", "did you mean 'own.yaml'?"),
            ("./onw.yaml", "did you mean './own.yaml'?"),
            ("nowhere/x.yaml", "no file 'nowhere/x.yaml'"),
            ("own.yaml/x.yaml", "no file"),
            ("", "no layout ''"),
            ("a\0b", r"'a\x00b'"),
            ("a\0b.yaml", r"'a\x00b.yaml'"),
            ("\x1b[31m\udc80", r"\x1b[31m\udc80"),
        ],
    )
    def test_what_is_not_there_is_a_problem_of_usage(self, folder: Path, asked: str, told: str) -> None:
        with pytest.raises(UsageProblem) as problem:
            find("layouts", asked, None if "." in asked else str(folder))
        assert told in str(problem.value)

    @pytest.mark.parametrize(
        ("kind", "noun"),
        [
            ("content", "content"),
            ("layouts", "layout"),
            ("layouts/sheets", "sheet"),
            ("content/locales", "locale"),
            ("content/words", "word list"),
        ],
    )
    def test_each_kind_has_a_word_for_people(self, kind: str, noun: str) -> None:
        with pytest.raises(UsageProblem, match=f"there is no {noun} 'zzzz'; known: "):
            find(kind, "zzzz")

    def test_a_file_of_that_name_in_the_current_folder_is_told(self, folder: Path) -> None:
        (folder / "layouts").mkdir()
        (folder / "layouts" / "club.yaml").write_text("a: 1")
        with pytest.raises(UsageProblem, match=r"there is 'layouts/club\.yaml' here: give its path; known: "):
            find("layouts", "club")

    @pytest.mark.parametrize("asked", ["inside", "inside/", "./inside"])
    def test_a_folder_is_told_with_a_file_in_it(self, folder: Path, asked: str) -> None:
        (folder / "inside").mkdir()
        with pytest.raises(UsageProblem, match=r"^'[./]*inside/?' is a folder: give a file$"):
            find("content", asked)
        (folder / "inside" / "walk.yaml").write_text("a: 1")
        with pytest.raises(UsageProblem, match=r"is a folder: give a file, such as '[./]*inside/walk\.yaml'$"):
            find("content", asked)

    def test_what_is_hidden_is_found_but_not_offered(self, folder: Path) -> None:
        with pytest.raises(UsageProblem) as problem:
            find("layouts", "handot", hidden=("handout",))
        assert "handout" not in str(problem.value)
        assert find("layouts", "handout", hidden=("handout",))

    @pytest.mark.parametrize("asked", ["x" * 5000, "y" * 5000 + ".yaml"])
    def test_a_name_too_long_for_the_machine(self, folder: Path, asked: str) -> None:
        with pytest.raises(EnvironmentProblem):
            find("layouts", asked, str(folder))

    @given(st.text(max_size=20))
    def test_any_name_is_found_or_a_problem(self, name: str) -> None:
        try:
            told = find("layouts", name) and ""
        except (UsageProblem, EnvironmentProblem) as problem:
            told = str(problem)
        assert told.isprintable()


class TestReadFile:
    def test_the_name_is_the_path_as_written(self, folder: Path) -> None:
        node = read_file("own.yaml", Diagnostics())
        assert isinstance(node, Mapping)
        assert node.span.source.name == "own.yaml"
        assert node.span.source.folder == str(folder)

    def test_or_the_one_given(self, folder: Path) -> None:
        node = read_file("own.yaml", Diagnostics(), "content")
        assert isinstance(node, Mapping)
        assert node.span.source.name == "content"

    @pytest.mark.parametrize("path", ["missing.yaml", ".", "loop.yaml", "a\0b.yaml", "own.yaml/x", "x" * 5000])
    def test_what_cannot_be_read_is_a_problem_of_the_machine(self, folder: Path, path: str) -> None:
        (folder / "loop.yaml").symlink_to("loop.yaml")
        with pytest.raises(EnvironmentProblem, match="cannot read"):
            read_file(path, Diagnostics())

    def test_a_link_in_a_circle_is_found_but_not_read(self, folder: Path) -> None:
        (folder / "loop.yaml").symlink_to("loop.yaml")
        with pytest.raises(EnvironmentProblem):
            read_file(find("layouts", "loop.yaml"), Diagnostics())

    @pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="needs a file without an end")
    def test_an_endless_file_is_too_large(self) -> None:
        diagnostics = Diagnostics()
        assert read_file("/dev/zero", diagnostics) is None
        assert [one.rule for one in diagnostics.sorted()] == ["too-large"]


class TestShipped:
    def test_the_checkouts_folders_or_the_packages(self) -> None:
        for kind in ("content", "layouts", "layouts/sheets", "content/locales"):
            assert os.path.isabs(shipped_folder(kind))
            assert shipped_folder(kind).endswith(kind.replace("/", os.sep))

    def test_a_folder_inside_is_no_file_of_the_kind(self) -> None:
        sheets = shipped_names("layouts/sheets")
        assert len(sheets) > 10
        assert not {"sheets", "fonts", *sheets} & set(shipped_names("layouts"))

    def test_names(self, folder: Path) -> None:
        (folder.parent / "shipped" / ".hidden.yaml").write_text("a: 1")
        (folder.parent / "shipped" / "notes.txt").write_text("a: 1")
        assert shipped_names("layouts") == ("both", "handout")

    def test_of_a_folder_that_is_not_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(files, "shipped_folder", lambda kind: "/nowhere/at/all")
        assert shipped_names("layouts") == ()
