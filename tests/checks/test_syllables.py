"""Syllables are counted as people speak them: against a table that was counted by hand."""

from __future__ import annotations

import pytest

from generator.checks.syllables import syllables

# Counted by hand, clapping. Words of the shipped guide, and the commonest of health leaflets.
COUNTED = {
    1: """a act age all and ask asked back bad bag bed been best both breathe bridge calm caused changed chest
    cold come cost crash deep do does drink each eat eight eye fall feel few friend front hours hurt hurts ice
    ill knees known leave leg leaned lift loose lump make month moved move mild more need nice numb once own
    pain paths pee pills plank poo pull queue race rest risk roll rub run safe scan sex shapes shoes signs sleep
    slipped some sore sores spine sprains steep stopped strength stretch strained style swap than there thighs
    time times tongue towns tried type walked warmth wash watch weak week weight were worked worse write years
    you your league""",
    2: """able about advice after ahead ankle asleep before being better body bottle bottom breathing careful
    causes changes checklist closes coaches comfy costly crunches doctor doing doses easy empty faster feeling
    feelings female fever finish fluid garden gentle gently getting going handout happen harder hundred icy
    items ideal-2 itself jolted knowledge language later layer little longer losing massage measure middle
    midwife minutes moving muscle muscles needed never nighttime normal nothing older only paces painful people
    perfect phases poem prevent pregnant private problem quickly quiet rated reading review rhythm runners
    running safely science sentence settled shoulders slowly something sometimes spinal sudden swelling table
    tighten today toilet towel until useful walking warning weaker wheezes worried yourself didn't friendly lion
    ruin layers""",
    3: """ability-4 accident ambulance antelope-3 area audience bacteria-4 basically-3 beginning chemical
    conclusion computer creation diarrhoea-4 different disease-2 energy erection everyone exercise family
    fifteenth-2 general goodbye-2 hospital idea imagine important incontinence-4 injury library-3 medicine
    mineral-3 neurology-4 newspaper overuse painkiller paralysed patients-2 period pharmacist posture-2 potato
    prevention previous personal quietly radio ready-2 recover serious sexual shivery steroid-2 strengthening
    summary swollen-2 together tomorrow umbrella vegetables unusual-4 usual video violent visual vitamin
    whatever triangle society-4 stethoscope""",
    4: """activity alternative appropriate diagnosis emergency evaluate experience exercises infection-3
    immediate information january material-4 medication necessary operation original radiator ridiculous
    scientific situation thermometer variety usually obviously generally""",
    5: """antibiotic appendicitis automatically cardiovascular-6 hypothermia physiotherapy rehabilitation-6
    university immediately communicated consideration electricity""",
}
SPOKEN = {
    "2": 1, "7": 2, "10": 1, "11": 3, "15": 2, "17": 3, "18": 2, "30": 2, "50": 2, "75": 4, "100": 3, "2000": 3,
    "999": 3, "111": 3, "112": 3, "000": 6, "2.5": 3, "5k": 2, "NHS": 3, "GP": 2, "A&E": 2, "UK": 1, "worn-out": 2,
    "side-to-side": 3, "doctor's": 2, "nurse’s": 2, "DOCTOR": 2, "Doctor": 2,
}  # fmt: skip


def table() -> dict[str, int]:
    """Each word with its syllables; one in another row of the table carries its number behind it."""
    words = {}
    for count, row in COUNTED.items():
        for entry in row.split():
            word, dash, own = entry.rpartition("-")
            words[word if dash else own] = int(own) if dash else count
    return words


@pytest.mark.parametrize(("word", "count"), [*table().items(), *SPOKEN.items()])
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_table_is_large_and_varied() -> None:
    counts = list(table().values())
    assert len(counts) > 300
    assert min(counts.count(number) for number in (1, 2, 3, 4, 5)) >= 10


@pytest.mark.parametrize("odd", ["", "'", "...", "ffff", "zzz", "9" * 5000, "²", "٣", "Ünïcödé", "naïve", "b", "W"])
def test_anything_has_at_least_one_syllable(odd: str) -> None:
    assert syllables(odd) >= 1
