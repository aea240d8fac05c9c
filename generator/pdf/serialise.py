"""Turns the bodies of all objects into a PDF file with object streams and a cross-reference stream.

ISO 32000-1, 7.5.7 and 7.5.8. Small objects share compressed streams, which makes a tagged file less than half as
big. The file identifier is a digest of the content, so equal content gives equal files, and different content
different identifiers.
"""

from __future__ import annotations

import struct

from generator.digest import sha256
from generator.pdf.syntax import packed_stream

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four bytes above 127 say that the file is binary (7.5.2)
_OBJECTS_IN_A_STREAM = 200  # a reader unpacks a stream as a whole
_DIRECT, _PACKED = 1, 2


def serialise(bodies: list[bytes], root: int, info: int) -> bytes:
    """The file whose object n is `bodies[n - 1]`; `root` and `info` are the numbers of catalogue and properties."""
    parts = [_HEADER]
    offset = len(_HEADER)
    entries = [(0, 0, 65535)] * (len(bodies) + 1)

    def write(number: int, body: bytes) -> None:
        nonlocal offset
        part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        entries[number] = (_DIRECT, offset, 0)
        parts.append(part)
        offset += len(part)

    small: list[int] = []
    for number, body in enumerate(bodies, 1):
        if body.endswith(b"endstream"):
            write(number, body)
        else:
            small.append(number)
    for start in range(0, len(small), _OBJECTS_IN_A_STREAM):
        members = small[start : start + _OBJECTS_IN_A_STREAM]
        container = len(entries)
        entries.append((0, 0, 0))
        for index, member in enumerate(members):
            entries[member] = (_PACKED, container, index)
        write(container, _object_stream(members, [bodies[member - 1] for member in members]))

    number, position = len(entries), offset
    entries.append((_DIRECT, position, 0))
    digest = sha256()
    for part in parts:
        digest.update(part)
    identifier = digest.hexdigest()[:32].upper()
    table = _rising([struct.pack(">BIH", *entry) for entry in entries])
    write(number, packed_stream(
        f"/Type/XRef/Size {len(entries)}/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>"
        f"/Root {root} 0 R/Info {info} 0 R/ID[<{identifier}><{identifier}>]",
        table,
    ))  # fmt: skip
    parts.append(b"startxref\n%d\n%%%%EOF\n" % position)
    return b"".join(parts)


def _rising(rows: list[bytes]) -> bytes:
    """Rows of equal length, each less the one before (the predictor Up of PNG): rows that count up become alike."""
    width = len(rows[0])
    data = b"".join(rows)
    less = bytes([(one - other) & 255 for one, other in zip(data, bytes(width) + data[:-width], strict=True)])
    return b"".join([b"\x02" + less[start : start + width] for start in range(0, len(less), width)])


def _object_stream(numbers: list[int], bodies: list[bytes]) -> bytes:
    index: list[str] = []
    offset = 0
    for number, body in zip(numbers, bodies, strict=True):
        index.append(f"{number} {offset}")
        offset += len(body) + 1
    head = " ".join(index).encode() + b"\n"
    return packed_stream(f"/Type/ObjStm/N {len(numbers)}/First {len(head)}", head + b"\n".join(bodies))
