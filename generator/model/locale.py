"""Turns a locale file into a `Locale`: the emergency numbers, words and date forms of one country and language.

A file of `content/words/` becomes a `WordList`: what the words of one language are judged by.
"""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

import datetime
from typing import Annotated

from generator.diagnostics import Diagnostics, Span
from generator.model.forms import variables_in
from generator.model.inline import Inline
from generator.model.passages import Level
from generator.record import NamedTuple
from generator.source.decode import Located


class Emergency(NamedTuple):
    """Help that cannot wait."""

    ambulance: Annotated[Located, "The emergency number, or numbers: 999."]
    hospital: Annotated[Located, "Where a hospital takes emergencies, in a sentence after 'go to': A&E."]


class Advice(NamedTuple):
    """Medical advice on the same day."""

    who: Annotated[Located, "Whom to call, in a sentence after 'call': 111 or a doctor."]
    number: Annotated[Located | None, "The number of an advice line alone, where the country has one."] = None


class Doctor(NamedTuple):
    """Help that can wait for an appointment."""

    short: Annotated[Located, "In one word: GP."]
    who: Annotated[Located, "Whom to see, in a sentence after 'see': a GP or physio."]


class Call(NamedTuple):
    """What stands large beside the warning signs of one urgency."""

    call: Annotated[Inline, "Whom to call, as short as can be."]
    when: Annotated[Inline, "How soon."]


class Tiers(NamedTuple):
    """The calls of the three urgencies."""

    now: Annotated[Call, "An emergency."]
    soon: Annotated[Call, "On the same day."]
    later: Annotated[Call, "By appointment."]


class Words(NamedTuple):
    """The words that the program adds to a page. Names in braces are filled in."""

    page: Annotated[Inline, "Page {page} of {pages}"]
    step: Annotated[Inline, "Step {number}: read aloud before each step's text."]
    more_help: Annotated[Inline, "Before the help address."]
    scan: Annotated[Inline, "After the help address, beside the QR code."]
    scan_or_go: Annotated[Inline, "Before the help address where space is short."]
    qr_code: Annotated[Inline, "The QR code in words, for people who cannot see it: {address}"]
    written_by: Annotated[Inline, "{author}"]
    checked_by: Annotated[Inline, "{reviewer}"]
    not_checked: Annotated[Inline, "Says that no clinician has checked the text."]
    reviewed: Annotated[Inline, "When it was checked: {date}"]
    next_review: Annotated[Inline, "When it must be checked again: {date}"]
    edition: Annotated[Inline, "{edition}"]
    sources: Annotated[Inline, "Before the list of sources."]
    further_reading: Annotated[Inline, "Before the further reading."]
    contact: Annotated[Inline, "{contact}"]
    meets: Annotated[Inline, "{meets}"]
    web: Annotated[Inline, "Before the club's web address."]
    turn_over: Annotated[Inline, "Says that the card has another side."]


class CalibrationWords(NamedTuple):
    """The words of the printer target. Names in braces are filled in."""

    title: Annotated[Inline, "What it is: {paper}"]
    front: Annotated[Inline, "The heading of the front."]
    back: Annotated[Inline, "The heading of the back."]
    top: Annotated[Inline, "Stands at the top edge."]
    print: Annotated[Inline, "The first step."]
    fold: Annotated[Inline, "The second step."]
    read: Annotated[Inline, "The third step; the command follows."]
    check: Annotated[Inline, "The third step of a target that is corrected already: {printer}, {letter}, {number}"]
    same: Annotated[Inline, "On the back: what to do there."]
    example: Annotated[Inline, "Under the picture of a reading: {letter}"]
    letter: Annotated[Inline, "Before the place to write the letter in."]
    number: Annotated[Inline, "Before the place to write the number in."]
    frame: Annotated[Inline, "How large the frame is: {size}"]
    measured: Annotated[Inline, "What to do if it is printed in another size: {example}"]
    letters_in_words: Annotated[Inline, "The lines with letters, for people who cannot see them: {first}, {last}"]
    numbers_in_words: Annotated[Inline, "The lines with numbers, for people who cannot see them: {first}, {last}"]
    fold_in_words: Annotated[Inline, "The picture of folding, for people who cannot see it."]
    example_in_words: Annotated[Inline, "The picture of a reading, for people who cannot see it: {letter}"]


class SheetWords(NamedTuple):
    """What stands beside the cards of a print sheet. Names in braces are filled in."""

    ruler: Annotated[Inline, "Beside the ruler: what to do if its line is not 50 mm long."]
    millimetres: Annotated[Inline, "Beside the line of 50 mm."]
    inches: Annotated[Inline, "Beside the line of 2 in."]
    job: Annotated[Inline, "{name}, {edition}, {sheet} of {sheets}, {side} and {flip}"]
    front: Annotated[Inline, "The side, on a front."]
    long_edge: Annotated[Inline, "How the paper is turned over: on its long edge."]
    short_edge: Annotated[Inline, "How the paper is turned over: on its short edge."]
    not_turned: Annotated[Inline, "The paper is printed on one side only."]


class Locale(NamedTuple):
    """What a country says and whom it calls."""

    language: Annotated[Located, "The language of these words (BCP 47)."]
    emergency: Annotated[Emergency, "Help that cannot wait."]
    advice: Annotated[Advice, "Medical advice on the same day."]
    doctor: Annotated[Doctor, "Help that can wait for an appointment."]
    tiers: Annotated[Tiers, "What stands beside warning signs, unless the text says otherwise."]
    words: Annotated[Words, "The words that the program adds to a page."]
    months: Annotated[tuple[str, ...], "The names of the twelve months."]
    date: Annotated[Inline, "A day, from {day}, {month} and {year}."]
    month: Annotated[Inline, "A month, from {month} and {year}."]
    units: Annotated[tuple[str, ...], "Words that stay on one line with the number before them."]
    span: Span
    calibration: Annotated[CalibrationWords | None, "The words of the printer target, which `calibrate` needs."] = None
    sheet: Annotated[SheetWords | None, "What stands beside the cards of a print sheet."] = None

    def validate(self, diagnostics: Diagnostics) -> None:
        if len(self.months) != 12:
            diagnostics.error("months", f"a year has twelve months, here are {len(self.months)}", self.span)
        for words in filter(None, (self, self.words, self.calibration, self.sheet)):
            for field, note in type(words).__annotations__.items():
                form = getattr(words, field)
                if isinstance(form, Inline):
                    # Each must have the names of its description; other words of a page may have the text's variables.
                    slots = variables_in(note.__metadata__[0])
                    if (slots or words is not self.words) and sorted(form.variables) != sorted(slots):
                        wanted = ", ".join(f"{{{slot}}}" for slot in slots)
                        message = f"this needs each of {wanted} once, and no other name in braces"
                        diagnostics.error("locale-form", message, form.span)

    def call(self, level: Level) -> Call:
        """Whom to call at this level."""
        return {"now": self.tiers.now, "soon": self.tiers.soon, "later": self.tiers.later}[level]

    def day(self, date: datetime.date) -> str:
        """The date in words, such as 5 November 2026."""
        return fill(self.date, day=str(date.day), month=self.months[date.month - 1], year=str(date.year))

    def month_of(self, date: datetime.date) -> str:
        """The month in words, such as November 2026."""
        return fill(self.month, month=self.months[date.month - 1], year=str(date.year))


class WordList(NamedTuple):
    """The words of one language that a text should not use, with better ones, and those that are fine."""

    span: Span
    language: Annotated[Located, "The language of these words, such as en (BCP 47)."]
    promises: Annotated[tuple[str, ...], "Words and phrases that promise too much, such as: cure, always works."]
    plainer: Annotated[dict[str, str], "Hard words and phrases, each with plainer ones."]
    denials: Annotated[tuple[str, ...], "Words that take a promise back, such as: no, not, cannot."] = ()
    known: Annotated[tuple[str, ...], "Long words that readers know, such as physio: they do not count as hard."] = ()
    emergency_numbers: Annotated[tuple[str, ...], "Numbers that must come from a locale, of any country."] = ()


def fill(form: Inline, **values: str) -> str:
    """The plain text of `form` with its variables filled in."""
    return "".join(values[run.text] if run.variable else run.text for run in form.runs)
