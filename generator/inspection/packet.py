"""Reads title, dates, claims and provenance from a document's XMP packet and older properties (ISO 16684-1)."""

from __future__ import annotations

import re
import xml.etree.ElementTree

from generator.provenance import NAMESPACE, PROPERTY, Provenance, from_lines
from generator.record import NamedTuple

_DC = "http://purl.org/dc/elements/1.1/"
_PDF = "http://ns.adobe.com/pdf/1.3/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_PDFA = "http://www.aiim.org/pdfa/ns/id/"
_PDFUA = "http://www.aiim.org/pdfua/ns/id/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ARRAYS = frozenset(f"{{{_RDF}}}{name}" for name in ("Alt", "Bag", "Seq"))
_MAX_BYTES = 5_000_000


class Packet(NamedTuple):
    """What a document says of itself. `claims` are standards such as "PDF/UA-1": said, not proved."""

    title: str | None = None
    author: str | None = None
    producer: str | None = None
    created: str | None = None  # an ISO date, with the time if there is one
    claims: tuple[str, ...] = ()
    provenance: Provenance | None = None


def parse_packet(data: bytes, info: dict[str, str]) -> Packet:
    """What the packet says, else `info`: Title, Author, Producer and CreationDate.

    Raises ValueError for a packet beyond reason, and what the XML parser raises for one that is none.
    """
    if len(data) > _MAX_BYTES or b"<!" in data:  # XMP has no document type, so nobody can declare entities
        raise ValueError("no XMP packet")
    root = xml.etree.ElementTree.fromstring(data.strip(b"\0 \r\n\t") or b"<empty/>")

    def values(namespace: str, name: str) -> list[str]:
        key = f"{{{namespace}}}{name}"
        found = [text for description in root.iter(f"{{{_RDF}}}Description") if (text := description.get(key))]
        for element in root.iter(key):
            arrays = [array for array in element if array.tag in _ARRAYS]  # and nothing deeper, which may nest
            items = [item.text or "" for array in arrays for item in array if item.tag == f"{{{_RDF}}}li"]
            found += items or [element.text or ""]
        return [text for text in found if text.strip()]

    def first(namespace: str, name: str, property_name: str) -> str | None:
        return next(iter(values(namespace, name)), None) or info.get(property_name) or None

    claims = [f"PDF/UA-{part}" for part in values(_PDFUA, "part")[:1]]
    for part in values(_PDFA, "part")[:1]:
        claims.append(f"PDF/A-{part}{''.join(values(_PDFA, 'conformance')[:1]).lower()}")
    lines = values(NAMESPACE, PROPERTY)
    return Packet(
        first(_DC, "title", "Title"),
        ", ".join(values(_DC, "creator")) or info.get("Author") or None,
        first(_PDF, "Producer", "Producer"),
        first(_XMP, "CreateDate", "") or _iso(info.get("CreationDate", "")),
        tuple(claims),
        from_lines(tuple(lines)) if lines else None,
    )


def _iso(date: str) -> str | None:
    """The day of a date such as D:20261101120000Z (ISO 32000-1, 7.9.4)."""
    found = re.match(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?", date)
    return "-".join(filter(None, found.groups())) if found else None
