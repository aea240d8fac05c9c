"""Lines of a paragraph: the breaks of the reference design, and what must hold for any text."""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.typeset import breaks, lines
from generator.typeset.fonts import Face, FontLibrary
from generator.typeset.lines import TOLERANCE, Breaking, SetLine, SetText, StyledText, set_text
from tests.support.fuzzing import times

FONTS = Path(__file__).parents[2] / "layouts" / "fonts"
REGULAR = str(FONTS / "AtkinsonHyperlegibleNext_400Regular.ttf")
BOLD = str(FONTS / "AtkinsonHyperlegibleNext_700Bold.ttf")
MM = 72 / 25.4

LIBRARY = FontLibrary()
FACES = (LIBRARY.face(REGULAR), LIBRARY.face(BOLD))


def read(line: SetLine) -> str:
    return "".join(" ".join(word.text for word in run.words) + (" " if run.trail else "") for run in line.runs)


PLAIN = Breaking()


def broken(text: str, measure: float, face: Face = FACES[0], size: float = 12, breaking: Breaking = PLAIN) -> str:
    """The lines of a text with " / " between them; `measure` in mm."""
    set_ = set_text(LIBRARY, (StyledText(text, face),), size, measure * MM, "en", breaking)
    return " / ".join(read(line).rstrip() for line in set_.lines)


COLUMN = """
Walk and do your normal day as well as you / can. Do not stay in bed for long.
Wrap it in a towel. Use for 15 minutes at most. / Never when asleep, or on numb skin.
Use cold for the first 2 days. Skip heat and / massage until then.
Do each one 5 times. Stop if the pain / gets worse.
It can feel nice for a short time. It works best / with exercise, not in place of it.
A run much longer than your last few is a / common reason for injury.
Leaning back, slumping or tensing up may tire / your back. There is no one perfect way to run.
If the deep muscles round your middle tire, / your back may have to work harder.
Worn-out or sore shoes can change how / you move.
Keep each run no more than a tenth longer / than your longest run this month.
Look ahead. Drop your shoulders. Take / short steps.
Try a plank, a side plank and a bridge. Stop if / it hurts. You do not need sit-ups or crunches. / They can make a sore back worse.
Go back to hills and trails bit by bit. Walk on / the days you do not run.
"""  # noqa: E501
BULLETS = """
you are numb around your private / parts or bottom
you cannot pee, or you cannot hold / your pee or poo
you have pain, tingling, weak or / numb feelings in both legs
sex feels different or you cannot get / an erection
it started after a bad fall or a crash
the pain came on fast and is very / bad, or is quickly getting worse
you fell and you are over 50, have / thin bones or take steroid pills
it is worse at night or does not ease / with rest
you are losing weight and do not / know why
the pain is high up, between / your shoulders
"""
STEPS = """
30 minutes, with no / more than mild pain.
One run. Keep it short / and easy.
See how it feels the / next morning.
Add a little more / next time.
"""
CARD = """
Read “Stop and get help” on the back.
Fell, or sudden sharp pain? Stop. Do not / run home.
New pull? Cold only for 2 days. No massage.
Same or worse? Walk only. No run today.
"""
CARD_STOP = """
Numb between the legs. Cannot pee, / or hold pee or poo. Both legs weak or / numb. Sex feels different. Chest pain. / Bad fall or crash.
Feeling hot, cold or ill. Sudden very / bad pain, or worse fast. One leg / weaker. A fall, if over 50, or thin / bones or steroids.
Not better in 3 weeks. Stops normal / life. Worse at night. Losing weight. / A~lump. Pain high up. Under 18.
"""  # noqa: E501


@pytest.mark.parametrize(
    ("measure", "paragraphs"), [(87, COLUMN), (67, BULLETS), (41, STEPS), (83, CARD), (70.5, CARD_STOP)]
)
def test_the_breaks_of_the_reference_design(measure: float, paragraphs: str) -> None:
    for wanted in paragraphs.strip().splitlines():
        text = wanted.replace(" / ", " ").replace("~", "\u00a0")
        assert broken(text, measure) == wanted.replace("~", " ")


def test_the_bold_lines_of_the_reference_design() -> None:
    assert broken("Do not drive yourself.", 26, FACES[1]) == "Do not drive / yourself."
    message = "Most sore backs after a run get better in a few weeks. Keep moving gently. Learn the warning signs."
    whole = "Most sore backs after a run get better in a few weeks. / Keep moving gently. Learn the warning signs."
    assert broken(message, 180, FACES[1], 17, Breaking(break_at_sentence=True)) == whole
    assert broken(message, 180, FACES[1], 17) != whole


def test_a_new_sentence_starts_a_line_only_if_that_costs_no_line() -> None:
    text, sentence = "Walk now. Do not run until it feels easy again.", Breaking(break_at_sentence=True)
    assert broken(text, 40) == "Walk now. Do not / run until it feels / easy again."
    assert broken(text, 40, breaking=sentence) == "Walk now. / Do not run until it / feels easy again."
    assert broken(text, 50, breaking=sentence) == "Walk now. Do not run until / it feels easy again."


@pytest.mark.parametrize(
    ("word", "following", "ends"),
    [
        ("run.", "Stop", True),
        ("run?", "(Stop", True),
        ("“run!”", "“Stop", True),
        ("9.", "10", True),
        ("e.g.", "ice", False),
        ("run,", "Stop", False),
        ("run", "Stop", False),
    ],
)
def test_where_a_sentence_ends(word: str, following: str, ends: bool) -> None:
    assert breaks.ends_sentence(word, following) is ends


@pytest.mark.parametrize(
    ("word", "divided"),
    [
        ("sit-ups", "sit-|ups"),
        ("worn-out,", "worn-|out,"),
        ("10-minute", "10-|minute"),
        ("mother-in-law", "mother-|in-|law"),
        ("word—another", "word—|another"),
        ("Monday–Friday", "Monday–|Friday"),
        ("x-ray", "x-ray"),
        ("T-shirt", "T-shirt"),
        ("vitamin-C", "vitamin-C"),
        ("10-20", "10-20"),
        ("10–20", "10–20"),
        ("COVID-19", "COVID-19"),
        ("020-7946-0958", "020-7946-0958"),
        ("sit\u2011ups", "sit\u2011ups"),
        ("and/or", "and/or"),
        ("physiotherapist/doctor", "physiotherapist/|doctor"),
        ("nhs.uk/conditions/back-pain", "nhs.uk/|conditions/|back-pain"),
        ("https://www.nhs.uk/a/back-pain/", "https://www.nhs.uk/a/|back-pain/"),
        ("help@sit-ups.example", "help@sit-ups.example"),
        ("back\u200bpain\u200b", "back\u200b|pain\u200b"),
        ("\u200bback", "\u200bback"),
        ("-", "-"),
    ],
)
def test_a_word_is_divided_only_where_its_writer_put_a_mark(word: str, divided: str) -> None:
    stops = [0, *breaks.offsets(word), len(word)]
    assert "|".join(word[a:b] for a, b in itertools.pairwise(stops)) == divided


def test_what_belongs_together_stays_on_one_line() -> None:
    units = frozenset(("km", "minutes"))
    assert broken("Run only 5 km", 20, breaking=Breaking(runt=0)) == "Run only 5 / km"
    assert broken("Run only 5 km", 20, breaking=Breaking(0, units=units)) == "Run only / 5 km"
    assert broken("Run only 5 (km).", 20, breaking=Breaking(0, units=units)) == "Run only / 5 (km)."
    assert broken("Run only 5\u00a0km", 20, breaking=Breaking(runt=0)) == "Run only / 5 km"
    assert broken("It hurts 20 %", 22, breaking=Breaking(runt=0)) == "It hurts / 20 %"
    assert broken("walk – run", 12) == "walk – / run"


def test_a_word_joined_by_a_no_break_space_is_no_runt() -> None:
    assert broken("Do each one 5 times. Stop if the pain gets worse.", 87).endswith("/ gets worse.")
    assert broken("Stop if the pain gets any\u00a0worse.", 47).endswith("/ any worse.")
    assert broken("Stop if the pain gets anyworse.", 47).endswith("/ gets anyworse.")
    assert broken("Stop if the pain gets anyworse.", 47, breaking=Breaking(runt=0)).endswith("gets / anyworse.")


def test_one_unbreakable_last_word_is_no_fault_where_nothing_else_fits() -> None:
    assert broken("yes unbelievable", 30) == "yes / unbelievable"


def test_a_word_wider_than_the_measure_stands_alone_and_is_reported() -> None:
    set_ = set_text(LIBRARY, (StyledText("a physiotherapist is here", FACES[0]),), 12, 50, "en", Breaking())
    assert [read(line) for line in set_.lines] == ["a ", "physiotherapist ", "is here"]
    assert set_.overfull == pytest.approx(set_.lines[1].width - 50)
    fits = set_text(LIBRARY, (StyledText("a physiotherapist", FACES[0]),), 12, 500, "en", Breaking())
    assert fits.overfull == 0


def test_soft_hyphens_are_removed_and_words_break_after_a_hyphen_without_a_space() -> None:
    assert broken("physio\u00adtherapist", 5) == "physiotherapist"
    set_ = set_text(LIBRARY, (StyledText("do sit-ups", FACES[0]),), 12, 40, "en", Breaking())
    assert [read(line) for line in set_.lines] == ["do sit-", "ups"]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["do sit-ups now"], ["do sit-", "ups now"]),
        (["do sit-ups", "andmore"], ["do sit-", "upsandmore"]),
        (["do s", "it-u", "ps and", "more"], ["do sit-", "ups ", "andmore"]),
        (["mother-in-law is", " in"], ["mother-", "in-law", "is in"]),
    ],
)
def test_a_divided_word_goes_on_where_it_was_divided(pieces: list[str], expected: list[str]) -> None:
    """Whatever pieces it is made of, every second one bold; and what follows it stands whole beside its rest."""
    styled_ = tuple(StyledText(text, FACES[index % 2]) for index, text in enumerate(pieces))
    set_ = set_text(LIBRARY, styled_, 12, 46, "en", Breaking())
    assert [read(line).rstrip() for line in set_.lines] == [line.rstrip() for line in expected]


@pytest.mark.parametrize(
    "pieces",
    [
        ["do sit-ups and x-rays or worn-out mother-in-law shoes"],
        ["AV\u200bAV\u200bAVAVA\u200bWAVE-To\u200bTo-AVATAR To\u200bYo-yo"],
        ["wo", "rn-o", "ut mother-", "in", "-law AV\u200b", "AV-AV", "AV\u200bAT"],
        ["nhs.uk/conditions/back-pain/AVAToy/index and ", "physio", "therapist/Toy", "/doctor"],
    ],
)
def test_a_measure_as_wide_as_the_widest_line_costs_no_line(pieces: list[str]) -> None:
    """So a line is as wide when breaks are chosen as when it is set, to a hundred-thousandth of a point."""
    styled_ = tuple(StyledText(text, FACES[index % 2]) for index, text in enumerate(pieces))
    for measure in range(20, 240, 3):
        set_ = set_text(LIBRARY, styled_, 12, measure, "en", Breaking())
        widest = max(line.width for line in set_.lines)
        if set_.overfull:
            assert widest == pytest.approx(measure + set_.overfull)
            continue
        again = set_text(LIBRARY, styled_, 12, widest + 1e-5, "en", Breaking())
        assert len(again.lines) == len(set_.lines)
        assert again.overfull == 0


def test_pieces_join_inside_a_word_and_spaces_belong_to_what_is_before_them() -> None:
    pieces = (
        StyledText("a bold", FACES[0]),
        StyledText("ly", FACES[1]),
        StyledText(" set ", FACES[0]),
        StyledText(" word", FACES[1]),
    )
    set_ = set_text(LIBRARY, pieces, 10, 500, "en", Breaking())
    runs = set_.lines[0].runs
    assert [(run.piece, " ".join(word.text for word in run.words), run.trail) for run in runs] == [
        (0, "a bold", False),
        (1, "ly", True),
        (2, "set", True),
        (3, "word", False),
    ]
    assert runs[1].x == runs[0].x + runs[0].width
    assert runs[2].x == pytest.approx(runs[1].x + runs[1].width + FACES[1].space.width * 10)


def test_nothing_to_set_has_no_lines() -> None:
    for text in ("", " ", "\u200b", "\u00ad \u2060"):
        assert set_text(LIBRARY, (StyledText(text, FACES[0]),), 12, 100, "en", Breaking()) == SetText((), (), 0.0)
    assert set_text(LIBRARY, (), 12, 100, "en", Breaking()).lines == ()


def test_a_set_text_is_kept() -> None:
    arguments = ((StyledText("kept", FACES[0]),), 12, 100, "en", Breaking())
    assert set_text(LIBRARY, *arguments) is set_text(LIBRARY, *arguments)


TEXTS = st.text(st.sampled_from("abT é.-—–/5km  \u00a0\u200b\u00adЖ→\u0301"), max_size=60)
PIECES = st.lists(st.tuples(TEXTS, st.booleans()), max_size=5)
MEASURES = st.floats(1, 200)
BREAKINGS = st.builds(
    Breaking, st.sampled_from((0.0, 0.25, 1.0)), st.booleans(), st.sampled_from((frozenset[str](), frozenset(("km",))))
)


def styled(pieces: list[tuple[str, bool]], faces: tuple[Face, ...] = FACES) -> tuple[StyledText, ...]:
    return tuple(StyledText(text, faces[bold]) for text, bold in pieces)


def plain(pieces: list[tuple[str, bool]]) -> str:
    """What a reader should get back out of the set lines."""
    text = "".join(unicodedata.normalize("NFC", text) for text, _ in pieces)
    text = text.replace("\u00ad", "").replace("\u200b", "")
    return " ".join(word.replace("\u00a0", " ") for word in text.split(" ") if word)


@settings(max_examples=times(300))
@given(PIECES, MEASURES, BREAKINGS)
@example([("a ", False), ("\u200b", False), ("b", False)], 100, Breaking())
@example([("a \u200b", False), ("b", False)], 100, Breaking())
def test_the_lines_say_the_text(pieces: list[tuple[str, bool]], measure: float, breaking: Breaking) -> None:
    set_ = set_text(LIBRARY, styled(pieces), 12, measure, "en", breaking)
    assert "".join(read(line) for line in set_.lines) == plain(pieces)


@settings(max_examples=times(300))
@given(PIECES, MEASURES, BREAKINGS)
def test_a_line_is_its_parts_and_only_what_cannot_be_divided_sticks_out(
    pieces: list[tuple[str, bool]], measure: float, breaking: Breaking
) -> None:
    set_ = set_text(LIBRARY, styled(pieces), 12, measure, "en", breaking)
    text = "".join(text for text, _ in pieces)
    for line in set_.lines:
        x = 0.0
        for run in line.runs:
            face = FACES[pieces[run.piece][1]]
            assert run.x == pytest.approx(x)
            gaps = len(run.words) - 1
            assert run.width == pytest.approx((sum(word.width for word in run.words) + gaps * face.space.width) * 12)
            x = run.x + run.width
            assert line.width == x or run is not line.runs[-1]
            x += face.space.width * 12 * run.trail
        if line.width > measure + TOLERANCE:
            words = read(line).rstrip().split(" ")
            # Whether a slash divides depends on the whole word, of which this line may hold only the rest.
            words = [word for word in words if "/" not in text]
            assert not any(breaks.offsets(word) for word in words)
            if "\u00a0" not in text:
                assert all(breaks.holds(a, b, breaking.units) for a, b in itertools.pairwise(words))
    widest = max((line.width for line in set_.lines), default=0.0)
    assert set_.overfull == pytest.approx(max(0.0, widest - measure), abs=2 * TOLERANCE)


@settings(max_examples=times(200))
@given(st.lists(st.tuples(st.text(st.sampled_from("ab éЖЯ→中\u00a0"), max_size=12), st.booleans()), max_size=4))
def test_every_missing_character_is_named_once(pieces: list[tuple[str, bool]]) -> None:
    set_ = set_text(LIBRARY, styled(pieces), 12, 50, "en", Breaking())
    wanted = [(i, c) for i, (text, bold) in enumerate(pieces) for c in text if not FACES[bold].has(c) and c > "\u00a0"]
    assert list(set_.missing) == list(dict.fromkeys(wanted))


WORDS = st.lists(st.text(st.sampled_from("abTl."), min_size=1, max_size=9), min_size=1, max_size=9)


@settings(max_examples=times(200))
@given(WORDS, st.floats(10, 150), BREAKINGS)
def test_no_other_break_has_fewer_lines_or_costs_less(words: list[str], measure: float, breaking: Breaking) -> None:
    widths = [LIBRARY.word(FACES[0], word, "en").width * 12 for word in words]
    space = FACES[0].space.width * 12

    def cost(stops: tuple[int, ...]) -> tuple[int, float] | None:
        total = 0.0
        bounds = [0, *stops, len(words)]
        for first, stop in itertools.pairwise(bounds):
            width = sum(widths[first:stop]) + (stop - first - 1) * space
            if width > measure + TOLERANCE and stop - first > 1:
                return None
            if stop < len(words):
                free = breaking.break_at_sentence and breaks.ends_sentence(words[stop - 1], words[stop])
                total += 0 if free else max(0.0, measure - width) ** 2
            elif stop - first == 1 and first:
                total += breaking.runt * measure**2
        return len(bounds) - 1, total

    inner = range(1, len(words))
    every = (cost(stops) for count in range(len(words)) for stops in itertools.combinations(inner, count))
    best = min(found for found in every if found)
    set_ = set_text(LIBRARY, (StyledText(" ".join(words), FACES[0]),), 12, measure, "en", breaking)
    counts = [sum(len(run.words) for run in line.runs) for line in set_.lines]
    chosen = cost(tuple(itertools.accumulate(counts))[:-1])
    assert chosen is not None
    assert chosen[0] == best[0]
    assert chosen[1] == pytest.approx(best[1], rel=1e-6, abs=1e-3)


@settings(max_examples=times(100))
@given(
    st.lists(st.sampled_from(("a", "run", "of", "sit-ups", "helps", "sore", "backs")), max_size=80), st.floats(45, 250)
)
def test_never_more_lines_than_filling_each_line_from_the_front(words: list[str], measure: float) -> None:
    space = FACES[0].space.width * 12
    count, x = 0, float("inf")
    for word in words:
        width = LIBRARY.word(FACES[0], word, "en").width * 12
        if x + space + width > measure:
            count, x = count + 1, width
        else:
            x += space + width
    set_ = set_text(LIBRARY, (StyledText(" ".join(words), FACES[0]),), 12, measure, "en", Breaking())
    assert len(set_.lines) <= count
    assert set_.overfull == 0


def facts(found: SetText) -> object:
    """A set text as values that are compared by what they hold."""
    runs = [run._replace(words=tuple(map(tuple, run.words))) for line in found.lines for run in line.runs]  # type: ignore[arg-type]
    return runs, [line.width for line in found.lines], found.missing, found.overfull


@settings(max_examples=times(60))
@given(PIECES, MEASURES, BREAKINGS)
def test_a_fresh_library_sets_the_same(pieces: list[tuple[str, bool]], measure: float, breaking: Breaking) -> None:
    fresh = FontLibrary()
    faces = (fresh.face(REGULAR), fresh.face(BOLD))
    used = set_text(LIBRARY, styled(pieces), 12, measure, "en", breaking)
    assert facts(used) == facts(set_text(fresh, styled(pieces, faces), 12, measure, "en", breaking))


def test_a_full_cache_starts_again_and_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "TEXT_LIMIT", 2)
    library = FontLibrary()
    face = library.face(REGULAR)
    found = [
        set_text(library, (StyledText(text, face),), 12, 9, "en", Breaking()) for text in ("one two", "b", "c", "d")
    ]
    assert len(library.texts) <= 2
    assert facts(set_text(library, (StyledText("one two", face),), 12, 9, "en", Breaking())) == facts(found[0])
