"""Characters that mean something to YAML, XML, PDF, shells or our markup stand in every text field, and come out as
they are: on the pages, in the structure tree, the properties and the bookmarks, of a file that conforms.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

from tests.support.desk import Desk, said
from tests.support.pictures import encoded, quarters
from tests.support.roundtrip import elements, fields, tree_text
from tests.support.wording import FORMS, Wording, folded, words
from tests.test_conformance import assert_conforms, kinds

# In data, nothing is markup.
DATA = r"""<b> &amp; A&E (x) )( << >> [1] TJ /Td ET %%EOF ]]> ${ } $(x) `x` C:\dir 'q' "q" **s** <!x #1 ? ! @ ~ |"""
NAME = r"<b> & )( ET C:\dir **s**"
# In an author's text, backslashes take the meaning from what has one.
TEXT = r"<b> &amp; A&E (x\) )\( << >> \[1\] TJ /Td ET %%EOF \]\]> $\{x\} `x` C:\dir \\n \*\*s\*\* <?x?> # \& ' " + '"'
SHORT = r"<i> & \\ (x) \[ \]> ET"


def hostile(value: Any, key: str = "") -> Any:
    """The same content with hostile text for each of its texts."""
    if isinstance(value, dict):
        return {name: hostile(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner, key) for inner in value]
    return {"T": TEXT, "S": SHORT, "D": DATA}.get(value, value)


CONTENT = {
    "title": "S", "slug": "verbatim", "language": "en-GB", "locale": "en-GB", "edition": "2026-11", "message": "T",
    "subtitle": "T", "author": "T", "notice": "T", "reviewed-by": "T", "reviewed-on": "2026-11-05",
    "help": {"address": "https://example.org/a?b=(c)&d='e'", "label": "S"}, "message-sources": ["a"],
    "sources": {
        "a": {"title": "D", "publisher": "D", "address": "https://example.org/(a)&", "read": "2026-11-05", "short": "T"}
    },
    "further-reading": [{"title": "T", "publisher": "T", "note": "T", "address": "https://example.org/b"}],
    "sections": [
        {"id": "help", "role": "safety", "title": "S", "blocks": [
            {"tiers": [{"level": "now", "lead": "T", "signs": [{"text": "T", "short": "S"}], "note": "S"}]}]},
        {"id": "all", "role": "info", "title": "S", "blocks": [
            {"paragraph": "T"}, {"list": ["T"]}, {"steps": ["T", {"title": "S", "text": "T"}]},
            {"points": [{"title": "S", "text": "T", "list": ["T"]}]}, {"callout": {"title": "S", "text": "T"}},
            {"checklist": {"groups": [{"title": "S", "items": ["T"]}]}}, {"fill-in": ["S"]}, {"sources": "all"},
            {"qr": {"address": "https://example.org/c", "label": "S"}},
            {"table": {"columns": ["S", "S"], "rows": [["S", "T"]], "caption": "T"}},
            {"figure": {"picture": "a.png", "alt": "T", "caption": "T"}}]},
    ],
    "checklist": {"title": "S", "warnings-title": "S", "groups": [{"title": "S", "items": ["T"]}]},
}  # fmt: skip
CLUB = {"name": NAME, "contact": DATA, "meets": DATA, "web": "https://example.org/w?(x)&y='z'"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("layout", FORMS)
def test_everything_is_said_as_it_was_written(layout: str, desk: Desk) -> None:
    content, form = hostile(CONTENT), FORMS[layout]
    assert {"table", "figure", "tiers", "checklist", "fill-in", "qr"} <= set(kinds(content))
    desk.write("content/a.png", encoded(quarters()))
    club = yaml.safe_dump(CLUB, width=1000)
    free = f"extends: {layout}\npage: {{pages: null}}\n"
    built = desk.build(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000), free, club)
    assert said(built) == []
    assert built.data is not None
    assert_conforms(built.data)

    wording = Wording(content, CLUB)
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
