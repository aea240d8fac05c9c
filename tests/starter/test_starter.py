"""What a new project is made of: the right files for a name, a locale and a text, with everything that they promise."""

from __future__ import annotations

import datetime
import json
import posixpath
import re
from pathlib import Path

import jsonschema
import pytest

from generator.diagnostics import UsageProblem
from generator.source.files import shipped_folder, shipped_names
from generator.starter import BLANK, nearest_slug, project, with_schema, with_value
from tests.support.desk import said
from tests.support.jsonvalues import json_values
from tests.support.press import Press

pytestmark = pytest.mark.slow

DAY = datetime.date(2031, 5, 9)
LOCALES = shipped_names("content/locales")
TEXTS = (BLANK, *shipped_names("content"))
_MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def text_of(name: str, template: str, locale: str = "en-GB") -> str:
    return project(name, template, locale, DAY)[f"content/{name}.yaml"].decode()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("template", TEXTS)
def test_first_lines_lead_to_schemas_that_the_files_keep_to(template: str, locale: str) -> None:
    files = project("first-run", template, locale, DAY)
    paper = "letter" if locale == "en-US" else "a4"
    written = [path for path in files if path.endswith(".yaml")]
    assert written == ["content/first-run.yaml", f"layouts/club-{paper}.yaml", "club.yaml"]
    for path in written:
        text = files[path].decode()
        (address,) = _MODELINE.findall(text)
        assert _MODELINE.match(text)
        schema = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
        jsonschema.validate(json_values(text), json.loads(files[schema]))
    content = json_values(files["content/first-run.yaml"].decode())
    assert [content[key] for key in ("slug", "language", "locale")] == ["first-run", locale, locale]
    card = {"a4": "card-a6", "letter": "card-quarter-letter"}[paper]  # four fill a sheet of it
    assert content["layouts"] == [f"club-{paper}", card]
    assert json_values(files[f"layouts/club-{paper}.yaml"].decode())["extends"] == f"handout-{paper}"


def test_a_blank_text_starts_on_the_day_and_a_copy_keeps_its_dates() -> None:
    blank, copy = json_values(text_of("a", BLANK)), json_values(text_of("a", "sore-back"))
    original = json_values(Path(shipped_folder("content"), "sore-back.yaml").read_text(encoding="utf-8"))
    assert (blank["edition"], blank["written-on"]) == ("2031-05", "2031-05-09")
    assert [copy[key] for key in ("edition", "written-on")] == [original[key] for key in ("edition", "written-on")]


def test_a_copy_keeps_every_other_line_with_its_comments() -> None:
    original = Path(shipped_folder("content"), "sore-back.yaml").read_text(encoding="utf-8").splitlines()
    copy = text_of("our-back-guide", "sore-back", "en-US").splitlines()
    assert [line for line in original if line not in copy] == ["slug: sore-back", "language: en-GB", "locale: en-GB"]
    assert len(copy) == len(original) + 2  # the schema and the layouts


@pytest.mark.parametrize("name", ["null", "true", "2031", "1e5", "0", "on", "2031-05-09", "a", "x" * 80])
def test_every_slug_is_a_text(name: str, tmp_path: Path) -> None:
    text = text_of(name, BLANK)
    assert json_values(text)["slug"] == name
    path = tmp_path / "text.yaml"
    path.write_text(text)
    built = Press().build(str(path), "card-a6")
    assert (built.name, said(built)) == (f"{name}-card-a6.pdf", [])


@pytest.mark.parametrize(
    ("name", "offer"),
    [
        ("First run", "'first-run'"),
        ("Über--uns!", "'uber-uns'"),
        ("first_run.yaml", "'first-run'"),
        ("../x", "'x'"),
        ("-a", "'a'"),
        ("runner's", "'runners'"),
        ("a\n", "'a'"),
        ("", "such as 'first-run'"),
        ("走", "such as 'first-run'"),
    ],
)
def test_a_name_that_is_no_slug_is_refused_with_one_that_is(name: str, offer: str) -> None:
    with pytest.raises(UsageProblem, match=re.escape(offer)):
        project(name, BLANK, "en-GB", DAY)
    assert nearest_slug(nearest_slug(name)) == nearest_slug(name)


@pytest.mark.parametrize(
    ("template", "locale", "message"),
    [
        ("sore-bak", "en-GB", "did you mean 'sore-back'"),
        ("../content/sore-back", "en-GB", "there is no text"),
        ("base", "en-GB", "known: blank, race-day, sore-back"),
        (BLANK, "en_GB", "did you mean 'en-GB'"),
        (BLANK, "../locales/en-GB", "there is no locale"),
        (BLANK, "en-UK", "did you mean 'en-GB' (the United Kingdom is GB)? known"),
        (BLANK, "en_gb", "did you mean 'en-GB'? known"),
        (BLANK, "en-CA", "there is no locale 'en-CA'; known: "),
        (BLANK, "fr-FR", f"known: {', '.join(LOCALES)}"),
    ],
)
def test_an_unknown_text_or_locale_is_refused_with_those_there_are(template: str, locale: str, message: str) -> None:
    with pytest.raises(UsageProblem, match=re.escape(message)):
        project("a", template, locale, DAY)


def uncommented(text: str) -> str:
    """The text with every line switched on that a comment shows: a key, or an item in braces."""
    return re.sub(r"(?m)^( *)#(?! yaml-language-server) ?( *(?:- )?(?:[a-z-]+:(?: |$)|\{).*)$", r"\1\2", text)


def test_every_line_that_a_comment_shows_works(tmp_path: Path) -> None:
    files = project("a", BLANK, "en-GB", DAY)
    for path in ("content/a.yaml", "layouts/club-a4.yaml", "club.yaml"):
        text = files[path].decode()
        shown = uncommented(text).replace("\nsources: {}\n", "\nsources:\n").replace("\nlogo: logo.png", "\n")
        assert len(json_values(shown)) > len(json_values(text)), path
        target = tmp_path / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(shown)
    press = Press(club=str(tmp_path / "club.yaml"))
    for layout in ("club-a4", "card-a6"):
        built = press.build(str(tmp_path / "content/a.yaml"), layout)
        assert said(built) == []
        assert built.data


def test_a_check_by_a_clinician_does_not_pass_on_to_a_copy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No shipped text has been checked yet; so one is made that was."""
    shipped = Path(shipped_folder("content"))
    checked = with_value(
        with_value((shipped / "race-day.yaml").read_text(), "reviewed-by", "Dr A"), "reviewed-on", "2031-01-01"
    )
    checked = with_value(checked, "review-by", "2033-01-01")
    (tmp_path / "race-day.yaml").write_text(checked)
    (tmp_path / "locales").symlink_to(shipped / "locales")
    monkeypatch.setattr("generator.starter.shipped_folder", lambda kind: str(tmp_path))
    copy = json_values(text_of("a", "race-day"))
    assert [copy[key] for key in ("reviewed-by", "reviewed-on", "review-by")] == [None, None, None]


def test_figures_come_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shipped = Path(shipped_folder("content"))
    drawing = (shipped / "figures/knees-side-to-side.svg").read_bytes()
    figure = "    blocks:\n      - figure: {drawing: figures/way.svg, alt: The way.}\n"
    (tmp_path / "race-day.yaml").write_text((shipped / "race-day.yaml").read_text().replace("    blocks:\n", figure, 1))
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures/way.svg").write_bytes(drawing)
    (tmp_path / "locales").symlink_to(shipped / "locales")
    monkeypatch.setattr("generator.starter.shipped_folder", lambda kind: str(tmp_path))
    assert project("a", "race-day", "en-GB", DAY)["content/figures/way.svg"] == drawing


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("slug: a\nlocale: b\n", "slug: a\nlocale: c\n"),
        ("slug: a\nlocale: b   # why\nx: y\n", "slug: a\nlocale: c   # why\nx: y\n"),
        ("slug: a\nlocale: >-\n  b\n  b\nx: y\n", "slug: a\nlocale: c\nx: y\n"),
        ("slug: a\nlocale:\n- b\n- b\nx: y\n", "slug: a\nlocale: c\nx: y\n"),
        ("slug: a\nx:\n  locale: b\n", "slug: a\nlocale: c\nx:\n  locale: b\n"),
    ],
)
def test_a_value_is_replaced_whole(before: str, after: str) -> None:
    assert with_value(before, "locale", "c") == after


def test_a_first_line_for_editors_is_replaced() -> None:
    assert with_schema("# yaml-language-server: $schema=old\nx: y\n", "new").splitlines() == [
        "# yaml-language-server: $schema=new",
        "x: y",
    ]
