"""The XMP packet and the colour profile."""

from __future__ import annotations

import io
import xml.etree.ElementTree

import pikepdf
import PIL.Image
import PIL.ImageCms
import pytest

from generator.pdf import write
from generator.pdf.metadata import srgb_profile
from generator.structure import StructureNode
from tests.support.specimen import metadata, one_page

NAMES = {"pdfaid": "http://www.aiim.org/pdfa/ns/id/", "pdfuaid": "http://www.aiim.org/pdfua/ns/id/"}


@pytest.fixture(scope="module")
def pdf() -> pikepdf.Pdf:
    hard = metadata("Ünï <&> \u201cquotes\u201d {braces}")
    return pikepdf.open(io.BytesIO(write(one_page(StructureNode("Document"))._replace(metadata=hard), {})))


def test_packet_is_readable_as_it_stands_and_claims_both_standards(pdf: pikepdf.Pdf) -> None:
    stream = pdf.Root.Metadata
    assert "/Filter" not in stream
    packet = xml.etree.ElementTree.fromstring(stream.read_bytes())
    claims = [packet.findtext(f".//{name}", namespaces=NAMES) for name in
              ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]  # fmt: skip
    assert claims == ["2", "A", "1"]


def test_packet_and_properties_agree(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20261101000000Z"
    with pdf.open_metadata(update_docinfo=False) as xmp:
        assert xmp["dc:title"] == str(pdf.docinfo.Title) == "Ünï <&> \u201cquotes\u201d {braces}"
        assert xmp["dc:creator"] == [str(pdf.docinfo.Author)]
        assert xmp["dc:description"] == str(pdf.docinfo.Subject)
        assert xmp["pdf:Producer"] == str(pdf.docinfo.Producer)
        assert xmp["xmp:CreatorTool"] == str(pdf.docinfo.Creator)
        assert xmp["xmp:CreateDate"] == "2026-11-01T00:00:00Z"
        assert xmp["xmp:ModifyDate"] == "2026-11-01T00:00:00Z"


def test_output_intent_is_the_profile(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    assert intent.DestOutputProfile.read_bytes() == srgb_profile()
    assert pdf.Root.MarkInfo.Marked is True


def test_the_profile_is_srgb() -> None:
    ours = PIL.ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert ours.profile.version == 2.1
    steps = PIL.Image.new("RGB", (27, 1))
    colours = [(r, g, b) for r in (0, 100, 255) for g in (0, 130, 255) for b in (0, 50, 255)]
    steps.putdata(colours)
    converted = PIL.ImageCms.profileToProfile(steps, ours, PIL.ImageCms.createProfile("sRGB"))
    assert converted is not None
    for x, colour in enumerate(colours):
        assert all(abs(a - b) <= 1 for a, b in zip(converted.getpixel((x, 0)), colour, strict=True))
