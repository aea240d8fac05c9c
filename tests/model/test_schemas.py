"""The schemas of our files, held against what the program says of the same files.

An editor's YAML reader follows the core schema of YAML 1.2.2, as `tests.support.jsonvalues` does here.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import hypothesis
import pytest
import yaml
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from generator.diagnostics import Diagnostics, Severity
from generator.model.compile import compile_layout
from generator.model.schemas import KINDS, schema_of
from generator.source.decode import decode
from generator.source.overlay import extended
from generator.source.reader import read_text
from generator.story import PARTS, VARIANTS
from tests.support import mutations
from tests.support.fuzzing import examples
from tests.support.jsonvalues import json_values
from tests.support.wording import ROOT

pytestmark = pytest.mark.slow

CLUB = """\
name: Riverside Runners
logo: logo.png
contact: runners@riverside.example
web: https://riverside.example
meets: Tuesdays at 7 pm, boathouse
accent: "#00563F"
"""
SHIPPED = {
    **dict.fromkeys(sorted((ROOT / "content").glob("*.yaml")), "content"),
    **dict.fromkeys(sorted((ROOT / "content/locales").glob("*.yaml")), "locale"),
    **dict.fromkeys(sorted((ROOT / "layouts").glob("*.yaml")), "layout"),
    **dict.fromkeys(sorted((ROOT / "layouts/sheets").glob("*.yaml")), "sheet"),
    ROOT / "generator/starter/blank.yaml": "content",
    ROOT / "generator/starter/layout.yaml": "layout",
    ROOT / "generator/starter/club.yaml": "club",
}
FRAGMENTS = [ROOT / "generator/starter/one-page.yaml"]  # of files, which tests of the starter hold against the schema
CORPUS = sorted(path.name for path in (ROOT / "tests/errors").glob("*.yaml"))

# What a schema sees, wherever it stands.
SHAPE = {
    *("colour", "empty-file", "empty-point", "empty-step", "empty-table", "empty-text", "half-reviewed", "id"),
    *("language-tag", "link-scheme", "merge-key", "missing-key", "no-alt", "one-of", "out-of-range", "placed-twice"),
    *("safety-skipped", "slug", "too-deep", "unknown-key", "unknown-name", "unknown-value", "wrong-colour"),
    *("wrong-date", "wrong-key", "wrong-length", "wrong-paper", "wrong-share", "wrong-size", "wrong-type"),
}
# What it cannot see, and why, in a word.
UNSEEN = {
    "below-floor": "arithmetic",
    "cell-off-paper": "arithmetic",
    "cells-overlap": "arithmetic",
    "duplicate-id": "reference",
    "duplicate-key": "parser",
    "empty-row": "cells",
    "empty-variable": "club",
    "extends-circle": "files",
    "missing-glyph": "fonts",
    "no-checklist": "layout",
    "no-emphasis": "markup",
    "no-box": "reference",
    "no-locale": "reference",
    "not-a-link": "markup",
    "not-a-variable": "markup",
    "picture": "files",
    "ragged-row": "cells",
    "several-documents": "parser",
    "sign-missing": "layout",
    "tab": "parser",
    "table-too-wide": "pages",
    "text-too-long": "pages",
    "typed-emergency-number": "wording",
    "uncovered-topic": "reference",
    "unknown-alias": "parser",
    "unknown-source": "reference",
    "unknown-topic": "reference",
    "unknown-variable": "markup",
    "unpaired-strong": "markup",
    "unplaced": "layout",
    "untitled-column": "cells",
    "untitled-row": "cells",
    "unused-name": "reference",
    "unused-source": "reference",
    "word-too-wide": "pages",
    "yaml-syntax": "parser",
    "yaml-tag": "parser",
}
# Files whose mistake has the rule of a shape, but stands where a schema does not look.
BEYOND = {
    "content-language-of-words.yaml": "markup",
    "content-link-empty.yaml": "markup",
    "content-link-scheme.yaml": "markup",
    "content-locale-uk.yaml": "files",
    "layout-extends-abroad.yaml": "files",
    "layout-extends-nothing.yaml": "files",
    "layout-font.yaml": "reference",
    "layout-like-circle.yaml": "reference",
    "layout-text-style.yaml": "reference",
    "layout-unknown-colour.yaml": "reference",
    "layout-unknown-look.yaml": "reference",
    "sheet-margin-negative.yaml": "paper",
    "sheet-margin-wide.yaml": "paper",
}


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(kind), format_checker=FormatChecker(["date"]))


def problems(kind: str, text: str) -> list[str]:
    """What the schema says of a file, each with its path."""
    errors = validator(kind).iter_errors(json_values(text))
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in errors]


def expected(name: str) -> set[str]:
    """The rules in the comments of a file of the corpus."""
    text = (ROOT / "tests/errors" / name).read_text(encoding="utf-8")
    return {mistake.split()[0] for line in re.findall("# expect: (.+)", text) for mistake in line.split(", ")}


def told(kind: str, text: str, folder: Path) -> set[str]:
    """The rules of the errors that the program finds in a file, before any page is set."""
    diagnostics = Diagnostics()
    if kind == "layout":
        path = folder / "layout.yaml"
        path.write_text(text, encoding="utf-8")
        mapping = extended(str(path), diagnostics)
        if mapping:
            compile_layout(mapping, diagnostics)
    else:
        node = read_text(text.encode(), "test.yaml", diagnostics)
        if node:
            decode(node, KINDS[kind], diagnostics)
    return {problem.rule for problem in diagnostics.sorted() if problem.severity is Severity.ERROR}


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_a_schema_of_the_dialect_it_names(kind: str) -> None:
    schema = schema_of(kind)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema)
    names = {f"#/$defs/{name}" for name in schema["$defs"]}
    used = set(re.findall(r"#/\$defs/[\w.-]+", str(schema)))
    assert used == names, "every definition is used, and every one that is used is there"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_files_are_valid(path: Path) -> None:
    assert problems(SHIPPED[path], path.read_text(encoding="utf-8")) == []


def test_the_shipped_files_are_of_every_kind() -> None:
    assert set(SHIPPED.values()) == set(KINDS)
    starters = sorted((ROOT / "generator/starter").rglob("*.yaml"))
    assert [path for path in starters if path not in SHIPPED] == FRAGMENTS


def test_every_key_of_content_is_explained() -> None:
    for schema in schema_of("content")["$defs"].values():
        assert schema["description"]
        record = schema if "type" in schema else schema.get("anyOf", [{}])[-1]
        assert [key for key, value in record.get("properties", {}).items() if not value["description"]] == []


# The corpus of mistakes


def test_every_rule_of_the_corpus_is_sorted() -> None:
    rules = set().union(*map(expected, CORPUS))
    assert rules == SHAPE | set(UNSEEN), "a new rule goes into SHAPE, or into UNSEEN with a reason"
    assert not SHAPE & set(UNSEEN)
    assert set(BEYOND) <= set(CORPUS)
    assert all(re.fullmatch("[a-z]+", reason) for reason in {**UNSEEN, **BEYOND}.values())


@pytest.mark.parametrize("name", [name for name in CORPUS if expected(name) & SHAPE and name not in BEYOND])
def test_a_mistake_of_shape_is_seen(name: str) -> None:
    assert problems(name.partition("-")[0], (ROOT / "tests/errors" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [name for name in CORPUS if not expected(name) & SHAPE or name in BEYOND])
def test_what_it_cannot_see_it_lets_pass(name: str) -> None:
    """So that the lists above stay true, and no editor marks what is right."""
    text = (ROOT / "tests/errors" / name).read_text(encoding="utf-8")
    try:
        found = problems(name.partition("-")[0], text)
    except yaml.YAMLError:
        assert {UNSEEN[rule] for rule in expected(name)} == {"parser"}
    else:
        assert found == []


# Small slips


def slips(text: str) -> list[mutations.Mutation]:
    """The text with a key misspelt or dropped, or a value of another type, everywhere."""
    keys = {entry.path for entry in mutations.entries(text) if entry.key is not None}
    return [*mutations.spelling(text), *mutations.types(text), *mutations.drops(text, keys)]


SLIPPING = {
    "sore-back": ("content", (ROOT / "content/sore-back.yaml").read_text(encoding="utf-8")),
    "race-day": ("content", (ROOT / "content/race-day.yaml").read_text(encoding="utf-8")),
    "en-GB": ("locale", (ROOT / "content/locales/en-GB.yaml").read_text(encoding="utf-8")),
    "club": ("club", CLUB),
    "handout-a4": ("layout", (ROOT / "layouts/handout-a4.yaml").read_text(encoding="utf-8")),
    "card-a6": ("layout", (ROOT / "layouts/card-a6.yaml").read_text(encoding="utf-8")),
    "a4-card-a7-eight": ("sheet", (ROOT / "layouts/sheets/a4-card-a7-eight.yaml").read_text(encoding="utf-8")),
    "avery-5388": ("sheet", (ROOT / "layouts/sheets/avery-5388.yaml").read_text(encoding="utf-8")),
    "ledger-a4": ("layout", (ROOT / "layouts/ledger-a4.yaml").read_text(encoding="utf-8")),
}
# In a layout that extends another, the other may have the key or the name.
ELSEWHERE = {"missing-key", "unknown-name"}


@pytest.mark.parametrize("name", SLIPPING)
def test_schema_and_program_refuse_the_same(name: str, tmp_path: Path) -> None:
    kind, text = SLIPPING[name]
    assert problems(kind, text) == []
    assert told(kind, text, tmp_path) == set()
    seen = set()

    @examples(60)
    @hypothesis.given(st.sampled_from(slips(text)))
    def check(slip: mutations.Mutation) -> None:
        try:
            found = problems(kind, slip.text)
        except yaml.YAMLError:
            return
        rules = told(kind, slip.text, tmp_path)
        visible = rules & SHAPE - (ELSEWHERE if kind == "layout" else set())
        assert bool(found) >= bool(visible), (slip.kind, slip.path, rules)
        assert bool(found) <= bool(rules), (slip.kind, slip.path, found)
        seen.add(bool(found))

    check()
    assert True in seen


def extended_by(text: str) -> str:
    return f"extends: handout-a4\n{text}\n"


# Layouts


@pytest.mark.parametrize(
    "text",
    [
        "page: {pages: 3}",
        "text: {citation: {underline: null}}",
        "looks: {tier: {tab: null}, tier.now: null}",
        "looks: {mine: {gap: 1 line}, list: {like: mine, gap: null}}",
        "looks: {tier: {parts: {lead: {text: body}, signs: {parts: {sign: {gap: .5 line}}}}}}",
        "skip: {checklist: null}",
        "give-way: [{note: closer, page: {pages: 4}, looks: {point: {gap: 2}}}]",
    ],
)
def test_a_layout_that_extends_another_needs_only_its_changes(text: str) -> None:
    wrong = {"point"} & set(text.split(": {"))  # the gap without a unit, so that this test can fail
    assert bool(problems("layout", extended_by(text))) == bool(wrong)
    assert problems("layout", text), "alone, it is no layout"


@pytest.mark.parametrize(
    "text",
    [
        "looks: {tier: {parts: {laed: {text: body}}}}",
        "looks: {section.safty: 3}",
        "looks: {tier: {parts: {lead: {parts: {nothing: {}}}}}}",
        "give-way: [{note: closer, line: 14 pt}]",
        "give-way: [{note: closer, extends: base}]",
        "page: {paper: [10 mm]}",
        "place: [{sections: {role: act, id: calves}}]",
        "place: [{}]",
    ],
)
def test_what_no_layout_may_say(text: str, tmp_path: Path) -> None:
    assert problems("layout", extended_by(text))
    assert told("layout", extended_by(text), tmp_path)


def test_every_element_and_variant_is_offered() -> None:
    """An editor offers properties; those of a part are its own."""
    schema = schema_of("layout")
    names = {*PARTS, *(f"{name}.{variant}" for name, variants in VARIANTS.items() for variant in variants)}
    for layout in ("Layout", "LayoutChanges", "GiveWay"):
        assert set(schema["$defs"][layout]["properties"]["looks"]["properties"]) == names
    tier = schema["$defs"]["look.tier"]
    assert set(re.findall(r"'(\w+)': {'\$ref': '#/\$defs/Part'}", str(tier))) == set(PARTS["tier"])


def test_text_may_look_like_a_number_and_lengths_may_not() -> None:
    """`edition: 2026` and `title: true` are text to us; a bare number is no length, and a date is one."""
    content = (ROOT / "content/race-day.yaml").read_text(encoding="utf-8")
    assert problems("content", re.sub("(?m)^(title|author): .*", r"\1: 12", content)) == []
    assert problems("content", re.sub("(?m)^edition: .*", "edition: 2026", content)) == []
    assert problems("content", re.sub("(?m)^written-on: .*", "written-on: 2026", content))
    assert problems("layout", extended_by("page: {top: 10}"))
