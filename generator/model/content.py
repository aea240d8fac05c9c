"""Turns a content file into a `Content` value and checks what only the whole file can show: ids, topics and sources."""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

import datetime
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Annotated, Any, Literal

from generator.diagnostics import Diagnostics, Span
from generator.model.blocks import BLOCK, Block, Claim, SourceList, TierList, claims_in
from generator.model.exhibits import Figure
from generator.model.forms import ADDRESS, FILLED, SLUG, TAG, variables_in
from generator.model.inline import Inline
from generator.model.passages import Ids, Point, TaskGroup, Tier, WebLink
from generator.record import NamedTuple
from generator.source.decode import Form, Located, decode, suggest, written
from generator.source.node import Node

Role = Literal["safety", "act", "explain", "prevent", "recover", "know", "plan", "info"]
LOCAL_VARIABLES = ("emergency.", "advice.", "doctor.")  # they take their value from the locale
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])(?![0-9])")
_ID = Form(SLUG, "id", "{} cannot be used here", "an id has small letters, digits and hyphens")
_SLUG = Form(SLUG, "slug", "{} cannot be used here", "a slug has small letters, digits and hyphens")
_EDITION = Form(FILLED, "empty-text", "the edition is empty")


@written(datetime.date)
class Day(NamedTuple):
    """A date with its place."""

    value: datetime.date
    span: Span

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> "Day | None":
        """Read a date as ISO 8601 writes it in full."""
        date = decode(node, datetime.date, diagnostics)
        return None if date is None else cls(date, node.span)


class Publication(NamedTuple):
    """A publication that supports what the text says."""

    NOUN = "a source"  # type: ignore[misc]
    title: Annotated[str, "Its title."]
    publisher: Annotated[str, "Who published it, with the year where it has one."]
    address: Annotated[Located, "The whole web address.", ADDRESS]
    read: Annotated[datetime.date, "The day on which somebody last read it for this text."]
    short: Annotated[Inline, "How the page cites it, in a few words."]
    span: Span


class FurtherReading(NamedTuple):
    """Something to read that the text does not rest on."""

    NOUN = "a reading"  # type: ignore[misc]
    SHORTHAND = "title"  # type: ignore[misc]
    title: Annotated[Inline, "Its title."]
    span: Span
    publisher: Annotated[Inline | None, "Who published it."] = None
    address: Annotated[Located | None, "The whole web address.", ADDRESS] = None
    note: Annotated[Inline | None, "A short sentence to go with it."] = None


class Section(NamedTuple):
    """A part of the text under one heading."""

    id: Annotated[Located, "A name for it, unique in this file: small letters, digits and hyphens.", _ID]
    role: Annotated[Role, "What it is for; layouts place it by this. Nothing with the role safety is left out."]
    title: Annotated[Inline, "Its heading."]
    blocks: Annotated[tuple[Annotated[Block, BLOCK], ...], "What it is made of, in reading order."]
    span: Span
    covers: Annotated[Ids, "Topics of the source article that it covers as a whole."] = ()
    sources: Annotated[Ids, "Ids of the sources that support it as a whole."] = ()
    handout_only: Annotated[str | None, "Why the checklist may leave out the topics covered here."] = None
    language: Annotated[Located | None, "Its language (BCP 47) where it is not the file's.", TAG] = None


class Checklist(NamedTuple):
    """The text of the card: what to do when, and a title for the warning signs that stand beside it."""

    EXAMPLE = "checklist: {title: ..., groups: [{title: ..., items: [...]}]}"  # type: ignore[misc]

    title: Annotated[Inline, "The card's title."]
    groups: Annotated[tuple[TaskGroup, ...], "The moments, in order of time."]
    span: Span
    warnings_title: Annotated[Inline | None, "The heading over warning signs, if there are any: Stop and get help."] = (
        None
    )


class Content(NamedTuple):
    """One text: everything that a handout and a card are made of."""

    NOUN = "a content file"  # type: ignore[misc]  # a class attribute, not a field

    title: Annotated[Inline, "The title."]
    slug: Annotated[Located, "The name of the files made from it: small letters, digits and hyphens.", _SLUG]
    language: Annotated[Located, "The language of the text (BCP 47), such as en-GB.", TAG]
    edition: Annotated[Located, "Which edition this is, such as 2026-11.", _EDITION]
    message: Annotated[Inline, "The one main message, three short sentences at most."]
    sections: Annotated[tuple[Section, ...], "The parts of the text, in reading order."]
    sources: Annotated[
        dict[str, Publication], "The sources by id; whatever claims something names those that support it."
    ]
    span: Span
    message_sources: Annotated[Ids, "Ids of the sources that support the message."] = ()
    subtitle: Annotated[Inline | None, "A line under the title."] = None
    locale: Annotated[Located | None, "The locale: emergency numbers, words and date forms of one country."] = None
    layouts: Annotated[tuple[Located, ...], "Layouts to build, unless the command names others."] = ()
    author: Annotated[Inline | None, "Who wrote it."] = None
    written_on: Annotated[datetime.date | None, "The day it was written."] = None
    reviewed_by: Annotated[Inline | None, "The clinician who checked it: name and job. Empty: nobody has."] = None
    reviewed_on: Annotated[Day | None, "The day of that check."] = None
    review_by: Annotated[Day | None, "The day by which it must be checked again."] = None
    help: Annotated[WebLink | None, "Where to find more help; the QR code holds its address."] = None
    notice: Annotated[Inline | None, "What kind of advice this is, and is not."] = None
    topics: Annotated[dict[str, Located], "What must be covered: id and title of the source article's sections."] = {}  # noqa: RUF012
    checklist: Annotated[Checklist | None, "The text of the card."] = None
    further_reading: Annotated[tuple[FurtherReading, ...], "Something to read that the text does not rest on."] = ()
    allow: Annotated[dict[str, Located], "Rules whose warnings are quietened here: the rule's id, and why."] = {}  # noqa: RUF012

    @staticmethod
    def validate_parts(sound: dict[str, Any], diagnostics: Diagnostics) -> None:
        first: dict[str, Span] = {}
        for word, span in (section.id for section in sound.get("sections", ())):
            if first.setdefault(word, span) is not span:
                related = ((first[word], "the first one"),)
                diagnostics.error("duplicate-id", f"two sections have the id '{word}'", span, related=related)

    def validate(self, diagnostics: Diagnostics) -> None:
        _check_dates(self, diagnostics)
        _check_sources(self, diagnostics)
        _check_topics(self, diagnostics)
        if self.locale is None:
            _check_needs_no_locale(self, diagnostics)


def claims(content: Content) -> Iterator[Claim | Section]:
    """Everything that may cite sources and cover topics, in reading order; what is on the card comes last."""
    for section in content.sections:
        yield from claims_of(section)
    yield from claims_on_card(content)


def claims_of(section: Section) -> Iterator[Claim | Section]:
    """A section, and everything in it that may cite sources and cover topics."""
    yield section
    for block in section.blocks:
        yield from claims_in(block)


def claims_on_card(content: Content) -> Iterator[Claim | Section]:
    """The tasks of the checklist."""
    for group in content.checklist.groups if content.checklist else ():
        yield from group.items


def tiers_of(section: Section) -> tuple[Tier, ...]:
    """The warning signs of a section, by urgency."""
    return tuple(tier for block in section.blocks if isinstance(block, TierList) for tier in block.tiers)


def figures_of(content: Content) -> tuple[Figure, ...]:
    """All pictures and drawings of a content."""
    return tuple(block for section in content.sections for block in section.blocks if isinstance(block, Figure))


def _check_dates(content: Content, diagnostics: Diagnostics) -> None:
    if content.written_on is None and not _MONTH.match(content.edition.value):
        message = f"the edition '{content.edition.value}' does not tell when the text was written"
        hint = "Start it with the year and month, such as 2026-11, or add written-on: 2026-11-05."
        diagnostics.warning("no-date", message, content.edition.span, hint)
    by, on, again = content.reviewed_by, content.reviewed_on, content.review_by
    if (by is None) != (on is None):
        hint = "fill in both reviewed-by and reviewed-on, or neither: the page then says that nobody has checked it"
        diagnostics.error("half-reviewed", "a check needs a name and a date", by.span if by else content.span, hint)
    if on is not None and again is not None and again.value <= on.value:
        message = f"the next check ({again.value}) is not after the last one ({on.value})"
        diagnostics.error("review-order", message, again.span, related=((on.span, "the last one"),))


def _check_known(word: Located, known: Mapping[str, object], kind: str, diagnostics: Diagnostics) -> None:
    if word.value not in known:
        meant = suggest(word.value, known)
        some = ", ".join(islice(known, 20)) + (" ..." if len(known) > 20 else "")
        hint = f"did you mean '{meant}'?" if meant else f"known: {some or 'none'}"
        diagnostics.error(f"unknown-{kind}", f"there is no {kind} '{word.value}' in this file", word.span, hint)


def citations(content: Content) -> tuple[Located, ...]:
    """Every place where the text names a source."""
    cited = list(content.message_sources)
    cited += [word for claim in claims(content) for word in claim.sources]
    for section in content.sections:
        cited += [word for block in section.blocks if isinstance(block, SourceList) for word in block.ids or ()]
    return tuple(cited)


def _check_sources(content: Content, diagnostics: Diagnostics) -> None:
    cited = citations(content)
    for word in cited:
        _check_known(word, content.sources, "source", diagnostics)
    used = {word.value for word in cited}
    for name, source in content.sources.items():
        if name not in used:
            hint = "name it where the text rests on it, or move it to further-reading"
            diagnostics.warning("unused-source", f"nothing cites the source '{name}'", source.span, hint)


def _check_topics(content: Content, diagnostics: Diagnostics) -> None:
    on_handout: set[str] = set()
    off_card: set[str] = set()
    for section in content.sections:
        for claim in claims_of(section):
            on_handout.update(word.value for word in claim.covers)
            if section.handout_only or (isinstance(claim, Point) and claim.handout_only):
                off_card.update(word.value for word in claim.covers)
    on_card = {word.value for claim in claims_on_card(content) for word in claim.covers}
    for claim in claims(content):
        for word in claim.covers:
            _check_known(word, content.topics, "topic", diagnostics)
    for topic, title in content.topics.items():
        if topic not in on_handout:
            hint = f"add covers: [{topic}] where a section speaks of it"
            diagnostics.error("uncovered-topic", f"no section covers '{title.value}' ({topic})", title.span, hint)
        elif content.checklist and topic not in on_card | off_card:
            hint = f"add covers: [{topic}] to a task, or handout-only with the reason to the section or point"
            message = f"the checklist leaves out '{title.value}' ({topic})"
            diagnostics.error("uncovered-topic", message, title.span, hint)


def _check_needs_no_locale(content: Content, diagnostics: Diagnostics) -> None:
    hint = "name one, such as locale: en-GB"
    for value in _walk(content):
        if isinstance(value, Tier) and (value.call is None or value.when is None):
            message = "this tier takes whom to call from a locale, and the file names none"
            diagnostics.error("no-locale", message, value.span, hint)
        names: tuple[str, ...] = ()
        if isinstance(value, Inline):
            names, span = value.variables, value.span
        elif isinstance(value, WebLink):
            names, span = variables_in(value.address.value), value.address.span
        for name in names:
            if name.startswith(LOCAL_VARIABLES):
                message = f"{{{name}}} takes its value from a locale, and the file names none"
                diagnostics.error("no-locale", message, span.at(f"{{{name}}}"), hint)


def _walk(value: object) -> Iterator[object]:
    """`value` and all that it holds."""
    yield value
    if isinstance(value, tuple) and not isinstance(value, (Inline, Span)):
        for part in value:
            yield from _walk(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _walk(part)
