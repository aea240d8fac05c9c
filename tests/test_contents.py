"""The shipped texts and locales: whole, without a diagnostic, and true to the promises of their headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

import pytest

from generator.diagnostics import Diagnostics
from generator.model.content import Content, claims_of, tiers_of
from generator.model.inline import Inline
from generator.model.locale import Locale
from generator.model.passages import Point, Tier
from generator.model.variables import NAMES, variables
from generator.source.decode import decode
from generator.source.files import find, read_file, shipped_names

T = TypeVar("T")

CONTENTS = shipped_names("content")
LOCALES = shipped_names("content/locales")
EMERGENCY = {"en-GB": ["999"], "en-US": ["911"], "en-AU": ["000"], "en-NZ": ["111"], "en-IE": ["112", "999"]}

# The source article's sections in its own order, and where each must be found. None: the card leaves it out, for the
# reason that the handout's section gives.
ARTICLE = {
    "cause-posture": ("why", None),
    "cause-terrain": ("why", None),
    "cause-core": ("why", None),
    "cause-kit": ("why", None),
    "prevent-posture": ("prevent", "Before your next run"),
    "prevent-core": ("prevent", "Before your next run"),
    "prevent-gear": ("prevent", "Before your next run"),
    "prevent-surface": ("prevent", "Before your next run"),
    "relief-heat-cold": ("today", "Within 2 hours"),
    "relief-stretches": ("today", "Within 2 hours"),
    "relief-massage": ("today", "Within 2 hours"),
    "relief-medical": ("get-help", "Straight after the run"),
    "conclusion": ("why", "Next morning"),
}


def shipped(kind: str, name: str, target: type[T]) -> T:
    diagnostics = Diagnostics()
    node = read_file(find(kind, name), diagnostics)
    value = None if node is None else decode(node, target, diagnostics)
    assert diagnostics.sorted() == ()
    assert value is not None
    return value


def content(name: str) -> Content:
    return shipped("content", name, Content)


def texts(value: object) -> Iterator[Inline]:
    if isinstance(value, Inline):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)


def tiers(name: str) -> list[Tier]:
    return [tier for section in content(name).sections for tier in tiers_of(section)]


def test_what_is_shipped() -> None:
    assert {"race-day", "sore-back"} <= set(CONTENTS)
    assert set(EMERGENCY) <= set(LOCALES)


@pytest.mark.parametrize("name", CONTENTS)
def test_a_text_says_that_nobody_has_checked_it(name: str) -> None:
    text = content(name)
    assert (text.reviewed_by, text.reviewed_on, text.review_by) == (None, None, None)
    assert text.slug.value == name


@pytest.mark.parametrize("topic", ARTICLE)
def test_every_section_of_the_article_is_on_the_handout_and_on_the_card(topic: str) -> None:
    text = content("sore-back")
    assert list(text.topics) == list(ARTICLE)
    place, moment = ARTICLE[topic]
    covering = {
        section.id.value: section
        for section in text.sections
        for claim in claims_of(section)
        if topic in [word.value for word in claim.covers]
    }
    assert place in covering
    assert text.checklist is not None
    moments = [
        group.title.plain
        for group in text.checklist.groups
        for task in group.items
        if topic in [word.value for word in task.covers]
    ]
    if moment is None:
        assert moments == []
        assert covering[place].handout_only
    else:
        assert moment in moments


@pytest.mark.parametrize("name", CONTENTS)
def test_every_text_has_the_same_warning_signs_each_with_a_source_and_a_short_form(name: str) -> None:
    signs = [(tier.level, tier.signs) for tier in tiers(name)]
    assert [(level, len(some)) for level, some in signs] == [("now", 6), ("soon", 4), ("later", 7)]
    assert all(sign.short and sign.sources for _, some in signs for sign in some)
    assert [[sign.text.plain for sign in some] for _, some in signs] == [
        [sign.text.plain for sign in tier.signs] for tier in tiers("sore-back")
    ]


@pytest.mark.parametrize("name", CONTENTS)
def test_signs_complete_their_lead_in(name: str) -> None:
    for tier in tiers(name):
        assert tier.lead.plain.endswith(":")
        for sign in tier.signs:
            assert sign.text.plain[0].islower()
            assert not sign.text.plain.endswith(".")
            assert sign.brief.plain.endswith(".")


@pytest.mark.parametrize("name", CONTENTS)
def test_no_emergency_number_is_typed_into_a_text(name: str) -> None:
    typed = re.compile(r"\b(999|112|911|000|111|A&E|GP)\b")
    assert [inline.plain for inline in texts(content(name)) if typed.search(inline.plain)] == []


@pytest.mark.parametrize("name", CONTENTS)
def test_sentences_are_short(name: str) -> None:
    sentences = [part for inline in texts(content(name)) for part in re.split(r"(?<=[.?!:])\s", inline.plain)]
    assert len(sentences) > 80
    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []


@pytest.mark.parametrize("name", CONTENTS)
def test_titles_of_points_are_no_sentences(name: str) -> None:
    points = [one for section in content(name).sections for one in claims_of(section) if isinstance(one, Point)]
    assert len(points) > 5
    assert [point.title.plain for point in points if point.title.plain.endswith(".")] == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", CONTENTS)
def test_every_variable_has_a_value_in_every_locale_even_without_a_club(name: str, locale: str) -> None:
    text, country = content(name), shipped("content/locales", locale, Locale)
    given = variables(country, None, text)
    used = {variable for inline in texts((*text, country.tiers)) for variable in inline.variables}
    assert used
    assert used <= set(NAMES)
    assert used <= set(given)


@pytest.mark.parametrize("name", LOCALES)
def test_a_locale_has_its_own_emergency_number_and_no_other(name: str) -> None:
    locale = shipped("content/locales", name, Locale)
    assert locale.language.value == name
    numbers = re.findall(r"\d+", locale.emergency.ambulance.value)
    assert numbers == EMERGENCY.get(name, numbers)
    assert numbers
    advice = " ".join(word.value for word in (locale.advice.number, locale.advice.who) if word)
    assert not set(numbers) & set(re.findall(r"\d+", advice))  # 111 is an advice line here and an ambulance there
    now = locale.call("now").call
    assert now.variables == ("emergency.ambulance",) or now.plain in numbers


def test_locales_of_one_language_have_the_same_words() -> None:
    first, *others = (shipped("content/locales", name, Locale) for name in LOCALES)
    words = [form.plain for form in first.words]
    assert all([form.plain for form in other.words] == words for other in others if other.language.value[:2] == "en")
