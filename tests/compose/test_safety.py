"""What must never be missing: warning signs, the right number, and who has checked the text."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.support.desk import CALVES, CHECKLIST, CONTENT, HEAD, SAFETY, Desk, without_review
from tests.support.golden import shipped
from tests.support.press import Press
from tests.support.roundtrip import artifact_text, check_tree, elements, fields, tree_text
from tests.support.wording import FORMS, PAIRS, ROOT, Wording, load, words

pytestmark = pytest.mark.slow

NUMBERS = {"en-GB": "999", "en-US": "911", "en-AU": "000", "en-NZ": "111", "en-IE": "112"}
UNCHECKED = "Not yet checked by a clinician."
REVIEWED = CONTENT.replace(
    "message:", "reviewed-by: Dr **Ann** Li, GP\nreviewed-on: 2026-02-28\nreview-by: 2029-03-01\nmessage:"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def tiers(content: str) -> list[dict[str, Any]]:
    sections = load(f"content/{content}.yaml")["sections"]
    return [tier for section in sections for block in section["blocks"] for tier in block.get("tiers", [])]


@pytest.mark.parametrize(("content", "layout"), PAIRS)
def test_every_sign_of_every_tier_is_there(content: str, layout: str) -> None:
    """On the first page of a handout; in its short form on the card, all on one side."""
    data = shipped(content, layout).data
    assert data is not None
    pages = [" ".join(words(page.extract_text())) for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    wording = Wording(load(f"content/{content}.yaml"))
    signs = [sign for tier in tiers(content) for sign in tier["signs"]]
    assert len(signs) == 17
    if FORMS[layout].card:
        title = load(f"content/{content}.yaml")["checklist"]["warnings-title"]
        (page,) = [page for page in pages if f"{title} 999" in page]
        assert all(" ".join(words(sign["short"])) in page for sign in signs)
        assert all(" ".join(words(wording.plain(sign["short"]))) in page for sign in signs)
    else:
        assert all(sign["text"] in pages[0] for sign in signs)
        assert all(wording.plain(tier["lead"]) in pages[0] for tier in tiers(content))
        assert all(tier["note"] in pages[0] for tier in tiers(content) if "note" in tier)


@pytest.mark.parametrize("locale", NUMBERS)
@pytest.mark.parametrize(("content", "layout"), PAIRS)
def test_a_locale_has_its_own_numbers_and_no_other(content: str, layout: str, locale: str) -> None:
    built = Press(settings=(("locale", locale), ("language", locale))).build(content, layout)
    assert without_review(built).diagnostics == ()
    assert built.data is not None
    assert built.pages == FORMS[layout].pages
    text = " ".join([tree_text(built.data), *artifact_text(built.data)])
    said = set(words(text.replace(".", " ").replace(",", " ")))
    assert NUMBERS[locale] in said
    own = (ROOT / f"content/locales/{locale}.yaml").read_text(encoding="utf-8")
    assert not {number for number in NUMBERS.values() if number not in own} & said
    assert ("A&E" in said) == ("A&E" in own and not FORMS[layout].card and content == "sore-back")


def test_no_999_in_america() -> None:
    for _, layout in PAIRS[:4]:
        data = Press(settings=(("locale", "en-US"),)).build("sore-back", layout).data
        assert data is not None
        assert "911" in tree_text(data)
        assert "999" not in tree_text(data)


@pytest.mark.parametrize("layout", FORMS)
def test_a_text_that_nobody_has_checked_says_so(desk: Desk, layout: str) -> None:
    text = tree_text(desk.data(CONTENT, layout))
    assert text.count(UNCHECKED) == 1
    assert "Checked by" not in text
    assert "Reviewed" not in text


@pytest.mark.parametrize("layout", FORMS)
def test_a_text_that_was_checked_says_by_whom_and_when(desk: Desk, layout: str) -> None:
    text = tree_text(desk.data(REVIEWED, layout))
    assert UNCHECKED not in text
    assert "Reviewed February 2026." in text
    if not FORMS[layout].card:
        assert "Checked by Dr Ann Li, GP. Reviewed February 2026. Next review March 2029. Edition 2026-11." in text


@pytest.mark.parametrize("layout", FORMS)
def test_a_text_without_a_locale_says_that_nobody_has_checked_it(desk: Desk, layout: str) -> None:
    safety = SAFETY.replace("{emergency.ambulance}", "us").replace("level: now", "level: now\n            call: Us")
    safety = safety.replace("            lead", "            when: now\n            lead")
    head = HEAD.replace("locale: en-GB\n", "")
    built = desk.build(f"{head}sections:\n{safety}{CALVES}{CHECKLIST}", layout)
    assert built.diagnostics or "checked" in tree_text(built.data or b"")


def test_a_tier_may_say_whom_to_call_itself(desk: Desk) -> None:
    own = CONTENT.replace("level: now", "level: now\n            call: the coach\n            when: at once")
    for layout in FORMS:
        assert "\nthe coach at once\n" in tree_text(desk.data(own, layout))


def test_the_author_is_the_club_where_the_text_names_none(desk: Desk) -> None:
    club = "name: Riverside\n"
    assert "Written by Riverside." in tree_text(desk.data(CONTENT, club=club))
    assert "Written by Jo." in tree_text(desk.data(CONTENT.replace("message:", "author: Jo\nmessage:"), club=club))
    assert "Written by" not in tree_text(desk.data(CONTENT))


def test_a_club_stands_under_the_title_and_in_the_small_print(desk: Desk) -> None:
    club = "name: Riverside\ncontact: Jo\nweb: https://run.example.org/\nmeets: Tuesdays, 19:00\n"
    lines = tree_text(desk.data(CONTENT, club=club)).split("\n")
    assert lines[:2] == ["Stretching", "Riverside"]
    assert lines[-1] == "Contact: Jo Web: run.example.org We meet: Tuesdays, 19:00"
    assert tree_text(desk.data(CONTENT, "card-a6", club=club)).split("\n")[:2] == ["Sore calves?", "Riverside"]


FOREIGN = "Wish them **Bonne [route **les** amis](lang:fr)** and [Größe](lang:de-CH) [now](https://example.org)."


def test_words_in_another_language(desk: Desk) -> None:
    """The words alone, strong ones among them; what stands around them is in the language of the text."""
    data = desk.data(CONTENT.replace("Lean on a wall and push one heel down.", f'"{FOREIGN}"'))
    found = elements(data)
    assert [(one.role, one.language, one.text.strip()) for one in found if one.language] == [
        ("Span", "fr", "route les amis"),
        ("Span", "de-CH", "Größe"),
    ]
    assert "Wish them Bonne route les amis and Größe now." in tree_text(data).split("\n")
    (link,) = [one for one in found if one.role == "Link"]
    assert (link.text.strip(), link.language) == ("now", None)


def test_words_in_another_language_that_are_cited_stand_in_the_link(desk: Desk) -> None:
    """The small print makes a link of a source's short form, whatever it is made of: it stays one link."""
    content = CONTENT.replace("sources: {}", SOURCE).replace("message:", "message-sources: [ameli]\nmessage:")
    data = desk.data(content)
    found = elements(data)
    (link,) = [index for index, one in enumerate(found) if one.role == "Link"]
    inside = found[link + 1]
    assert found[link].text.strip() == "Ameli: Mal de dos (2024)"
    assert (inside.role, inside.language, inside.text.strip()) == ("Span", "fr", "Mal de dos")
    assert inside.depth == found[link].depth + 1
    assert check_tree(data) == []
    page: Any = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    contents = {annotation.get_object()["/Contents"] for annotation in page["/Annots"]}
    assert contents == {"Ameli: Mal de dos (2024)"}


SOURCE = """\
sources:
  ameli:
    title: Mal de dos
    publisher: Ameli
    address: https://ameli.example
    read: 2026-11-05
    short: "Ameli: [Mal de dos](lang:fr) (2024)"
"""


def test_words_in_another_language_stand_in_tables_tasks_and_headings(desk: Desk) -> None:
    words = '"[Bon](lang:fr) [**Abend**](lang:de)"'
    blocks = f"""\
      - table: {{columns: [{words}, b], rows: [[c, {words}]], caption: {words}}}
      - checklist: {{groups: [{{title: {words}, items: [{words}]}}]}}
      - steps: [{{title: {words}, text: {words}}}]
      - fill-in: [{words}]
"""
    content = CONTENT.replace("checklist:\n", f"{blocks}checklist:\n").replace("title: Your calves", f"title: {words}")
    data = desk.data(content)
    spoken = [(one.language, one.text.strip()) for one in elements(data) if one.language]
    assert spoken == [("fr", "Bon"), ("de", "Abend")] * 9
    assert [field.label for field in fields(data)] == ["Bon Abend"]
    assert check_tree(data) == []


def test_a_section_in_another_language(desk: Desk) -> None:
    content = CONTENT.replace("role: act", "role: act\n    language: fr")
    found = [element for element in elements(desk.data(content)) if element.language]
    assert [(element.role, element.language) for element in found] == [("Sect", "fr")]
    assert found[0].text.startswith("Your calves")
