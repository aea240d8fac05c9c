"""Lines of what a document was made from: they say the same when read back, and nothing of a machine."""

from __future__ import annotations

import hashlib

import hypothesis
import pytest
from hypothesis import strategies as st

from generator.diagnostics import Diagnostics, Source
from generator.provenance import KINDS, Provenance, SourceFile, from_lines, source_file, to_lines
from generator.source.reader import read_text

DIGEST = "ab" * 32
NAMES = st.text(st.characters(exclude_categories=["C"]), max_size=12).filter(lambda name: name.isprintable())
FILES = st.builds(SourceFile, st.sampled_from(KINDS), NAMES, st.just(DIGEST))
WORDS = st.lists(NAMES)
SETTINGS = st.tuples(st.text(min_size=1).filter(lambda key: "=" not in key), st.text())


@hypothesis.given(st.text(), st.lists(FILES), st.lists(SETTINGS), WORDS)
def test_lines_say_the_same_when_read_back(
    edition: str, files: list[SourceFile], settings: list[tuple[str, str]], words: list[str]
) -> None:
    provenance = Provenance(edition, tuple(files), tuple(settings), tuple(words))
    assert from_lines(to_lines(provenance)) == provenance


@pytest.mark.parametrize(
    "line", ["", "content", "content abc sore-back", f"spell {DIGEST} x", f"content {DIGEST}x", "print '--2up"]
)
def test_a_line_that_is_not_understood_is_left_out(line: str) -> None:
    assert from_lines((line, f"layout {DIGEST} base")) == Provenance("", (SourceFile("layout", "base", DIGEST),))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/home/somebody/club texts/sore back.yaml", "sore back"),
        ("a.b.yml", "a.b"),
        ("odd\n\x1b\udcff.yaml", "odd\ufffd\ufffd\ufffd"),
    ],
)
def test_a_file_goes_by_its_name_alone(path: str, name: str) -> None:
    assert source_file("content", Source(path, "", "/home/somebody", DIGEST)) == SourceFile("content", name, DIGEST)


def test_the_digest_is_that_of_the_bytes_byte_order_mark_and_all() -> None:
    data = b"\xef\xbb\xbfa: b\r\n"
    node = read_text(data, "one.yaml", Diagnostics())
    assert node is not None
    assert node.span.source.digest == hashlib.sha256(data).hexdigest()
