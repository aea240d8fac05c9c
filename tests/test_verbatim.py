"""Characters that mean something to YAML, XML, PDF, shells or our markup stand in every text field, and come out as
they are: on the pages, in the structure tree, the properties and the bookmarks, of a file that conforms.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pypdf
import pytest
import yaml

from generator.diagnostics import Diagnostics, Span
from generator.model.content import Content
from generator.model.inline import Inline
from generator.source.decode import decode
from generator.source.reader import read_text
from tests.support.desk import Desk, said
from tests.support.pictures import encoded, quarters
from tests.support.roundtrip import elements, fields, tree_text
from tests.support.wording import FORMS, Wording, folded, load, words
from tests.test_conformance import assert_conforms, kinds

pytestmark = pytest.mark.slow

# In data, nothing is markup.
DATA = r"""<b> &amp; A&E (x) )( << >> [1] TJ /Td ET %%EOF ]]> ${ } $(x) `x` C:\dir 'q' "q" **s** <!x #1 ? ! @ ~ |"""
NAME = r"<b> & )( ET C:\dir **s**"
# In an author's text, backslashes take the meaning from what has one.
TEXT = r"<b> &amp; A&E (x\) )\( << >> \[1\] TJ /Td ET %%EOF \]\]> $\{x\} `x` C:\dir \\n \*\*s\*\* <?x?> # \& ' " + '"'
CALL = r"A&\[<"  # printed large in a narrow place; letters say in words how urgent signs are
SHORT = r"<i> & \\ (x) \[ \]> ET"


def hostile(value: Any, key: str = "") -> Any:
    """The same content with hostile text for each of its texts."""
    if isinstance(value, dict):
        return {name: hostile(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner, key) for inner in value]
    return {"T": TEXT, "S": SHORT, "C": CALL, "D": DATA, "E": f"2026-11 {NAME}"}.get(value, value)


CONTENT = {
    "title": "S", "slug": "verbatim", "language": "en-GB", "locale": "en-GB", "edition": "E", "message": "T",
    "subtitle": "T", "author": "T", "notice": "T", "reviewed-by": "T", "reviewed-on": "2026-11-05",
    "help": {"address": "https://example.org/a?b=(c)&d='e'", "label": "S"}, "message-sources": ["a"],
    "sources": {
        "a": {"title": "D", "publisher": "D", "address": "https://example.org/(a)&", "read": "2026-11-05", "short": "T"}
    },
    "further-reading": [{"title": "T", "publisher": "T", "note": "T", "address": "https://example.org/b"}],
    "sections": [
        {"id": "help", "role": "safety", "title": "S", "blocks": [
            {"tiers": [{"level": "now", "lead": "T", "signs": [{"text": "T", "short": "S"}], "note": "S"},
            {"level": "soon", "call": "C", "when": "C", "lead": "T", "signs": ["T"], "note": "T",
             "note-short": "S"}]}]},
        {"id": "all", "role": "info", "title": "S", "blocks": [
            {"paragraph": "T"}, {"list": ["T"]}, {"steps": ["T", {"title": "S", "text": "T"}]},
            {"points": [{"title": "S", "text": "T", "list": ["T"]}]}, {"callout": {"title": "S", "text": "T"}},
            {"checklist": {"groups": [{"title": "S", "items": ["T"]}]}}, {"fill-in": ["S"]}, {"sources": "all"},
            {"qr": {"address": "https://example.org/c", "label": "S"}},
            {"table": {"columns": ["S", "S"], "rows": [["S", "T"]], "caption": "T"}},
            {"figure": {"picture": "a.png", "alt": "T", "caption": "T"}}]},
    ],
    "checklist": {"title": "S", "warnings-title": "S", "groups": [{"title": "S", "items": ["T"]}]},
    "allow": {"line-length": "signs are narrower than letters", "mean-sentence": "nobody reads these"},
}  # fmt: skip
CLUB = {"name": NAME, "contact": DATA, "meets": DATA, "web": "https://example.org/w?(x)&y='z'"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def hostile_locale() -> dict[str, Any]:
    """A locale whose words go on with hostile text, and whose values are hostile themselves."""
    data = load("content/locales/en-GB.yaml")
    for part in ("emergency", "advice", "doctor"):
        data[part] = dict.fromkeys(data[part], NAME)
    data["emergency"]["ambulance"] = "<&)"
    data["tiers"] = {level: {"call": "{emergency.ambulance}", "when": CALL} for level in data["tiers"]}
    data["words"] = {key: f"{word} {SHORT}" for key, word in data["words"].items()}
    data["months"] = [f"{month} {NAME}" for month in data["months"]]
    return {**data, "month": f"{data['month']} {SHORT}", "date": f"{data['date']} {SHORT}"}


def texts(record: Any, seen: set[Any]) -> set[tuple[str, str]]:
    """Every field below a record that holds an author's text, by the name of its record."""
    found: set[tuple[str, str]] = set()
    if record in seen:
        return found
    seen.add(record)
    for field, hint in get_type_hints(record).items() if hasattr(record, "_fields") else ():
        if hint in (Inline, Inline | None):
            found.add((record.__name__, field))
        found |= texts(hint, seen)
    for part in get_args(record):
        found |= texts(part, seen)
    return found


def given(value: Any) -> set[tuple[str, str]]:
    """The fields below a value that are given."""
    found: set[tuple[str, str]] = set()
    if isinstance(value, dict):
        return {pair for part in value.values() for pair in given(part)}
    if isinstance(value, tuple):
        names = [name for name in getattr(value, "_fields", ()) if getattr(value, name) is not None]
        found = {(type(value).__name__, name) for name in names}
        return found.union(*(given(part) for part in value if not isinstance(part, (Inline, Span))))
    return found


def test_every_field_of_a_content_that_holds_text_is_tried() -> None:
    node = read_text(yaml.safe_dump(hostile(CONTENT), allow_unicode=True).encode(), "x.yaml", Diagnostics())
    assert node is not None
    content = decode(node, Content, Diagnostics())
    wanted = texts(Content, set())
    assert len(wanted) > 20
    assert wanted - given(content) == set()


@pytest.mark.parametrize("local", [False, True], ids=["shipped locale", "hostile locale"])
@pytest.mark.parametrize("layout", FORMS)
def test_everything_is_said_as_it_was_written(layout: str, local: bool, desk: Desk) -> None:
    content, form = hostile(CONTENT), FORMS[layout]
    assert {"table", "figure", "tiers", "checklist", "fill-in", "qr"} <= set(kinds(content))
    desk.write("content/a.png", encoded(quarters()))
    club = yaml.safe_dump(CLUB, width=1000)
    wording = Wording(content, CLUB)
    if local:
        wording.use(hostile_locale())
        desk.write("content/locales/en-GB.yaml", yaml.safe_dump(wording.locale, allow_unicode=True, width=1000))
    free = f"extends: {layout}\npage: {{pages: null}}\n"
    built = desk.build(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000), free, club)
    assert said(built) == []
    assert built.data is not None
    assert_conforms(built.data)

    lines = wording.lines(form)
    assert any("C:\\dir" in line and "\\n" in line for line in lines)
    assert folded(tree_text(built.data).split("\n")) == lines
    assert folded([field.label for field in fields(built.data)]) == wording.tasks
    reader = pypdf.PdfReader(io.BytesIO(built.data), strict=True)
    read = Counter(words(re.sub(r"(?<=[-/])\s*\n", "", "\n".join(page.extract_text() for page in reader.pages))))
    feet = [] if form.card else [wording.foot(number + 1, built.pages) for number in range(built.pages)]
    assert read == Counter(word for line in lines + feet for word in words(line))

    title, author = (" ".join(words(wording.plain(text))) for text in (SHORT, TEXT))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (title, author)
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": title}
    assert reader.xmp_metadata.dc_creator == [author]
    assert {entry.title for entry in flat(reader.outline)} == {title}
    if not form.card:
        assert author in [element.alt for element in elements(built.data) if element.role == "Figure"]
    links = [
        annotation.get_object()
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if annotation.get_object()["/Subtype"] == "/Link"
    ]
    assert links
    assert {(link["/A"]["/URI"], link["/Contents"]) for link in links} == {
        (address, " ".join(words(label))) for address, label in wording.links
    }


def flat(entries: list[Any]) -> list[Any]:
    return [one for entry in entries for one in (flat(entry) if isinstance(entry, list) else [entry])]


def test_settings_are_data_too(desk: Desk) -> None:
    plain = desk.data(club__name=NAME, title=r"\<b\>", author="<&> )(")
    lines = tree_text(plain).split("\n")
    assert NAME in lines
    assert lines[0] == "<b>"
    assert pypdf.PdfReader(io.BytesIO(plain)).metadata["/Title"] == "<b>"  # type: ignore[index]
