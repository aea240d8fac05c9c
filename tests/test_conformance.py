"""Every document is PDF/UA-1 and PDF/A-2a, and says all that its text says: the shipped ones and random ones.

The random ones are made of every kind of block, in layouts like the shipped ones that promise no number of pages.
Validators pass files that have lost their tree, so the tree is followed and its text compared with the YAML as well.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import hypothesis
import page as validation
import pypdf
import pytest
import yaml
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from generator.diagnostics import Severity
from tests.support.desk import Desk
from tests.support.fuzzing import examples, times
from tests.support.golden import shipped
from tests.support.pictures import encoded, quarters
from tests.support.roundtrip import artifact_text, check_tree, elements, fields, tree_text
from tests.support.wording import FORMS, PAIRS, ROOT, Wording, folded, words

pytestmark = pytest.mark.slow

FILES = {
    "a.png": encoded(quarters().convert("RGBA")),
    "a.jpg": encoded(quarters(), "JPEG", 6),
    "a.svg": (ROOT / "content/figures/knees-side-to-side.svg").read_bytes(),
}
DOCUMENTS = times(40)  # for each of the eight layouts, so 320 in all; 5 120 under `make fuzz`
KINDS = {
    *("paragraph", "list", "steps", "points", "tiers", "callout", "checklist", "fill-in", "qr", "sources"),
    *("table", "figure"),
}
LOCALES = ("en-GB", "en-US", "en-AU", "en-NZ", "en-IE")
ROLES = ("safety", "act", "explain", "prevent", "recover", "know", "plan", "info")
VOCABULARY = (
    *("back", "run", "walk", "slowly", "warmth", "knees", "plan", "morning", "gently", "café", "naïve", "first-aid"),
    *("office", "“rest”", "don’t", "A&E", "<b>", "&amp;", "90%", "#1", "half", "to", "a", "if", "–"),
    *("no", "12:30", "15 minutes", "10 km", "£5", "Übung", "x\u00a0y", "a\\*b", "c\\_d", "\\[x\\]", "$n$", "e\\\\f"),
)
LANGUAGES = ("fr", "de-CH", "zh-Hant")
ADDRESSES = ("https://example.org/", "https://example.org/a-(b)?c=d&e=f", "mailto:club@example.org", "tel:+441234567")
VARIABLES = ("{title}", "{edition}")
OF_LOCALE = ("{emergency.ambulance}", "{emergency.hospital}", "{advice.who}", "{doctor.short}", "{doctor.who}")
OF_CLUB = ("{club.name}", "{club.contact}", "{club.meets}")
CLUB = {
    "name": "Riverside & Hill Runners",
    "contact": "Jo, 01234 567890",
    "web": "https://run.example.org",
    "meets": "Tuesdays, 19:00",
    "accent": "#5C0030",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def column(section: dict[str, str]) -> tuple[str, ...]:
    """Sections of these roles stand side by side; with many of them the columns are too narrow for a word."""
    return (section["role"],) if section["role"] in ("explain", "prevent") else (section["role"], section["title"])


@st.composite
def documents(draw: DrawFn) -> tuple[dict[str, Any], dict[str, str] | None]:
    """A content as the data of a YAML file, and a club or none."""
    locale = draw(st.sampled_from((*LOCALES, None)))
    club = draw(st.sampled_from((CLUB, {"name": "Jog"}, None)))
    variables = VARIABLES + (OF_LOCALE if locale else ()) + (OF_CLUB if club is CLUB else ())
    word = st.sampled_from(VOCABULARY)
    phrase = st.lists(word, min_size=1, max_size=3).map(" ".join)
    short = st.lists(word, min_size=1, max_size=4).map(" ".join)
    address = st.sampled_from([each for each in ADDRESSES if "(" not in each])
    piece = st.one_of(
        phrase,
        phrase,
        phrase.map("**{}**".format),
        st.sampled_from(variables),
        st.tuples(
            phrase.flatmap(lambda text: st.sampled_from((text, f"**{text}**"))).filter(lambda text: "[" not in text),
            address | st.sampled_from(LANGUAGES).map("lang:{}".format),
        ).map(lambda pair: f"[{pair[0]}]({pair[1]})"),
    )
    text = st.lists(piece, min_size=1, max_size=8).map(" ".join)
    names = [f"source-{number}" for number in range(draw(st.integers(0, 3)))]
    cited: dict[str, Any] = {"sources": names} if names else {}
    call = st.sampled_from(("A&E", "GP", "nurse"))
    items = st.lists(st.one_of(text, text.map(lambda text: {"text": text, **cited})), min_size=1, max_size=4)
    titled = st.fixed_dictionaries({"title": short, "text": text})
    point: st.SearchStrategy[Any] = st.fixed_dictionaries(
        {"title": short, "text": text}, optional={"list": items, "callout": st.booleans()}
    ) | st.fixed_dictionaries({"title": short, "list": items})
    tier: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {
            "level": st.sampled_from(("now", "soon", "later")),
            "lead": text,
            "signs": st.lists(
                text | st.fixed_dictionaries({"text": text}, optional={"short": short}), min_size=1, max_size=4
            ),
            **({} if locale else {"call": call, "when": call}),
        },
        optional={"note": short},
    )
    tasks = st.lists(st.lists(piece, min_size=1, max_size=2).map(" ".join), min_size=1, max_size=5)
    group = st.fixed_dictionaries({"title": short, "items": items})
    cell = st.sampled_from(("", "7", "12.5")) | short
    pair = st.tuples(short, cell).map(list)
    table = st.fixed_dictionaries(
        {
            "columns": st.tuples(short, st.fixed_dictionaries({"title": phrase, "number": st.booleans()})).map(list),
            "rows": st.tuples(
                st.lists(pair | pair.map(lambda cells: {"cells": cells, **cited}), min_size=1, max_size=3),
                st.sampled_from((1, 20, 40)),  # long ones go over pages
            ).map(lambda made: made[0] * made[1]),
        },
        optional={"caption": text, "row-headers": st.booleans()},
    )
    file = st.sampled_from(
        ({"picture": "a.png"}, {"picture": "a.jpg"}, {"drawing": "a.svg"}, {"drawing": "a.svg", "width": "40 %"})
    )
    worded = st.fixed_dictionaries({"alt": short}, optional={"caption": text}) | st.just({"decorative": True})
    figure = st.tuples(file, worded).map(lambda pair: {**pair[0], **pair[1]})
    link = st.sampled_from(ADDRESSES) | st.fixed_dictionaries({"address": address, "label": short})
    # Warning signs stand in the section for them, further down: elsewhere they might be on no card, or on page 2.
    block = st.one_of(
        text.map(lambda text: {"paragraph": text}),
        items.map(lambda items: {"list": items}),
        st.lists(st.one_of(titled, text), min_size=1, max_size=4).map(lambda steps: {"steps": steps}),
        st.lists(point, min_size=1, max_size=4).map(lambda points: {"points": points}),
        (text | titled | st.fixed_dictionaries({"text": text})).map(lambda callout: {"callout": callout}),
        st.lists(group, min_size=1, max_size=3).map(lambda groups: {"checklist": {"groups": groups}}),
        st.lists(short | st.fixed_dictionaries({"label": short, "wide": st.just(True)}), min_size=1, max_size=4).map(
            lambda fields: {"fill-in": fields}
        ),
        link.map(lambda link: {"qr": link}),
        table.map(lambda table: {"table": table}),
        figure.map(lambda figure: {"figure": figure}),
        st.just({"sources": "all"}) if names else text.map(lambda text: {"paragraph": text}),
    )
    # What stands side by side is narrow: too narrow for lines to write on, and for the largest type.
    beside = block.filter(lambda block: "fill-in" not in block)
    # The heading of a plan is set in a tab, too narrow for a word of this vocabulary.
    section = st.fixed_dictionaries(
        {"role": st.sampled_from(ROLES[1:]), "title": short}, optional={"language": st.sampled_from(LANGUAGES)}
    ).map(lambda section: {**section, "title": "Our plan"} if section["role"] == "plan" else section)
    content: dict[str, Any] = {
        "title": draw(short),
        "slug": "random",
        "language": draw(st.sampled_from(("en", "en-GB", "de", "fr-CA") if locale else ("en", "en-GB"))),
        "edition": draw(st.sampled_from(("2026-11", "2026-01, first"))),
        "message": draw(text),
        "message-sources": names,
        "sources": {
            name: {
                "title": draw(phrase),
                "publisher": draw(phrase),
                "address": f"https://example.org/{name}",
                "read": "2026-11-05",
                "short": draw(short),
            }
            for name in names
        },
        "sections": [
            {
                "id": f"section-{number}",
                **each,
                "blocks": draw(st.lists(beside if column(each)[1:] == () else block, min_size=1, max_size=5)),
            }
            for number, each in enumerate(draw(st.lists(section, max_size=5, unique_by=column)))
        ],
    }
    for each in content["sections"]:
        if each["role"] == "plan":  # a panel that must stand on one page
            each["blocks"] = each["blocks"][:3]
            for made in each["blocks"]:
                if "table" in made:
                    made["table"] = {**made["table"], "rows": made["table"]["rows"][:3]}
    # The card shows the tiers of a safety section and nothing else of it. All its panels must fit a page.
    sign, full = short.map("numb {}".format), text.map("numb {}".format)  # a sign has a word
    brief = st.lists(sign | st.fixed_dictionaries({"text": full, "short": sign}), min_size=1, max_size=2)
    tiers = [{**each, "signs": draw(brief)} for each in draw(st.lists(tier, min_size=1, max_size=2))]
    content["sections"].insert(0, {"id": "help", "role": "safety", "title": draw(short), "blocks": [{"tiers": tiers}]})
    content["checklist"] = {
        "title": draw(short),
        "warnings-title": draw(short),
        "groups": draw(st.lists(st.fixed_dictionaries({"title": short, "items": tasks}), min_size=1, max_size=4)),
    }
    extra: dict[str, Any] = {
        "locale": locale,
        "subtitle": draw(st.none() | short),
        "author": draw(st.none() | short),
        "notice": draw(st.none() | text),
        "help": draw(st.none() | link),
        "review-by": draw(st.sampled_from((None, "2031-01-31"))),
        "further-reading": draw(
            st.lists(
                st.fixed_dictionaries({"title": short}, optional={"publisher": short, "note": text}),
                max_size=2,
            )
        ),
    }
    # Nobody wrote these sentences, so nobody can write them better; what is not named here is found wrong.
    if draw(st.booleans()):
        extra |= {"reviewed-by": draw(short), "reviewed-on": "2026-02-28"}
    return {**content, **{key: value for key, value in extra.items() if value}}, club


def kinds(content: dict[str, Any]) -> list[str]:
    return [kind for section in content["sections"] for block in section["blocks"] for kind in block]


def assert_conforms(data: bytes) -> None:
    assert check_tree(data) == []
    for profile in ("ua1", "2a"):
        report = validation.validate_pdf_bytes(data, profile=profile)
        failures = [(failure.rule_id, failure.message) for failure in report.failures]
        assert failures == []
    levels = [int(element.role[1]) for element in elements(data) if re.fullmatch("H[1-6]", element.role)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(("content", "layout"), PAIRS)
def test_shipped_pairs_conform(content: str, layout: str) -> None:
    data = shipped(content, layout).data
    assert data is not None
    assert_conforms(data)


@pytest.mark.parametrize("layout", FORMS)
def test_random_documents_conform_and_say_everything(layout: str, desk: Desk) -> None:
    seen: Counter[str] = Counter()
    for name, data in FILES.items():
        desk.write(f"content/{name}", data)
    free = f"extends: {layout}\npage: {{pages: null}}\n"

    @examples(80)
    @hypothesis.given(documents())
    def check(document: tuple[dict[str, Any], dict[str, str] | None]) -> None:
        content, club = document
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=60)
        built = desk.build(text, free, yaml.safe_dump(club) + "\n" if club else None)
        errors = [problem for problem in built.diagnostics if problem.severity is Severity.ERROR]
        assert errors == []  # there may be warnings of what random words are like, such as long lists
        assert built.data is not None
        assert_conforms(built.data)

        wording, form = Wording(content, club), FORMS[layout]
        lines = wording.lines(form)
        assert folded(tree_text(built.data).split("\n")) == lines
        assert folded([field.label for field in fields(built.data)]) == wording.tasks
        assert spoken(built.data) == [(tag, letters(text)) for tag, text in wording.languages]
        feet = [] if form.card else [wording.foot(number + 1, built.pages) for number in range(built.pages)]
        again = Counter(map(letters, artifact_text(built.data)))
        again.subtract(map(letters, feet))
        assert min(again.values(), default=0) >= 0
        headers = {letters(header): header for header in wording.headers}
        repeated = [headers[text] for text in again.elements()]
        seen["repeated headers"] += len(repeated)
        pages = pypdf.PdfReader(io.BytesIO(built.data), strict=True).pages
        text = "\n".join(page.extract_text() for page in pages)
        read = Counter(words(re.sub(r"(?<=[-/])\s*\n", "", text)))  # a line may end in a word, at a hyphen or a slash
        assert read == Counter(word for line in lines + feet + repeated for word in words(line))
        seen.update(kinds(content))
        seen.update(tag for tag, text in wording.languages if text)
        seen["documents"] += 1
        seen["no club" if club is None else "club"] += 1
        seen[str(content.get("locale"))] += 1

    check()
    assert seen["documents"] >= DOCUMENTS
    missing = {*KINDS, *LANGUAGES, "club", "no club"} - set(seen)
    assert len({*LOCALES, "None"} & set(seen)) >= 4
    assert missing == set()
    assert FORMS[layout].card or seen["repeated headers"] > 0


def test_no_stream_ends_like_a_line(desk: Desk) -> None:
    """Else a reader that looks for the line end before `endstream` finds the stream a byte too short."""
    files = [desk.data(message=f"{number} minutes are enough.") for number in range(60)]
    ends = [data[found.start() - 1 :][:1] for data in files for found in re.finditer(rb"\r\nendstream", data)]
    assert set(ends) <= {b"\r"}  # a CR of the data, then a line end of its own


def spoken(data: bytes) -> list[tuple[str, str]]:
    """The languages of sections, without a text, and of words in a sentence; in reading order."""
    found = [element for element in elements(data) if element.language]
    assert {element.role for element in found} <= {"Sect", "Span"}
    return [(element.language or "", letters(element.text) if element.role == "Span" else "") for element in found]


def letters(text: str) -> str:
    """The text without its spaces."""
    return "".join(words(text))
