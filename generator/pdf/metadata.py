"""Turns a document's metadata into its properties, its XMP packet and its output intent.

ISO 19005-2, 6.6 wants the properties as XMP, with a schema for the names that PDF/A does not know itself; 6.2.4.3
wants a colour profile that says what the numbers of a colour mean.
"""

from __future__ import annotations

import functools
import struct

from generator.pdf.objects import Writer
from generator.pdf.syntax import name, stream, text_string
from generator.provenance import NAMESPACE, PREFIX, PROPERTY, to_lines
from generator.typeset.items import Metadata

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})

# {placeholders} are filled by _xmp. The packet header's id is a constant of the XMP specification.
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Keywords></pdf:Keywords>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{created}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>{created}T00:00:00Z</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>{schema}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>{made_from}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
# A name that PDF/A does not know needs its schema in the packet (ISO 19005-2, 6.6.2.3.3).
_SCHEMA = f"""<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>handout</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{PREFIX}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{PROPERTY}</pdfaProperty:name>
<pdfaProperty:valueType>seq Text</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Edition, files by kind with SHA-256 and name, settings</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>"""


def write_metadata(writer: Writer, metadata: Metadata, structure: str, *, actual_size: bool) -> None:
    """Set everything in the catalogue and the properties that is not page content. `structure` is a reference."""
    canvas = writer.canvas
    canvas.setTitle(metadata.title)
    canvas.setAuthor(metadata.author)
    canvas.setSubject(metadata.subject)
    canvas.setProducer(metadata.producer)
    canvas.setCreator(metadata.producer)
    date = metadata.created.replace("-", "")
    canvas.setDateFormatter(lambda *now: f"D:{date}000000Z")
    # A packet stays readable without unpacking, for programs that know XMP but not PDF.
    packet = writer.add(stream("/Type/Metadata/Subtype/XML", _xmp(metadata)))
    profile = writer.add_packed("/N 3", srgb_profile())
    condition = text_string("sRGB IEC61966-2.1")
    intent = (
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier{condition}/Info{condition}"
        f"/RegistryName{text_string('http://www.color.org')}/DestOutputProfile {profile}>>"
    )
    writer.catalogue({
        "MarkInfo": "<</Marked true>>",
        "Metadata": packet,
        "OutputIntents": f"[{intent}]",
        "StructTreeRoot": structure,
        "ViewerPreferences": _preferences(metadata, actual_size=actual_size),
    })  # fmt: skip


def _preferences(metadata: Metadata, *, actual_size: bool) -> str:
    """What viewers show, and what their print dialog proposes (12.2)."""
    entries = ["/DisplayDocTitle true"]
    if metadata.duplex is not None:
        entries.append(f"/Duplex{name(metadata.duplex)}")
    if metadata.copies is not None:
        entries.append(f"/NumCopies {metadata.copies}")
    if actual_size:
        entries.append("/PrintScaling/None/PickTrayByPDFSize true")
    return f"<<{''.join(entries)}>>"


def _xmp(metadata: Metadata) -> bytes:
    """The packet. What the document was made from is a description of its own in it."""
    values = {key: str(value).translate(_ESCAPES) for key, value in metadata._asdict().items()}
    values["schema"] = values["made_from"] = ""
    if metadata.provenance:
        items = "\n".join(f"<rdf:li>{line.translate(_ESCAPES)}</rdf:li>" for line in to_lines(metadata.provenance))
        name = f"{PREFIX}:{PROPERTY}"
        values["schema"] = _SCHEMA
        values["made_from"] = (
            f'\n<rdf:Description rdf:about="" xmlns:{PREFIX}="{NAMESPACE}">'
            f"<{name}><rdf:Seq>\n{items}\n</rdf:Seq></{name}></rdf:Description>"
        )
    return _PACKET.format_map(values).encode()


@functools.cache
def srgb_profile() -> bytes:
    """An ICC profile of version 2.1 for sRGB: three primaries and one tone curve (ICC.1:2001-04; IEC 61966-2-1).

    Made here, since the profiles in circulation are of a later version, carry a licence or the time they were made.
    """

    def fixed(*values: float) -> bytes:
        return struct.pack(f">{len(values)}l", *[round(value * 65536) for value in values])

    def curve(x: float) -> float:
        return x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4

    steps = 256
    white = fixed(0.9642, 1, 0.8249)  # D50, to which the primaries are adapted
    text = b"sRGB\0"
    tone = b"curv\0\0\0\0" + struct.pack(
        f">I{steps}H", steps, *[round(curve(step / (steps - 1)) * 65535) for step in range(steps)]
    )
    tags: list[tuple[bytes, bytes]] = [
        (b"desc", b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78)),
        (b"cprt", b"text\0\0\0\0No rights reserved\0"),
        (b"wtpt", b"XYZ \0\0\0\0" + white),
        (b"rXYZ", b"XYZ \0\0\0\0" + fixed(0.43607, 0.22249, 0.01392)),
        (b"gXYZ", b"XYZ \0\0\0\0" + fixed(0.38515, 0.71687, 0.09708)),
        (b"bXYZ", b"XYZ \0\0\0\0" + fixed(0.14307, 0.06061, 0.71410)),
        (b"rTRC", tone), (b"gTRC", tone), (b"bTRC", tone),
    ]  # fmt: skip
    offset = 128 + 4 + 12 * len(tags)
    table = struct.pack(">I", len(tags))
    places: dict[bytes, int] = {}
    body = b""
    for signature, data in tags:
        if data not in places:  # the three curves are one
            places[data] = offset + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", signature, places[data], len(data))
    # Size, no preferred module, version, class, spaces, a fixed date, signature; D50 as the illuminant; the rest 0.
    head = struct.pack(
        ">I4sI4s4s4s6H4s", offset + len(body), b"", 0x02100000, b"mntr", b"RGB ", b"XYZ ", 2000, 1, 1, 0, 0, 0, b"acsp"
    )
    return head.ljust(68, b"\0") + white.ljust(60, b"\0") + table + body
