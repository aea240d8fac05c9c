"""Content files: what a small right one becomes, and what each kind of mistake is called."""

from __future__ import annotations

import datetime
import json
import textwrap
from pathlib import Path
from typing import Any

import pytest

import generator
from generator.diagnostics import Diagnostics
from generator.model.blocks import KINDS, BulletList, FillIns, SourceList, Steps
from generator.model.content import Content, citations, claims_of, tiers_of
from generator.source.decode import decode
from generator.source.reader import read_text

SMALL = """\
title: Sore **back**?
slug: sore-back
language: en-GB
locale: en-GB
edition: 2026-11
message: Keep moving.
message-sources: [nhs]
help: https://www.nhs.uk/conditions/back-pain/
topics:
  shoes: Proper Gear
sections:
  - id: get-help
    role: safety
    title: Get help
    blocks:
      - tiers:
          - level: now
            lead: "Call {emergency.ambulance} if:"
            signs:
              - text: you are numb
                short: Numb.
              - it started after a bad fall
  - id: kit
    role: act
    title: Shoes
    blocks:
      - paragraph: Some words.
      - points:
          - title: Shoes
            text: Wear shoes that feel comfy.
            covers: [shoes]
            sources: [nhs]
      - list:
          - one
          - text: two
      - steps:
          - Walk.
          - title: Run
      - callout: Careful.
      - checklist:
          groups:
            - title: Now
              items: [Tie your shoes.]
      - fill-in:
          - "Next walk:"
          - label: "Next run:"
            wide: true
      - qr: https://example.org/
      - sources: all
checklist:
  title: Back sore?
  warnings-title: Stop
  groups:
    - title: Before
      items:
        - text: Comfy shoes.
          covers: [shoes]
further-reading:
  - A book
sources:
  nhs:
    title: Back pain
    publisher: NHS
    address: https://www.nhs.uk/conditions/back-pain/
    read: 2026-11-05
    short: NHS
"""


def decoded(text: str) -> tuple[Content | None, list[tuple[str, str]]]:
    """The content, and each diagnostic as its rule and the source line it points at."""
    diagnostics = Diagnostics()
    node = read_text(text.encode(), "small.yaml", diagnostics)
    content = None if node is None else decode(node, Content, diagnostics)
    found = [(one.rule, one.span.source.lines[one.span.line - 1].strip()) for one in diagnostics.sorted() if one.span]
    assert len(found) == len(diagnostics.sorted())  # every diagnostic has a place
    return content, found


def small() -> Content:
    content, found = decoded(SMALL)
    assert content is not None
    assert found == []
    return content


def test_a_small_file_decodes() -> None:
    content = small()
    assert content.title.plain == "Sore back?"
    assert content.edition.value == "2026-11"
    assert content.reviewed_by is None
    assert content.sources["nhs"].read == datetime.date(2026, 11, 5)
    assert content.help is not None
    assert content.help.address.value == "https://www.nhs.uk/conditions/back-pain/"
    assert content.further_reading[0].title.plain == "A book"


def test_every_kind_of_block() -> None:
    blocks = {type(block).ENTRY.key: block for section in small().sections for block in section.blocks}
    assert list(blocks) == [
        *("tiers", "paragraph", "points", "list", "steps", "callout", "checklist", "fill-in", "qr", "sources"),
    ]
    assert isinstance(blocks["list"], BulletList)
    assert [item.text.plain for item in blocks["list"].items] == ["one", "two"]
    assert isinstance(blocks["steps"], Steps)
    assert [step.title is None for step in blocks["steps"].steps] == [True, False]
    assert isinstance(blocks["fill-in"], FillIns)
    assert [line.wide for line in blocks["fill-in"].lines] == [False, True]
    assert isinstance(blocks["sources"], SourceList)
    assert blocks["sources"].ids is None


def test_a_sign_without_a_short_form_stands_in_full_on_the_card() -> None:
    (tier,) = tiers_of(small().sections[0])
    assert [sign.brief.plain for sign in tier.signs] == ["Numb.", "it started after a bad fall"]


def test_claims_come_in_reading_order_with_their_places() -> None:
    lines = [claim.span.line for section in small().sections for claim in claims_of(section)]
    assert lines == sorted(lines)
    assert len(lines) == 2 + 1 + 2 + 2 + 2 + 2 + 1 + 1  # sections, tier, signs, passages ...


def test_a_claim_in_any_kind_of_block_is_found() -> None:
    """Each of these names a source that nothing else does, so none may be called unused or be overlooked."""
    blocks = """
      - {paragraph: {text: a, sources: [s1]}}
      - {list: [{text: a, sources: [s2]}]}
      - {steps: [{text: a, sources: [s3]}]}
      - {points: [{title: a, sources: [s4], list: [{text: a, sources: [s5]}]}]}
      - {tiers: [{level: now, lead: a, sources: [s6], signs: [{text: a, sources: [s7]}]}]}
      - {callout: {text: a, sources: [s8]}}
      - {checklist: {groups: [{title: a, items: [{text: a, sources: [s9]}]}]}}
      - {table: {columns: [a], sources: [s10], rows: [{cells: [a], sources: [s11]}]}}
      - {figure: {drawing: a.svg, alt: a, sources: [s12]}}
      - {fill-in: [a]}
      - {qr: https://example.org}
      - {sources: [s13]}
"""
    names = [f"s{number}" for number in range(1, 14)]
    sources = "".join(
        f"  {name}: {{title: t, publisher: p, address: 'https://a.org', read: 2026-11-05, short: s}}\n"
        for name in names
    )
    content, found = decoded(
        "title: t\nslug: t\nlanguage: en\nlocale: en-GB\nedition: 2026-11\nmessage: m\n"
        f"sections:\n  - id: a\n    role: act\n    title: a\n    blocks:{blocks}sources:\n{sources}"
    )
    assert content is not None
    assert found == []
    cited = [word.value for claim in claims_of(content.sections[0]) for word in claim.sources]
    assert cited == names[:-1]
    assert [word.value for word in citations(content)] == names
    kinds = {type(block) for block in content.sections[0].blocks}
    assert kinds == set(KINDS)


def replaced(old: str, new: str) -> str:
    assert SMALL.count(old) == 1, old
    return SMALL.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("sources: [nhs]\n      - list", "sources: [nsh]\n      - list", "unknown-source", "sources: [nsh]"),
        ("      - sources: all", "      - sources: [nice]", "unknown-source", "- sources: [nice]"),
        ("message-sources: [nhs]", "message-sources: [nsh]", "unknown-source", "message-sources: [nsh]"),
        ("covers: [shoes]\n            sources", "covers: [shoe, shoes]\n            sources", "unknown-topic",
         "covers: [shoe, shoes]"),
        ("shoes: Proper Gear", "shoes: Proper Gear\n  core: Core", "uncovered-topic", "core: Core"),
        ("          covers: [shoes]\nfurther", "further", "uncovered-topic", "shoes: Proper Gear"),
        ("id: kit", "id: get-help", "duplicate-id", "- id: get-help"),
        ("id: kit", "id: My kit", "id", "- id: My kit"),
        ("slug: sore-back", "slug: Sore Back", "slug", "slug: Sore Back"),
        ("language: en-GB", "language: english", "language-tag", "language: english"),
        ("help: https:", "help: ftp:", "link-scheme", "help: ftp://www.nhs.uk/conditions/back-pain/"),
        ("- qr: https:", "- qr: file:", "link-scheme", "- qr: file://example.org/"),
        ("          - title: Run", "          - sources: [nhs]", "empty-step", "- sources: [nhs]"),
        ("            text: Wear shoes that feel comfy.\n", "", "empty-point", "- title: Shoes"),
        ("role: act", "role: acts", "unknown-value", "role: acts"),
        ("level: now", "level: urgent", "unknown-value", "- level: urgent"),
        ("message: Keep moving.", "message:", "wrong-type", "message:"),
        ("edition: 2026-11", "edition: 2026-11\nreviewed-by: A. Nurse", "half-reviewed", "reviewed-by: A. Nurse"),
        ("edition: 2026-11", "edition: 2026-11\nreviewed-on: 2026-11-05", "half-reviewed", "title: Sore **back**?"),
        ("read: 2026-11-05", "read: 2026-13-05", "wrong-date", "read: 2026-13-05"),
        ("further-reading", "further-readings", "unknown-key", "further-readings:"),
    ],
)  # fmt: skip
def test_one_mistake_one_diagnostic_at_its_place(old: str, new: str, rule: str, line: str) -> None:
    assert decoded(replaced(old, new))[1] == [(rule, line)]


# Everything that may name sources and cover topics: its name in the schema, and where `@` stands, the keys for it.
MAY_NAME_SOURCES = {
    "Passage": "- paragraph: {text: Walk., @}",
    "Callout": "- callout: {text: Rest., @}",
    "Step": "- steps: [{text: Walk., @}]",
    "Point": "- points: [{title: Heat, text: It helps., @}]",
    "Tier": "- tiers: [{level: now, lead: Call us if, signs: [you fell], @}]",
    "Sign": "- tiers: [{level: now, lead: Call us if, signs: [{text: you fell, @}]}]",
    "Table": "- table: {columns: [Day, Run], rows: [[Monday, 5 km]], @}",
    "TableRow": "- table: {columns: [Day, Run], rows: [{cells: [Monday, 5 km], @}]}",
    "Figure": "- figure: {drawing: a.svg, alt: A stretch, @}",
    "Section": "- paragraph: Walk.\n    @",
}


@pytest.mark.parametrize("kind", MAY_NAME_SOURCES)
def test_whatever_names_a_source_or_a_topic_is_looked_at(kind: str) -> None:
    """In each kind of record: a name that is not known is told, and one that is known is used."""

    source = "  who: {title: Heat, publisher: WHO, address: 'https://who.int', read: 2026-11-05, short: WHO}\n"

    def rules(*keys: str) -> list[str]:
        block = MAY_NAME_SOURCES[kind].replace("@", ("\n    " if kind == "Section" else ", ").join(keys))
        section = f"  - id: more\n    role: act\n    title: More\n    blocks:\n      {block}\n"
        text = replaced("checklist:\n  title", f"{section}checklist:\n  title")
        text = text.replace("sources:\n  nhs", f"sources:\n{source}  nhs").replace("Gear\n", "Gear\n  heat: Heat\n")
        return sorted(rule for rule, _ in decoded(text)[1])

    off_card = "uncovered-topic"  # the one topic that stands here and not on the card
    assert rules("sources: [who]", "covers: [heat]") == [off_card]
    assert rules("sources: [who, whoo]", "covers: [heat]") == [off_card, "unknown-source"]
    assert rules("sources: [who]", "covers: [heat, cold]") == [off_card, "unknown-topic"]
    assert rules("covers: [heat]") == [off_card, "unused-source"]


def test_every_record_that_may_name_sources_was_tried() -> None:
    schema = json.loads((Path(generator.__file__).parent / "schemas/content.json").read_text(encoding="utf-8"))
    able = {name for name, record in schema["$defs"].items() if {"sources", "covers"} <= keys_of(record)}
    assert able == set(MAY_NAME_SOURCES)


def keys_of(record: dict[str, Any]) -> set[str]:
    """The keys of a record in a schema; one with a short form has them in one of its forms."""
    forms = [record, *record.get("anyOf", ()), *record.get("oneOf", ())]
    return {key for form in forms for key in form.get("properties", ())}


def test_did_you_mean() -> None:
    diagnostics = Diagnostics()
    node = read_text(replaced("message-sources: [nhs]", "message-sources: [nsh]").encode(), "small.yaml", diagnostics)
    assert node is not None
    decode(node, Content, diagnostics)
    assert [diagnostic.hint for diagnostic in diagnostics.sorted()] == ["did you mean 'nhs'?"]


def test_a_source_that_nothing_cites_is_a_warning() -> None:
    more = textwrap.indent(SMALL[SMALL.index("    title: Back pain\n    publisher") :], "")
    content, found = decoded(SMALL + "  who:\n" + more)
    assert content is not None
    assert [rule for rule, _ in found] == ["unused-source"]


def test_a_reason_frees_the_card_from_a_topic() -> None:
    text = replaced("          covers: [shoes]\nfurther", "further")
    for place in ("    title: Shoes\n    blocks", "          - title: Shoes\n            text"):
        indent = place[: len(place) - len(place.lstrip(" -"))].replace("-", " ")
        lines = place.split("\n")
        reason = f"{lines[0]}\n{indent}handout-only: It is on the shoe box.\n{lines[1]}"
        assert decoded(text.replace(place, reason))[1] == []


def test_a_text_that_takes_words_from_a_locale_must_name_one() -> None:
    without = replaced("locale: en-GB\n", "")
    assert {rule for rule, _ in decoded(without)[1]} == {"no-locale"}
    assert len(decoded(without)[1]) == 2  # the variable in the lead, and the tier's call
    free = without.replace("Call {emergency.ambulance} if:", "Call for help if:")
    free = free.replace("- level: now", "- level: now\n            call: Help\n            when: now")
    assert decoded(free)[1] == []


def test_next_check_after_the_last() -> None:
    dates = "reviewed-by: A. Nurse\nreviewed-on: 2026-11-05\nreview-by: {}\n"
    assert decoded(SMALL + dates.format("2028-11-05"))[1] == []
    assert [rule for rule, _ in decoded(SMALL + dates.format("2026-11-05"))[1]] == ["review-order"]
