"""Each shipped file with one slip in it: whatever the slip, something is told within a line of it.

A slip that cannot be wrong is left out, and only then: the YAML means the same as before (PyYAML says so), or the model
allows both forms there (a text alone for a record with `SHORTHAND`, one size for a list of sizes), or a lost key is
taken from the layout that is extended or the look that is copied.

A lost key leaves no trace. It counts as told where it stood, or at the first line of the record that lost it.
A name that others use (a source, a colour, a text style) may be misspelt where it is given: then the error stands where
it is used, and must show the misspelt one as well, or warn of it.
"""

from __future__ import annotations

import random
import types as python_types
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Diagnostics, Severity
from generator.model.club import Club
from generator.model.compile import compile_layout
from generator.model.content import Content
from generator.model.layout import LayoutFile, Sizes, TextStyle
from generator.model.locale import Locale
from generator.model.looks import Look
from generator.source.decode import OneOf, decode
from generator.source.overlay import extended
from generator.source.reader import read_text
from tests.support import mutations
from tests.support.fuzzing import FUZZ
from tests.support.mutations import Mutation, Trail
from tests.support.wording import ROOT

pytestmark = pytest.mark.slow

CLUB = """\
# A club
name: Riverside Runners
contact: runners@riverside.example
web: https://riverside.example
meets: Tuesdays at 7 pm, boathouse
accent: "#00563F"
"""
LAYOUTS = sorted(path.stem for path in (ROOT / "layouts").glob("*.yaml"))
TEXTS = {
    **{str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in ROOT.glob("content/*.yaml")},
    **{str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in ROOT.glob("content/locales/*.yaml")},
    **{f"layouts/{name}.yaml": (ROOT / f"layouts/{name}.yaml").read_text(encoding="utf-8") for name in LAYOUTS},
    "club.yaml": CLUB,
}
NAMES = sorted(TEXTS)
MANY = 200  # slips in a file, of which a part is enough
# What fields with nodes in them hold is put together first (`like`, variants) and decoded then.
NODES = {
    (LayoutFile, "text"): dict[str, TextStyle],
    (LayoutFile, "looks"): dict[str, Look],
    (Look, "parts"): dict[str, Look],
}


class Told(NamedTuple):
    """What was said of a text, and under which name."""

    found: tuple[Diagnostic, ...]
    name: str

    def near(self, *lines: int) -> list[Diagnostic]:
        """What was said within a line of one of these."""
        return [
            problem
            for problem in self.found
            for span in [problem.span, *(place for place, _ in problem.related)]
            if span and span.source.name == self.name and any(abs(span.line - line) <= 1 for line in lines)
        ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of the shipped layouts, one of which is written anew for each slip."""
    folder = tmp_path_factory.mktemp("layouts")
    for name in LAYOUTS:
        (folder / f"{name}.yaml").write_text(TEXTS[f"layouts/{name}.yaml"], encoding="utf-8")
    # Whatever the base gives is used by this one; it says nothing over it that is not looked at then.
    handout = TEXTS["layouts/handout-a4.yaml"]
    about = next(line for line in handout.splitlines() if line.startswith("about:"))
    (folder / "user.yaml").write_text(handout.replace(about + "\n", ""), encoding="utf-8")
    return folder


def told(name: str, text: str, folder: Path) -> Told:
    diagnostics = Diagnostics()
    if not name.startswith("layouts/"):
        target: Any = Locale if "locales" in name else Content if name.startswith("content/") else Club
        node = read_text(text.encode(), name, diagnostics)
        if node is not None:
            decode(node, target, diagnostics)
        return Told(diagnostics.sorted(), name)
    path = folder / Path(name).name
    try:
        path.write_text(text, encoding="utf-8")
        mapping = extended(str(folder / "user.yaml" if path.stem == "base" else path), diagnostics)
        if mapping:
            compile_layout(mapping, diagnostics)
    finally:
        path.write_text(TEXTS[name], encoding="utf-8")
    return Told(diagnostics.sorted(), str(path))


def unlocated(
    name: str,
    slips: Iterable[Mutation],
    folder: Path,
    exempt: set[tuple[str, Trail]],
    hinted: list[bool] | None = None,
) -> list[str]:
    """The slips of which nothing is told within a line; `hinted` gets whether hints name what was there before."""
    missed = []
    counts: Counter[str] = Counter()
    for slip in slips:
        counts[slip.kind] += 1
        said = told(name, slip.text, folder)
        if hinted is not None:
            # A look is misspelt in its element or in its variant: tier.now.
            words = [f"'{word}'" for word in (slip.was, *slip.was.split("."))]
            about = [
                one
                for one in said.found
                if one.rule in ("unknown-key", "unknown-name")
                and f"'{slip.became}'" in one.message
                and one.span
                and one.span.line == slip.line
            ]
            hinted += [any(f"Did you mean {word}?" in (one.hint or "") for word in words) for one in about[:1]]
        if not said.near(slip.line, *slip.also) and (slip.kind, slip.path) not in exempt:
            if mutations.same_meaning(TEXTS[name], slip.text):
                counts["the same"] += 1
            else:
                lines = [f"{one.span.line}: {one.message}" for one in said.found[:3] if one.span]
                missed.append(f"{name}:{slip.line} {slip.kind}: {slip.was!r} became {slip.became!r}: {lines}")
    assert counts["the same"] * 2 <= sum(counts.values()), "most slips must be wrong"
    return missed


def some(slips: Iterable[Mutation]) -> list[Mutation]:
    """All slips of a small file, and of a large one every fourth, each kind in its turn; all under `make fuzz`."""
    every = list(slips)
    if FUZZ or len(every) <= MANY:
        return every
    chosen = [slip for index, slip in enumerate(every) if index % 4 == index // 4 % 4]
    assert {slip.kind for slip in chosen} == {slip.kind for slip in every}
    return chosen


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_told_of_the_files_as_they_are(name: str, folder: Path) -> None:
    assert not [one for one in told(name, TEXTS[name], folder).found if one.severity is Severity.ERROR]


@pytest.mark.parametrize("name", NAMES)
def test_a_misspelt_key(name: str, folder: Path) -> None:
    slips = some(mutations.spelling(TEXTS[name]))
    assert {slip.kind for slip in slips} == set(mutations.SPELLINGS)
    hinted: list[bool] = []
    assert unlocated(name, slips, folder, set(), hinted) == []
    assert sum(hinted) >= 0.95 * len(hinted) > 0, f"{sum(hinted)} of {len(hinted)} hints name the right word"


@pytest.mark.parametrize("name", NAMES)
def test_a_misspelt_key_with_any_letter_anywhere(name: str, folder: Path) -> None:
    keys = [entry for entry in mutations.entries(TEXTS[name]) if entry.key]

    @given(st.sampled_from(range(len(keys))), st.sampled_from(mutations.SPELLINGS), st.randoms(use_true_random=False))
    def check(index: int, kind: str, chance: random.Random) -> None:
        slip = mutations.misspell(TEXTS[name], keys[index], kind, chance)
        assert slip is None or unlocated(name, [slip], folder, set()) == []

    check()


@pytest.mark.parametrize("name", NAMES)
def test_a_value_of_another_type(name: str, folder: Path) -> None:
    either = {("mapping to scalar", trail) for trail, kind in records(name) if getattr(kind, "SHORTHAND", None)}
    either |= {("scalar to list", trail) for trail, kind in records(name) if kind is Sizes}
    assert unlocated(name, some(mutations.types(TEXTS[name])), folder, either) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_lost_key(name: str, folder: Path) -> None:
    wanted = set(required(name))
    slips = list(mutations.drops(TEXTS[name], wanted))
    assert len(slips) == len(wanted) >= (0 if "extends:" in TEXTS[name] else 1)
    assert unlocated(name, slips, folder, set()) == []


@pytest.mark.parametrize("name", NAMES)
def test_broken_indentation(name: str, folder: Path) -> None:
    assert unlocated(name, some(mutations.indentation(TEXTS[name])), folder, set()) == []


# Which records a file is made of


@cache
def records(name: str) -> tuple[tuple[Trail, Any], ...]:
    """Every record of a file, and every value with a form of its own, by the annotations of the model."""
    kind: Any = Content if name.startswith("content/") else LayoutFile if name.startswith("layouts/") else Club
    node = yaml.compose(TEXTS[name], yaml.SafeLoader)
    return tuple(_records(Locale if "locales" in name else kind, node, ()))


def _records(target: Any, node: Any, trail: Trail) -> Iterator[tuple[Trail, Any]]:
    origin, arguments = get_origin(target), get_args(target)
    one_of = next((note for note in arguments[1:] if isinstance(note, OneOf)), None) if origin is Annotated else None
    if one_of and isinstance(node, yaml.MappingNode):
        kinds = {key: kind for key, kind, _ in one_of.kinds}
        for key, value in node.value:
            yield from _records(OneOf.content(kinds[key.value]), value, (*trail, key.value))
    elif origin is Annotated:
        yield from _records(arguments[0], node, trail)
    elif origin in (Union, python_types.UnionType):
        for part in arguments:
            yield from _records(part, node, trail)
    elif origin is tuple and isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _records(arguments[0], item, (*trail, index))
    elif origin is dict and isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _records(arguments[1], value, (*trail, key.value))
    elif hasattr(target, "_fields"):
        yield trail, target
        if isinstance(node, yaml.MappingNode) and not hasattr(target, "decode_node"):
            hints = get_type_hints(target, include_extras=True)
            fields = {field.rstrip("_").replace("_", "-"): field for field in target._fields}
            for key, value in node.value:
                field = fields.get(key.value)
                if field:
                    yield from _records(NODES.get((target, field), hints[field]), value, (*trail, key.value))
                elif target is LayoutFile and key.value == "give-way":
                    for index, step in enumerate(value.value):
                        yield from _records(LayoutFile, step, (*trail, "give-way", index))


def required(name: str) -> Iterator[Trail]:
    """The keys of a file without which it is wrong."""
    given = [entry.path for entry in mutations.entries(TEXTS[name])]
    for trail, kind in records(name):
        if hasattr(kind, "decode_node") or (kind is LayoutFile and trail):
            continue  # a step of giving way changes a layout; it is none
        needs = [field for field in kind._fields if field not in kind._field_defaults and field != "span"]
        for field in needs:
            path = (*trail, field.rstrip("_").replace("_", "-"))
            if path in given and not (name.startswith("layouts/") and inherited(name, path)):
                yield path


def inherited(name: str, path: Trail) -> bool:
    """Whether a layout has the key from elsewhere: from what it extends, or what the style or look is laid over."""
    chain = [yaml.load(TEXTS[name], yaml.BaseLoader)]
    while "extends" in chain[-1]:
        chain.append(yaml.load(TEXTS[f"layouts/{chain[-1]['extends']}.yaml"], yaml.BaseLoader))
    if path[0] == "give-way":
        return True  # steps change what is there
    places = [path]
    for place in places:  # grows as it goes
        if place[0] in ("text", "looks") and len(place) > 2:
            kind, style, *rest = place
            like = [_at(layer, (kind, style, "like")) for layer in chain]
            names = [one for one in (*like, str(style).partition(".")[0]) if one]
            if "parts" in rest:
                at = rest.index("parts")
                places += [spot for spot in [("looks", *rest[at + 1 :])] if spot not in places]
            places += [spot for spot in [(kind, one, *rest) for one in names] if spot not in places]
    return any(_at(layer, place) is not None for place in places for layer in (chain[1:] if place == path else chain))


def _at(tree: Any, path: Trail) -> Any:
    for key in path:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree
