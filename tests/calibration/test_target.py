"""The printer target: conforming pages whose lines stand exactly where their names say."""

from __future__ import annotations

from functools import cache

import click
import pytest

from generator.calibration.looks import target_look
from generator.calibration.reading import FRAMES, LETTERS, MIDDLE, NUMBERS, STEP
from generator.calibration.target import target
from generator.cli.calibrate import calibrate
from generator.diagnostics import Diagnostics, UsageProblem
from generator.impose.lettering import Lettering
from generator.model.inline import Inline
from generator.model.locale import CalibrationWords, Locale
from generator.model.printer import Factor, Millimetres, PaperName, PrinterProfile, Side
from generator.model.units import PAPERS
from generator.pdf import PdfPainter
from generator.source.decode import decode
from generator.source.files import find, read_file, shipped_names
from generator.typeset.fonts import FontLibrary
from generator.typeset.items import Document, GlyphRun, Panel, Rule
from tests.support.printing import Miss, Tick, frame, level_ticks, printed, upright_ticks
from tests.support.roundtrip import elements, tree_text
from tests.support.specimen import BOLD, REGULAR, metadata
from tests.test_conformance import assert_conforms

pytestmark = pytest.mark.slow

LOCALES = shipped_names("content/locales")
MM = 72 / 25.4
PROFILE = PrinterProfile("A4", Side(Millimetres(1.5), Millimetres(-0.5), Factor(1.002), Factor(0.999)))


def words(locale: str) -> CalibrationWords:
    node = read_file(find("content/locales", locale), Diagnostics())
    read = decode(node, Locale, Diagnostics()) if node else None
    assert read is not None
    assert read.calibration is not None
    return read.calibration


def made(
    paper: PaperName, locale: str = "en-GB", profile: PrinterProfile | None = None, said: CalibrationWords | None = None
) -> Document:
    library = FontLibrary()
    regular, bold = (Lettering(library, library.face(path), "en-GB") for path in (REGULAR, BOLD))
    measured = ("office", profile) if profile else None
    return target(paper, said or words(locale), target_look(), (regular, bold), metadata(), measured)


@cache
def written(paper: PaperName) -> bytes:
    return PdfPainter().paint(made(paper), actual_size=True)


def test_papers_are_those_that_the_verb_offers() -> None:
    (paper,) = (option for option in calibrate.params if option.name == "paper")
    assert isinstance(paper.type, click.Choice)
    assert tuple(FRAMES) == tuple(paper.type.choices)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("paper", FRAMES)
def test_conforms_and_says_its_steps_in_order(paper: PaperName, locale: str) -> None:
    data = PdfPainter().paint(made(paper, locale), actual_size=True)
    assert_conforms(data)
    assert " ".join(element.role for element in elements(data)) == (
        "Document H1 Sect H2 P L LI Lbl LBody LI Lbl LBody LI Lbl LBody Figure Figure P Figure Figure P P P P P "
        "Sect H2 P P Figure Figure P P P P"
    )
    lines = tree_text(data).splitlines()
    assert lines[0] == f"Printer target for {paper} paper"
    fold = words(locale).fold.plain
    assert [line for line in lines if line in ("1.", "2.", "3.", fold)] == ["1.", "2.", fold, "3."]
    assert [line.split(": ")[1][:9] for line in lines if "ruler" in line] == ["front L11", "back L11 "]
    assert (lines.count("FRONT"), lines.count("BACK"), lines.count("TOP")) == (1, 1, 2)


def test_a_corrected_target_says_for_whom_and_has_no_place_for_a_reading() -> None:
    data = PdfPainter().paint(made("A4", profile=PROFILE), actual_size=True)
    assert_conforms(data)
    text = tree_text(data)
    assert "already corrected for office" in text
    assert "--read" not in text
    assert "Letter:" not in text


@pytest.mark.parametrize("word", ["title", "back", "top", "same", "letter"])
def test_a_character_that_the_fonts_lack_is_told(word: str) -> None:
    said = words("en-GB")
    form: Inline = getattr(said, word)
    strange = Inline((form.runs[0]._replace(text="\u6253"), *form.runs[1:]), form.span)
    with pytest.raises(UsageProblem, match="\u6253"):
        made("A4", said=said._replace(**{word: strange}))


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize("paper", FRAMES)
def test_lines_and_frame_stand_where_they_say(paper: PaperName, page: int) -> None:
    image = printed(written(paper), page, Miss(), dpi=600)
    for ticks in (upright_ticks(image, 600), level_ticks(image, 600)):
        assert [tick.beside for tick in ticks] == pytest.approx(
            [(place - MIDDLE) * STEP for place in range(len(LETTERS))], abs=0.05
        )
    assert frame(image, 600) == pytest.approx(FRAMES[paper][:2], abs=0.1)


@pytest.mark.parametrize("paper", FRAMES)
def test_each_label_stands_beside_its_own_line(paper: PaperName) -> None:
    """From the items: which words stand at the height of an upright line, and at the place of a level one."""
    for page in made(paper).pages:
        rules = [item for item in page.items if isinstance(item, Rule)]
        runs = [item for item in page.items if isinstance(item, GlyphRun) and len(item.words) == 1]
        # The picture of a reading has thicker lines.
        upright = sorted((rule for rule in rules if rule.x1 == rule.x2 and rule.weight < 1), key=lambda rule: rule.y1)
        level = sorted((rule for rule in rules if rule.y1 == rule.y2 and rule.weight < 0.7), key=lambda rule: rule.x1)
        near = 12 * MM
        for rule, letter in zip(upright, LETTERS, strict=True):
            beside = [run for run in runs if rule.y1 < run.y < rule.y2]
            assert [run.words[0].text for run in beside if abs(run.x - page.width / 2) < near] == [letter] * 2
        for rule, number in zip(level, NUMBERS, strict=True):
            beside = [run for run in runs if rule.x1 < run.x + run.width / 2 < rule.x2]
            assert [run.words[0].text for run in beside if abs(run.y - page.height / 2) < near] == [str(number)] * 2


def around(panels: list[Panel]) -> tuple[float, float, float, float]:
    """The box round panels: left, top, right, bottom."""
    return (
        min(panel.x for panel in panels),
        min(panel.y for panel in panels),
        max(panel.x + panel.width for panel in panels),
        max(panel.y + panel.height for panel in panels),
    )


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("paper", FRAMES)
def test_words_leave_the_ladders_and_the_printers_margin_alone(paper: PaperName, locale: str) -> None:
    for page in made(paper, locale).pages:
        runs = [item for item in page.items if isinstance(item, GlyphRun)]
        assert runs
        tints = [item for item in page.items if isinstance(item, Panel) and item.fill]
        columns = [tint for tint in tints if abs(tint.width - 25 * MM) < 0.1]
        rows = [tint for tint in tints if abs(tint.height - 25 * MM) < 0.1]
        ladders = [
            *(around([tint for tint in columns if (tint.y < page.height / 2) == above]) for above in (True, False)),
            *(around([tint for tint in rows if (tint.x < page.width / 2) == left]) for left in (True, False)),
        ]
        for run in runs:
            box = (run.x, run.y - 0.7 * run.size, run.x + run.width, run.y + 0.2 * run.size)
            assert min(box[0], box[1], page.width - box[2], page.height - box[3]) > 6.35 * MM
            if run.words[0].text in LETTERS or run.words[0].text.isdigit():
                continue
            for left, top, right, bottom in ladders:
                assert box[2] < left or box[0] > right or box[3] < top or box[1] > bottom, run.words


def test_no_paper_passes_for_another() -> None:
    """Measured with the wrong --paper, a frame must look like no printer's scale."""
    assert len(FRAMES) >= 2
    for paper, one in FRAMES.items():
        assert PAPERS[paper][0] - one.width > 2 * 6.35
        for other in FRAMES.values():
            if other is not one:
                assert not (0.98 <= one.width / other.width <= 1.02 and 0.98 <= one.height / other.height <= 1.02)


def test_the_reader_of_these_tests_sees_a_miss() -> None:
    image = printed(written("A4"), 0, Miss(1.0, -2.0))
    assert upright_ticks(image)[MIDDLE].beside == pytest.approx(1.0, abs=0.1)
    assert level_ticks(image)[MIDDLE].beside == pytest.approx(-2.0, abs=0.1)
    assert isinstance(upright_ticks(image)[0], Tick)
