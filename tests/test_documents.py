"""The press: settings, names of layouts, clubs and their logos, and `generator.build`."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pypdf
import pytest

import generator
from generator.diagnostics import EnvironmentProblem, Severity, UsageProblem
from generator.documents import contents_here
from generator.workspace import DEFAULT_CONTENT, DEFAULT_LAYOUTS
from tests.support.desk import CALVES, CLUB, CONTENT, Desk, compared, said, without_review
from tests.support.pictures import animated, picture
from tests.support.press import Press
from tests.support.roundtrip import artifact_text, check_tree, elements, tree_text
from tests.support.wording import FORMS, PAIRS

LOGO = CLUB + "logo: logo.png\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# One document, and more than one


def test_build_gives_bytes_pages_and_diagnostics() -> None:
    built = generator.build("sore-back", "handout-a4")
    assert built.name == "sore-back-handout-a4.pdf"
    assert built.data is not None
    assert built.data.startswith(b"%PDF-1.7")
    assert (built.pages, said(built)) == (2, ["not-reviewed: no clinician has checked this text"])


def test_build_takes_a_club(desk: Desk) -> None:
    club = desk.write("club.yaml", CLUB)
    built = generator.build("sore-back", "card-a6", club)
    assert built.data is not None
    assert "Riverside Runners" in tree_text(built.data)


@pytest.mark.slow
def test_a_press_builds_the_same_as_a_fresh_one() -> None:
    press = Press()
    for content, layout in [*PAIRS, *reversed(PAIRS)]:
        assert compared(press.build(content, layout)) == compared(generator.build(content, layout))


def test_what_gave_way_is_told() -> None:
    assert generator.build("sore-back", "handout-a4").gave_way == ()
    assert generator.build("sore-back", "handout-letter").gave_way == ("closer paragraphs",)


def test_warnings_do_not_stop_a_build(desk: Desk) -> None:
    built = desk.build(CONTENT.replace("message: Five", "message: Only *five*"))
    assert [(problem.rule, problem.severity) for problem in built.diagnostics] == [("no-emphasis", Severity.WARNING)]
    assert built.data is not None
    assert "Only *five* minutes" in tree_text(built.data)


def test_problems_of_content_layout_and_club_are_told_together(desk: Desk) -> None:
    layout = "extends: handout-a4\nplase: []\n"
    built = desk.build(CONTENT.replace("role: act", "role: akt"), layout, "nam: Jog\n")
    assert built.data is None
    files = [problem.span.source.name.rpartition("/")[2] for problem in built.diagnostics if problem.span]
    assert [file for index, file in enumerate(files) if file not in files[:index]] == [
        *("text.yaml", "club.yaml", "own.yaml"),
    ]


def test_a_broken_text_still_has_a_name(desk: Desk) -> None:
    assert desk.build("title: [\n").name == "text-handout-a4.pdf"


def test_a_mistake_is_told_in_each_document_of_its_text(desk: Desk) -> None:
    path = desk.write("content/text.yaml", CONTENT.replace("role: act", "role: akt"))
    press = Press()
    assert press.build(path, "handout-a4").diagnostics == press.build(path, "card-a6").diagnostics != ()


# Names


@pytest.mark.parametrize(("content", "layout"), [("sore-bak", "handout-a4"), ("sore-back", "handout-a5")])
def test_unknown_names(content: str, layout: str) -> None:
    with pytest.raises(UsageProblem, match="did you mean"):
        Press().build(content, layout)


def test_a_club_file_that_is_not_there() -> None:
    with pytest.raises(UsageProblem, match="no-such-club"):
        Press(club="no-such-club.yaml").build("sore-back", "card-a6")


def test_a_locale_that_is_not_there_is_told_at_its_place(desk: Desk) -> None:
    problem = desk.problem(CONTENT.replace("locale: en-GB", "locale: en-gb"))
    assert problem.span is not None
    assert problem.span.line == 4


def test_a_font_that_is_not_there_is_told_at_its_place(desk: Desk) -> None:
    with pytest.raises(EnvironmentProblem, match=r"\.yaml:2:25: .*nope\.ttf"):
        desk.problem(CONTENT, "extends: handout-a4\nfonts: {sans: {regular: nope.ttf}}\n")


def test_layouts_that_a_text_names(desk: Desk) -> None:
    path = desk.write("text.yaml", CONTENT + "layouts: [card-a6, ledger-a4]\n")
    assert Press().layouts_of(path) == ("card-a6", "ledger-a4")
    assert Press().layouts_of("sore-back") == DEFAULT_LAYOUTS == ("handout-a4", "card-a6")
    assert Press().layouts_of(desk.write("broken.yaml", "title: [")) == DEFAULT_LAYOUTS


def test_a_layout_is_found_beside_its_text_before_the_shipped_ones(desk: Desk) -> None:
    content = desk.write("content/text.yaml", CONTENT)
    desk.write("layouts/mine.yaml", "extends: handout-a4\npage: {paper: A5, depth: 36 line, pages: null}\n")
    built = Press().build(content, "mine")
    assert built.name == "stretching-mine.pdf"
    assert said(without_review(built)) == []
    desk.write("layouts/card-a6.yaml", "extends: mine\n")  # its own of a shipped name
    page = pypdf.PdfReader(io.BytesIO(Press().build(content, "card-a6").data or b"")).pages[0]
    assert float(page.mediabox.width) == pytest.approx(419.53, abs=0.1)
    assert Press().build("sore-back", "card-a6").pages == 2


def test_a_locale_is_found_beside_its_text(desk: Desk) -> None:
    own = Path("content/locales/en-GB.yaml").read_text(encoding="utf-8").replace('"999"', '"112"')
    desk.write("content/locales/en-XX.yaml", own)
    data = desk.data(CONTENT.replace("locale: en-GB", "locale: en-XX"))
    assert "Call 112 if:" in tree_text(data)


def test_contents_of_a_folder(desk: Desk) -> None:
    assert contents_here(str(desk.folder)) == (DEFAULT_CONTENT,)
    for name in ("b.yaml", "a.yml", "notes.txt", "locales/en-GB.yaml"):
        desk.write(f"content/{name}", CONTENT)
    assert contents_here(str(desk.folder)) == ("content/a.yml", "content/b.yaml")


# Values


def test_a_setting_lies_over_the_text(desk: Desk) -> None:
    data = desk.data(title="Other **words**", subtitle="New")
    assert tree_text(data).split("\n")[:2] == ["Other words", "New"]
    assert all(text.startswith("Other words") for text in artifact_text(data))
    assert pypdf.PdfReader(io.BytesIO(data)).metadata.title == "Other words"  # type: ignore[union-attr]


def test_a_setting_inside_a_mapping(desk: Desk) -> None:
    data = desk.data(CONTENT, "card-a6", checklist__title="Another card", help__address="https://example.org")
    assert tree_text(data).startswith("Another card\n")
    assert "example.org" in tree_text(data)


def test_a_setting_makes_a_club_or_changes_it(desk: Desk) -> None:
    assert "\nJog\n" in tree_text(desk.data(club__name="Jog"))
    text = tree_text(desk.data(CONTENT, club=CLUB + "contact: Jo\n", club__contact="Sam"))
    assert "\nRiverside Runners\n" in text
    assert "Contact: Sam" in text


def test_the_last_setting_of_a_key_counts(desk: Desk) -> None:
    path = desk.write("text.yaml", CONTENT)
    built = Press(settings=(("title", "one"), ("title", "two"))).build(path, "handout-a4")
    assert tree_text(built.data or b"").startswith("two\n")


def test_an_empty_setting_takes_nothing_away_that_must_be_there(desk: Desk) -> None:
    assert said(desk.build(title="")) == ["empty-text: the text is empty"]


@pytest.mark.parametrize(
    ("key", "value", "rule"),
    [
        ("sections", "none", "wrong-type"),
        ("written-on", "yesterday", "wrong-type"),
        ("titel", "x", "unknown-key"),
        ("checklist.titel", "x", "unknown-key"),
        ("title.plain", "x", "wrong-type"),
        ("sections.0.title", "x", "wrong-type"),
        ("slug", "Not a slug", "slug"),
        ("club.nam", "x", "unknown-key"),
        ("club.name", "", "empty-text"),
        ("help", "ftp://example.org", "link-scheme"),
    ],
)
def test_a_wrong_setting_is_told_at_its_place(desk: Desk, key: str, value: str, rule: str) -> None:
    path = desk.write("text.yaml", CONTENT)
    built = without_review(Press(settings=((key, value),)).build(path, "handout-a4"))
    assert built.data is None
    assert rule in [problem.rule for problem in built.diagnostics]
    for problem in built.diagnostics:
        assert problem.span is not None
        assert problem.span.source.name == "--set"
        assert problem.span.source.lines == [f"{key}={value}"]


@pytest.mark.parametrize("key", ["", ".", "a..b", "club.", "title."])
def test_a_setting_with_a_strange_key_is_no_crash(desk: Desk, key: str) -> None:
    path = desk.write("text.yaml", CONTENT)
    built = Press(settings=((key, "x"),)).build(path, "handout-a4")
    assert built.data is None
    assert built.diagnostics


def test_the_date_can_be_given(desk: Desk) -> None:
    path = desk.write("text.yaml", CONTENT)
    for created, expected in ((None, "2026-11-01"), ("2027-01-31", "2027-01-31")):
        data = Press(created=created).build(path, "handout-a4").data
        about = pypdf.PdfReader(io.BytesIO(data or b"")).metadata
        assert about is not None
        assert about.creation_date is not None
        assert about.creation_date.date().isoformat() == expected


@pytest.mark.parametrize("edition", ["first", "2026", "2026-1", "2026-13", "2026-12-31"])
def test_any_edition_makes_a_whole_file(desk: Desk, edition: str) -> None:
    built = desk.build(CONTENT.replace("edition: 2026-11", f"edition: '{edition}'"))
    assert [problem.rule for problem in built.diagnostics] in ([], ["no-date"])
    data = built.data
    assert data is not None
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    assert reader.metadata is not None
    assert reader.metadata.creation_date is not None


# Logos


@pytest.mark.parametrize("layout", FORMS)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("size", [(64, 64), (400, 80), (40, 400), (1, 1)])
def test_a_logo_is_on_the_page(desk: Desk, layout: str, kind: str, size: tuple[int, int]) -> None:
    desk.write("content/logo.png", picture(*size, kind))  # what counts is what is in the file
    data = desk.data(CONTENT, layout, club=LOGO)
    figures = [element.alt for element in elements(data) if element.role == "Figure"]
    assert figures == ["Riverside Runners"]
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    assert len(page.images) == 1
    assert check_tree(data) == []


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "1"), ("PNG", "L"), ("PNG", "P"), ("PNG", "RGBA"), ("PNG", "LA")])
def test_a_logo_of_any_kind_of_colour(desk: Desk, kind: str, mode: str) -> None:
    desk.write("content/logo.png", picture(30, 30, kind, mode))
    assert check_tree(desk.data(CONTENT, club=LOGO)) == []


def test_a_grey_jpeg(desk: Desk) -> None:
    desk.write("content/logo.png", picture(30, 30, "JPEG", "L"))
    assert check_tree(desk.data(CONTENT, club=LOGO)) == []


WRONG_LOGOS = {
    "text": (b"This is no picture.", "is not a whole PNG or JPEG"),
    "empty": (b"", "is not a whole PNG or JPEG"),
    "gif": (picture(9, 9, "GIF", "P"), "is not a whole PNG or JPEG"),
    "cut": (picture(90, 90)[:-40], "is not a whole PNG or JPEG"),
    "cut-jpeg": (picture(90, 90, "JPEG")[:200], "is not a whole PNG or JPEG"),
    "cmyk": (picture(9, 9, "JPEG", "CMYK"), "in the colours of a printing press"),
    "animated": (animated(), "is animated"),
    "many-pixels": (picture(8000, 8000, mode="1"), "has 8000 x 8000 pixels"),
    "many-bytes": (picture(9, 9) + b"\0" * 5_000_000, "is larger than 5 MB"),
}


@pytest.mark.parametrize("name", WRONG_LOGOS)
def test_a_wrong_logo(desk: Desk, name: str) -> None:
    data, message = WRONG_LOGOS[name]
    desk.write("content/logo.png", data)
    problem = desk.problem(CONTENT, club=LOGO)
    assert problem.rule == "picture"
    assert message in problem.message
    assert str(problem.span).endswith("club.yaml:2:7")


@pytest.mark.parametrize("path", ["../logo.png", "/etc/hostname", "art/../../logo.png", "link.png"])
def test_a_logo_outside_the_folder(desk: Desk, path: str) -> None:
    desk.write("logo.png", picture(9, 9))
    desk.write("content/art/x", "")
    (desk.folder / "content" / "link.png").symlink_to(desk.folder / "logo.png")
    problem = desk.problem(CONTENT, club=CLUB + f"logo: {path}\n")
    assert problem.rule == "picture"
    assert "outside" in problem.message


@pytest.mark.parametrize("path", ["logo.png", "art", "'a\\0b'", "''"])
def test_a_logo_that_is_not_there(desk: Desk, path: str) -> None:
    desk.write("content/art/x", "")
    problem = desk.problem(CONTENT, club=CLUB + f"logo: {path}\n")
    assert problem.rule == "picture"


def test_the_accent_of_the_club_is_the_colour_of_the_page(desk: Desk) -> None:
    plain, coloured = desk.data(club=CLUB), desk.data(CONTENT, club=CLUB + 'accent: "#990000"\n')
    streams = [pypdf.PdfReader(io.BytesIO(data)).pages[0].get_contents() for data in (plain, coloured)]
    assert [b".6 0 0 rg" in stream.get_data() for stream in streams if stream is not None] == [False, True]


def test_an_empty_club_file_is_a_mistake(desk: Desk) -> None:
    assert [problem.rule for problem in desk.build(CONTENT, club="\n").diagnostics] == ["empty-file"]


def test_a_section_without_blocks_has_its_heading(desk: Desk) -> None:
    content = CONTENT.replace(CALVES, CALVES.partition("    blocks")[0] + "    blocks: []\n")
    data = desk.data(content)
    assert "\nYour calves\n" in tree_text(data)
    assert check_tree(data) == []


@pytest.mark.parametrize("key", ["reviewed-by", "reviewed-on", "review-by"])
def test_a_review_cannot_be_set_for_one_run(key: str, tmp_path: Path) -> None:
    built = Desk(tmp_path).build(**{key.replace("-", "_"): "2099-12-31"})
    assert built.data is None
    assert [problem.rule for problem in built.diagnostics] == ["not-to-set"]


def test_a_text_past_its_review_is_not_built(tmp_path: Path) -> None:
    """From Python too, where nobody says which day it is."""
    path = Desk(tmp_path).write("content/old.yaml", f"review-by: 2025-01-01\n{CONTENT}")
    built = generator.build(path, "handout-a4")
    assert built.data is None
    assert "expired" in [problem.rule for problem in built.diagnostics]
    assert generator.build(path, "handout-a4", day=datetime.date(2024, 12, 31)).data
