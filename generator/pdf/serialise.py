"""Turns the bodies of all objects into a PDF file with object streams and a cross-reference stream.

ISO 32000-1, 7.5.7 and 7.5.8. Small objects share compressed streams, which makes a tagged file less than half as
big. The file identifier is a digest of the content, so equal content gives equal files, and different content
different identifiers.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from generator.digest import sha256
from generator.pdf.syntax import packed_stream

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four bytes above 127 say that the file is binary (7.5.2)
_OBJECTS_IN_A_STREAM = 200  # a reader unpacks a stream as a whole
_DIRECT, _PACKED = 1, 2
_ROW = struct.Struct(">BIH")
_NEXT = b"\2\0\0\0\0\0\0\1"  # the object after the one before it, in the same stream


def serialise(bodies: list[bytes], root: int, info: int, deflate: Callable[[bytes], bytes]) -> bytes:
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
        write(container, _object_stream(members, [bodies[member - 1] for member in members], deflate))

    number, position = len(entries), offset
    entries.append((_DIRECT, position, 0))
    digest = sha256()
    for part in parts:
        digest.update(part)
    identifier = digest.hexdigest()[:32].upper()
    table = _rising(entries)
    write(number, packed_stream(
        f"/Type/XRef/Size {len(entries)}/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>"
        f"/Root {root} 0 R/Info {info} 0 R/ID[<{identifier}><{identifier}>]",
        table,
        deflate,
    ))  # fmt: skip
    parts.append(b"startxref\n%d\n%%%%EOF\n" % position)
    return b"".join(parts)


def _rising(entries: list[tuple[int, int, int]]) -> bytes:
    """The table's rows, each less the one before (the predictor Up of PNG): rows that count up become alike."""
    rows: list[bytes] = []
    kind_before = place_before = -1
    before = bytes(_ROW.size)
    for kind, place, index in entries:
        row = _ROW.pack(kind, place, index)
        if kind == kind_before == _PACKED and place == place_before and index & 255:
            rows.append(_NEXT)  # the usual case made fast
        else:
            rows.append(b"\x02" + bytes([(one - other) & 255 for one, other in zip(row, before, strict=True)]))
        kind_before, place_before, before = kind, place, row
    return b"".join(rows)


def _object_stream(numbers: list[int], bodies: list[bytes], deflate: Callable[[bytes], bytes]) -> bytes:
    index: list[str] = []
    offset = 0
    for number, body in zip(numbers, bodies, strict=True):
        index.append(f"{number} {offset}")
        offset += len(body) + 1
    head = " ".join(index).encode() + b"\n"
    return packed_stream(f"/Type/ObjStm/N {len(numbers)}/First {len(head)}", head + b"\n".join(bodies), deflate)
