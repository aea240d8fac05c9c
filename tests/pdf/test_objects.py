"""Pins what the PDF stage uses of ReportLab beyond its documented interface."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from generator.pdf import PdfPainter, objects
from generator.pdf.objects import Writer, plain_settings
from generator.pdf.syntax import deflated
from generator.typeset.fonts import FontLibrary
from tests.support.specimen import specimen


@pytest.fixture
def document() -> Any:
    return Canvas("", invariant=1, initialFontName="Helvetica")._doc


def test_names_of_the_document(document: Any) -> None:
    assert set(document.idToObjectNumberAndVersion) == set(document.idToObject) == set(document.numberToId.values())
    reference = document.Reference(pdfdoc.PDFDictionary({}))
    assert document.idToObjectNumberAndVersion[reference.name] == (document.objectcounter, 0)
    assert document.numberToId[document.objectcounter] == reference.name
    assert {"Catalog", "Pages", "Outlines", "info"} <= set(vars(document))
    assert list(inspect.signature(document.Outlines.prepare).parameters) == ["document", "canvas"]


def test_numbers_may_be_taken_that_the_document_knows_no_object_of(document: Any) -> None:
    before = document.objectcounter
    document.objectcounter += 3
    reference = document.Reference(pdfdoc.PDFDictionary({}))
    assert document.idToObjectNumberAndVersion[reference.name] == (before + 4, 0)


def test_listed_attributes_become_dictionary_entries(document: Any) -> None:
    catalogue = document.Catalog
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]
    catalogue.OutputIntents = "[<</S/GTS_PDFA1>>]"
    assert b"/OutputIntents [<</S/GTS_PDFA1>>]" in catalogue.format(document)


def test_the_stand_in_for_a_font_is_enough_and_leaves_no_trace() -> None:
    writer = Writer("en", deflated)
    assert writer.canvas._preamble.strip() == "1 0 0 1 0 0 cm"
    assert b"Helvetica" not in writer.finish("", "", "")
    assert pdfmetrics.getFont("none") is objects._NO_FONT


def test_the_page_hands_over_its_text() -> None:
    writer = Writer("en", deflated)
    writer.page((100, 200), "0 0 m", [], 0)
    page = writer._document.Pages[-1]
    assert page.stream is None
    assert page.Contents.endswith(" 0 R")


def test_every_setting_exists_and_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in objects._SETTINGS:
        assert hasattr(rl_config, setting)
        monkeypatch.setattr(rl_config, setting, "changed")
    with plain_settings():
        assert {setting: getattr(rl_config, setting) for setting in objects._SETTINGS} == objects._SETTINGS
    assert {getattr(rl_config, setting) for setting in objects._SETTINGS} == {"changed"}


def test_settings_do_not_reach_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    document = specimen(FontLibrary())
    before = PdfPainter().paint(document)
    for setting, value in {"canvas_baseColor": (1, 0, 0), "invariant": 0, "pdfComments": 1, "pdfMultiLine": 1}.items():
        monkeypatch.setattr(rl_config, setting, value)
    monkeypatch.setattr(rl_config, "documentLang", "xx")
    monkeypatch.setattr(rl_config, "useA85", 0)
    assert PdfPainter().paint(document) == before
