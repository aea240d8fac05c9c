"""The XMP packet and the colour profile."""

from __future__ import annotations

import io
import xml.etree.ElementTree

import pikepdf
import PIL.Image
import PIL.ImageCms
import pytest

from generator.pdf import PdfPainter
from generator.pdf.metadata import srgb_profile
from generator.provenance import NAMESPACE, PROPERTY, Provenance, SourceFile, from_lines
from generator.structure import StructureNode
from tests.support.specimen import metadata, one_page

NAMES = {"pdfaid": "http://www.aiim.org/pdfa/ns/id/", "pdfuaid": "http://www.aiim.org/pdfua/ns/id/"}


@pytest.fixture(scope="module")
def pdf() -> pikepdf.Pdf:
    hard = metadata("Ünï <&> \u201cquotes\u201d {braces}")
    return pikepdf.open(io.BytesIO(PdfPainter().paint(one_page(StructureNode("Document"))._replace(metadata=hard))))


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


def test_what_it_was_made_from_stands_in_the_packet_and_has_its_schema() -> None:
    """ISO 19005-2, 6.6.2.3.3: a name that PDF/A does not know is described, with its namespace, prefix and type."""
    provenance = Provenance("2026-11", (SourceFile("content", "a <&> b", "ab" * 32),), (("title", "one\r\ntwo"),))
    document = one_page(StructureNode("Document"))
    packets = []
    for made_from in (None, provenance):
        data = PdfPainter().paint(document._replace(metadata=metadata()._replace(provenance=made_from)))
        with pikepdf.open(io.BytesIO(data)) as pdf:
            packets.append(pdf.Root.Metadata.read_bytes())
    without, packet = packets
    assert b"handout:" not in without
    assert NAMESPACE.encode() not in without
    assert len(packet) < len(without) + 1000
    root = xml.etree.ElementTree.fromstring(packet)
    names = {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "schema": "http://www.aiim.org/pdfa/ns/schema#",
        "property": "http://www.aiim.org/pdfa/ns/property#",
    }
    lines = root.findall(f".//{{{NAMESPACE}}}{PROPERTY}/rdf:Seq/rdf:li", names)
    assert from_lines(tuple(line.text or "" for line in lines)) == provenance
    assert NAMESPACE in [uri.text for uri in root.iterfind(".//schema:namespaceURI", names)]
    described = [name.text for name in root.iterfind(".//property:name", names)]
    assert described[-1] == PROPERTY
    assert [kind.text for kind in root.iterfind(".//property:valueType", names)][-1] == "seq Text"


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
