"""Finds the values of a text's variables in its locale, its club and itself."""

from __future__ import annotations

from generator.model.club import Club
from generator.model.content import Content
from generator.model.locale import Locale
from generator.source.decode import Located

NAMES = (
    "title", "edition", "club.name", "club.contact", "club.web", "club.meets", "emergency.ambulance",
    "emergency.hospital", "advice.number", "advice.who", "doctor.short", "doctor.who",
)  # fmt: skip


def variables(locale: Locale | None, club: Club | None, content: Content) -> dict[str, str]:
    """The values by name. A name from `NAMES` that is missing here is known, but nobody has given it a value."""
    given: dict[str, Located | None] = {"edition": content.edition}
    for prefix, record in (
        ("club", club),
        ("emergency", locale and locale.emergency),
        ("advice", locale and locale.advice),
        ("doctor", locale and locale.doctor),
    ):
        if record is not None:
            given.update((f"{prefix}.{field}", value) for field, value in record._asdict().items())
    return {"title": content.title.plain, **{name: word.value for name in NAMES if (word := given.get(name))}}
