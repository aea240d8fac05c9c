"""Defines the smallest parts of a text: paragraphs, steps, points, warning signs, tasks, links.

Every part that can make a claim carries the ids of its `sources`, the topics of the source article that it `covers`
and the place it stands in.
"""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

from typing import Annotated, Literal

from generator.diagnostics import Diagnostics, Span
from generator.model.forms import ADDRESS
from generator.model.inline import Inline
from generator.record import NamedTuple
from generator.source.decode import Located

Level = Literal["now", "soon", "later"]
Ids = tuple[Located, ...]
Sources = Annotated[Ids, "Ids of the sources that support it."]
Topics = Annotated[Ids, "Topics of the source article that it covers."]
IsClaim = Annotated[bool, "States a fact about health: it must name a source."]

# SHORTHAND, EXAMPLE, NOUN and HOLDS speak to the decoder. They are class attributes; mypy expects none in a NamedTuple.


class Passage(NamedTuple):
    """A paragraph, or one item of a list or checklist."""

    SHORTHAND = "text"  # type: ignore[misc]
    text: Annotated[Inline, "What it says; **strong** and [links](https://...) may stand in it."]
    span: Span
    sources: Sources = ()
    covers: Topics = ()
    claim: IsClaim = False


class Step(NamedTuple):
    """One step of a numbered sequence."""

    SHORTHAND = "text"  # type: ignore[misc]
    span: Span
    title: Annotated[Inline | None, "One or two words above the text."] = None
    text: Annotated[Inline | None, "What to do."] = None
    sources: Sources = ()
    covers: Topics = ()
    claim: IsClaim = False

    def validate(self, diagnostics: Diagnostics) -> None:
        if self.title is None and self.text is None:
            diagnostics.error("empty-step", "a step needs a title or a text", self.span)


class Point(NamedTuple):
    """A short paragraph, or a list, under a title of its own."""

    title: Annotated[Inline, "One line above the text, without a full stop."]
    span: Span
    text: Annotated[Inline | None, "A few short sentences."] = None
    list_: Annotated[tuple[Passage, ...], "Items under the title, after the text if there is one."] = ()
    callout: Annotated[bool, "Marks the point as an exception that must not be overlooked."] = False
    sources: Sources = ()
    covers: Topics = ()
    claim: IsClaim = False
    handout_only: Annotated[str | None, "Why the checklist may leave out the topics covered here."] = None

    def validate(self, diagnostics: Diagnostics) -> None:
        if self.text is None and not self.list_:
            diagnostics.error("empty-point", "a point needs a text or a list under its title", self.span)


class Sign(NamedTuple):
    """A warning sign: it completes the lead-in of its tier."""

    SHORTHAND = "text"  # type: ignore[misc]
    text: Annotated[Inline, "The sign in plain words, without a full stop."]
    span: Span
    short: Annotated[Inline | None, "The sign as a short sentence of its own, for the card."] = None
    sources: Sources = ()
    covers: Topics = ()
    claim: IsClaim = False

    @property
    def brief(self) -> Inline:
        """What the card says."""
        return self.text if self.short is None else self.short


class Tier(NamedTuple):
    """Warning signs of one urgency, and whom to call."""

    level: Annotated[Level, "now: an emergency; soon: today; later: see a doctor."]
    lead: Annotated[Inline, "The lead-in that every sign completes. It names the number and the action."]
    signs: Annotated[tuple[Sign, ...], "The warning signs, seven at most."]
    span: Span
    call: Annotated[Inline | None, "Whom to call, large; else the locale's words for this level."] = None
    when: Annotated[Inline | None, "How soon; else the locale's words for this level."] = None
    note: Annotated[Inline | None, "One short sentence to go with it."] = None
    note_short: Annotated[Inline | None, "The same in fewer words, for the card."] = None
    sources: Annotated[Ids, "Ids of the sources that support the lead-in and the note."] = ()
    covers: Annotated[Ids, "Topics of the source article that it covers as a whole."] = ()
    claim: IsClaim = False

    def validate(self, diagnostics: Diagnostics) -> None:
        if not self.signs:
            message = "there are no warning signs in this tier"
            diagnostics.error("empty-list", message, self.span, "Add - lines to signs.")


class TaskGroup(NamedTuple):
    """Tasks to tick off at one moment (a pause point)."""

    NOUN = "a group"  # type: ignore[misc]
    title: Annotated[Inline, "The moment, such as: Next morning."]
    items: Annotated[tuple[Passage, ...], "What to do then, seven tasks at most."]
    span: Span


class FillIn(NamedTuple):
    """A line to write on, with a box to tick."""

    SHORTHAND = "label"  # type: ignore[misc]
    label: Annotated[Inline, "What to write there, with its colon."]
    span: Span
    wide: Annotated[bool, "Takes the whole width instead of half of it."] = False


class WebLink(NamedTuple):
    """An address to scan or type."""

    NOUN = "a link"  # type: ignore[misc]
    SHORTHAND = "address"  # type: ignore[misc]
    address: Annotated[Located, "The whole web address, https:// included.", ADDRESS]
    span: Span
    label: Annotated[Inline | None, "What is printed in its place, such as the address without https://."] = None
