"""All rules: what each asks for, in a sentence, who says so, and how much it weighs (`handout check --explain`).

Here are those on what a text says and how its pages look; those of the stages stand in `stages.py`. A test holds that
each rule is reported by something that runs, and that nothing reports another one.
"""

from __future__ import annotations

from generator.checks import stages
from generator.diagnostics import Severity
from generator.record import NamedTuple

_ERRORS: dict[str, dict[str, str]] = {
    "PIF TICK, criterion on evidence": {
        "unsourced-claim": "A statement that is marked as a claim must name the publication it rests on.",
    },
    "handout's own safety promise (README, What it is not)": {
        "sign-wordless": "A warning sign, in full and in short, is said in words.",
        "sign-missing": "Every warning sign, in full or in short, stands on page 1 of a handout and on every card.",
        "sign-covered": "A warning sign that something is printed over cannot be read.",
        "notice-missing": "Advice that no clinician has checked says so on every output.",
    },
    "CDC Clear Communication Index, item 3": {"sign-small": "A warning sign is never smaller than the text around it."},
    "Degani and Wiener, NASA CR-177549: a checklist is what is done, not what is watched for": {
        "sign-to-tick": "A box beside a warning sign makes an alarm look like a task.",
    },
    "WCAG 2.2, 1.4.1 (use of colour)": {
        "sign-by-colour": (
            "How urgent a warning sign is must stand beside it in words, because a grey printer drops colour."
        ),
    },
    "PIF TICK, criterion on content (a review date that is kept)": {
        "expired": "Advice changes: a text that was not checked again by its day must not be handed out.",
        "reviewed-later": "Nobody can have checked a text on a day that is still to come.",
        "dated-later": (
            "A text that was written, or a source that was read, on a day still to come has a slip in its date."
        ),
    },
    "House rule": {
        "typed-emergency-number": (
            "Emergency numbers come from the locale alone, because 111 is advice in one country and an ambulance "
            "in another."
        ),
    },
    "our own floor: two thirds of clear print; the CAA's CAP 676 stops at 10 pt": {
        "unreadable-type": "Nobody can be asked to read type under 8 pt, or letters whose x-height is under 1.4 mm.",
    },
    "WCAG 2.2, 1.4.6 (AAA): 7 to 1; our own: also after grey conversion, for type of every size": {
        "low-contrast": "Pale text cannot be read by old eyes, in poor light, or off a grey printer.",
    },
    "our own: nothing is lost in silence": {
        "off-page": "Words, pictures and lines that lie beyond the paper are not printed.",
    },
    "ISO/IEC 18004: a quiet zone of four modules": {
        "quiet-zone": "Without four squares of white all round, a camera does not find a QR code.",
    },
}

_WARNINGS: dict[str, dict[str, str]] = {
    "PIF TICK, criterion on evidence and review": {
        "not-reviewed": (
            "Advice with warning signs needs a clinician's eye; until then every page says that nobody has checked it."
        ),
    },
    "PIF TICK, criterion on evidence": {
        "unsourced-sign": "Every warning sign is a claim about health, so it, its tier or its section names a source.",
    },
    "PIF TICK, criterion on content (a review date that is kept)": {
        "expires-soon": "A new check takes time, so the last 60 days before review-by are told.",
    },
    "CDC Clear Communication Index, item 11: say what is known and what is not": {
        "promise": "A text promises no more than anybody can keep: no cure, no guarantee, nothing that always works.",
    },
    "CDC Clear Communication Index, item 7; PEMAT-P, items 3 and 4; plainlanguage.gov and NHS content style": {
        "plainer-word": "A plain word serves more readers than a hard one.",
    },
    "American Medical Association and NIH: sixth grade for patients; NHS: a reading age of 9 to 11": {
        "reading-grade": (
            "The Flesch-Kincaid grade of 10 sentences or more is at most 6, so that most adults can read them "
            "with ease."
        ),
    },
    "McLaughlin 1969; NIH: sixth to eighth grade": {
        "smog-grade": (
            "The SMOG grade of 30 sentences or more is at most 8: it counts long words, which the other formula "
            "can miss."
        ),
    },
    "House rule, stricter than the 25 words of the GOV.UK style guide": {
        "long-sentence": "A sentence has 20 words at most; a lead-in and each of its bullets count by themselves.",
    },
    "House rule, after plainlanguage.gov: write short sentences": {
        "mean-sentence": "Five sentences or more have 14 words at most on average, bullets with their lead-in.",
    },
    "CDC Clear Communication Index, item 8": {
        "long-list": "A list has 7 items at most in a row, because nobody keeps more in mind.",
    },
    "CDC Clear Communication Index, item 1": {
        "main-message": "The one main message has three sentences and 35 words at most.",
    },
    "UKAAF MS03 and RNIB clear print: at least 12 pt, x-height 2.0 mm": {
        "small-type": "Many people cannot read type under 12 pt, or letters whose x-height is under 2 mm.",
    },
    "UKAAF: single spacing; we take it as no less than the type size": {
        "tight-lines": "Lines that are nearer to each other than the type is high run into each other.",
    },
    "RNIB: 60 to 70 characters, 45 to 75 with tolerance; our own 25 to 75 for columns and cards, which RNIB exempts": {
        "line-length": (
            "The eye loses its way back to the next line if lines are long, and its rhythm if they are short."
        ),
    },
    "RNIB and UKAAF clear print: no blocks of capitals": {
        "capitals": "Words in capitals have no shapes to know them by, so more than three in a row are slow to read.",
    },
    "WCAG 2.2, 1.4.11: 3 to 1; our own: also after grey conversion": {
        "faint-mark": "Boxes, rules, bullets and codes that mean something must be seen.",
    },
    "print shops: 0.25 pt, on office printers 0.5 pt": {
        "thin-rule": "Office printers break strokes that are thinner than half a point.",
    },
    "our own: no authority gives a number; 3 mm and 0.75 pt at least, better 4 mm": {
        "small-box": "A box to tick needs room for a pen, and an edge that is seen.",
    },
    "dead edges of office printers, 6.35 mm at most; print shops' safe margin, 3 mm inside the cut": {
        "near-edge": (
            "Printers leave an edge of the sheet white, and a cutter is out by a millimetre: what stands there is lost."
        ),
    },
    "our own, from reading distances; ISO/IEC 18004 leaves the size to the application": {
        "small-code": "A cheap camera cannot tell the squares of a QR code apart if they are under half a millimetre.",
    },
    "our own, a third under what the strictest office mailboxes take after encoding": {
        "large-file": (
            "A file of more than 1 MB is slow on a phone, and five of them are more than some mailboxes take."
        ),
    },
}

_SAFETY = (
    "safety-skipped", "not-to-quieten", "half-reviewed", "review-order", "unknown-source", "no-locale", "not-reviewed",
    "unsourced-claim", "unsourced-sign", "sign-wordless", "sign-missing", "sign-small", "sign-covered", "sign-to-tick",
    "sign-by-colour", "notice-missing", "expired", "expires-soon", "reviewed-later", "dated-later", "promise",
    "typed-emergency-number",
)  # fmt: skip


class CheckRule(NamedTuple):
    """A rule that texts and pages are held against. `reason` is one sentence, `source` says who asks for it.

    What a safety rule finds cannot be suppressed, whatever its severity.
    """

    id: str
    reason: str
    source: str
    severity: Severity = Severity.WARNING
    safety: bool = False

    @property
    def can_be_suppressed(self) -> bool:
        """Whether `allow` may name this rule."""
        return self.severity is Severity.WARNING and not self.safety


def _rules(severity: Severity, table: dict[str, dict[str, str]]) -> dict[str, CheckRule]:
    return {
        name: CheckRule(name, reason, source, severity, name in _SAFETY)
        for source, reasons in table.items()
        for name, reason in reasons.items()
    }


OF_STAGES = _rules(Severity.ERROR, stages.ERRORS) | _rules(Severity.WARNING, stages.WARNINGS)
RULES = OF_STAGES | _rules(Severity.ERROR, _ERRORS) | _rules(Severity.WARNING, _WARNINGS)
