"""What is known of a PDF file: of ours all that it was made from, of others the rest, of broken ones why not."""

from __future__ import annotations

import hashlib
import io
import shlex
import time
import tracemalloc
import warnings
import zlib
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from generator.cli import main
from generator.diagnostics import EnvironmentProblem, HandoutError, UsageProblem
from generator.inspection import Inspection, UnfitFile, inspect
from generator.inspection.packet import parse_packet
from generator.inspection.parts import Font
from generator.inspection.tracing import CHANGED, MISSING, SAME, command, trace
from generator.provenance import Provenance, SourceFile
from tests.support.desk import CLUB, CONTENT, HEAD, Desk
from tests.support.golden import shipped
from tests.support.pictures import picture
from tests.support.press import Press
from tests.support.roundtrip import artifact_text, elements, fields, tree_text
from tests.support.wording import PAIRS, ROOT
from tests.test_conformance import assert_conforms

pytestmark = pytest.mark.slow

FOLDERS = {"content": "content", "locale": "content/locales", "layout": "layouts"}


@pytest.fixture
def look(tmp_path: Path) -> Look:
    return Look(tmp_path / "found.pdf")


class Look:
    """Inspects bytes as a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, data: bytes | None) -> Inspection:
        self.path.write_bytes(data or b"")
        return inspect(str(self.path))


# Ours


@pytest.mark.parametrize(("content", "layout"), PAIRS)
def test_a_shipped_pair_tells_the_files_that_made_it(content: str, layout: str, look: Look) -> None:
    found = look(shipped(content, layout).data).packet.provenance
    assert found is not None
    assert [(file.kind, file.name) for file in found.files if file.kind in ("content", "layout")][:2] == [
        ("content", content),
        ("layout", layout),
    ]
    named = [file for file in found.files if file.name]
    assert {file.kind for file in named} == set(FOLDERS)
    for file in named:
        data = (ROOT / FOLDERS[file.kind] / f"{file.name}.yaml").read_bytes()
        assert file.digest == hashlib.sha256(data).hexdigest()
        assert trace(file, str(ROOT)).state == SAME
    assert found.settings == ()
    assert f"edition: {found.edition}\n" in (ROOT / "content" / f"{content}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("content", "layout"), PAIRS)
def test_a_shipped_pair_is_read_as_another_reader_does(content: str, layout: str, look: Look) -> None:
    built = shipped(content, layout)
    assert built.data is not None
    found = look(built.data)
    assert found.unread == ()
    assert len(found.pages) == built.pages
    assert found.structure.elements == len(elements(built.data))
    assert found.packet.claims == ("PDF/UA-1", "PDF/A-2a")
    assert all(font.embedded and font.subset for font in found.fonts)
    assert [field.label for field in found.fields] == [field.label for field in fields(built.data)]
    with pikepdf.open(io.BytesIO(built.data)) as pdf:
        assert found.packet.title == str(pdf.docinfo.Title)
        assert found.language == str(pdf.Root.Lang)
        addresses = [
            str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"
        ]
    assert [link.address for link in found.links] == list(dict.fromkeys(addresses))
    said = tree_text(built.data) + "\n" + "\n".join(artifact_text(built.data))
    count = sum(any(map(str.isalnum, word)) for word in said.split())
    assert found.words == pytest.approx(count, rel=0.02)  # a word divided at a line's end, a number in a mark


def test_everything_that_took_part_is_noted(tmp_path: Path, look: Look) -> None:
    desk = Desk(tmp_path)
    dot, logo = picture(20, 20), picture(50, 20)
    square = b'<svg xmlns="http://www.w3.org/2000/svg"\tviewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    desk.write("content/dot.png", dot)
    desk.write("content/square.svg", square)
    desk.write("content/logo.png", logo)
    figures = "".join(
        f"      - figure: {{{kind}: {name}, decorative: true}}\n"
        for kind, name in (("picture", "dot.png"), ("drawing", "square.svg"))
    )
    calves = "      - paragraph: Lean on a wall and push one heel down.\n"
    content, club = CONTENT.replace(calves, calves + figures), CLUB + "logo: logo.png\n"
    own = "extends: handout-a4\nabout: mine\n"
    settings = {"title": "Calves <&> “hips”", "club__name": "Hill Runners"}
    data = desk.build(content, own, club, **settings).data
    assert data is not None
    assert_conforms(data)
    found = look(data).packet.provenance
    assert found is not None
    assert found.settings == (("title", "Calves <&> “hips”"), ("club.name", "Hill Runners"))
    digests = {(file.kind, file.name): file.digest for file in found.files}
    for kind, name, file in (
        ("content", "text", content.encode()),
        ("layout", "own", own.encode()),
        ("club", "club", club.encode()),
        ("logo", "", logo),
    ):
        assert digests[kind, name] == hashlib.sha256(file).hexdigest()
    shown = [file.digest for file in found.files if file.kind == "picture"]
    assert shown == [hashlib.sha256(file).hexdigest() for file in (dot, square)]
    assert [file.name for file in found.files if file.kind == "layout"] == ["own", "handout-a4", "base"]


def test_a_setting_does_not_hide_the_file_below_it(tmp_path: Path, look: Look) -> None:
    """Every key of a setting has its own place; the file is still the one that was read."""
    desk = Desk(tmp_path)
    settings = {"edition": "2026-12", "title": "Calves"}
    found = look(desk.build(CONTENT, "card-a6", None, **settings).data).packet.provenance
    assert found is not None
    assert found.edition == "2026-12"
    assert found.files[0] == SourceFile("content", "text", hashlib.sha256(CONTENT.encode()).hexdigest())


def test_provenance_is_the_same_on_every_run_and_after_other_documents(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    text, club = desk.write("content/text.yaml", CONTENT), desk.write("content/club.yaml", CLUB)
    press = Press(club=club, settings=(("edition", "2026-12"),))
    first = press.build(text, "card-a6").data
    press.build(text, "handout-a4")
    assert press.build(text, "card-a6").data == first
    assert Press(club=club, settings=(("edition", "2026-12"),)).build(text, "card-a6").data == first


def test_words_of_another_language_and_a_filled_field_are_told(look: Look) -> None:
    data = shipped("sore-back", "card-a6").data or b""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.AcroForm.Fields[0].V = pikepdf.Name.Yes
        pdf.Root.StructTreeRoot.K.K[0].Lang = pikepdf.String("fr")
        out = io.BytesIO()
        pdf.save(out)
    found = look(out.getvalue())
    assert found.structure.languages == (("fr", 1),)
    assert [field.value for field in found.fields].count("Yes") == 1
    assert {field.kind for field in found.fields} == {"tick box"}


# Where its files are now


def test_a_changed_a_moved_and_a_missing_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    data = HEAD.encode()
    file = SourceFile("content", "calves", hashlib.sha256(data).hexdigest())
    assert trace(file, str(tmp_path)).state == MISSING
    desk.write("content/calves.yaml", data + b"\n")
    assert trace(file, str(tmp_path))[1:] == (CHANGED, "content/calves.yaml", False)
    desk.write("calves.yml", data)  # the same bytes go before the same place
    assert trace(file, str(tmp_path))[1:] == (SAME, "./calves.yml", False)


@pytest.mark.parametrize("name", ["../secret", "/etc/hosts", "..", "a\\b", "a\nb", ""])
def test_a_name_leads_nowhere_else(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_bytes(b"x")
    (tmp_path / "here").mkdir()
    file = SourceFile("club", name, hashlib.sha256(b"x").hexdigest())
    assert trace(file, str(tmp_path / "here")).state == MISSING


def test_the_command_builds_the_same_bytes(tmp_path: Path, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path)
    desk.write("content/text.yaml", CONTENT)
    desk.write("layouts/own.yaml", "extends: card-a6\nabout: mine\n")
    desk.write("club.yaml", CLUB)
    settings = (("title", "Calves & 'hips' $HOME"), ("club.contact", "Jo"))
    first = Press(club="club.yaml", settings=settings).build("content/text.yaml", "own").data
    found = look(first).packet.provenance
    assert found is not None
    line = command(found, tuple(trace(file) for file in found.files))
    assert line == (
        "handout build content/text.yaml -l layouts/own.yaml --club ./club.yaml "
        """--set 'title=Calves & '"'"'hips'"'"' $HOME' --set club.contact=Jo"""
    )
    assert main([*shlex.split(line)[1:], "-q"]) == 0
    assert (tmp_path / "out/stretching-own.pdf").read_bytes() == first
    (tmp_path / "club.yaml").unlink()
    assert command(found, tuple(trace(file) for file in found.files)) is None


def test_a_shipped_layout_is_named_by_its_path_where_its_name_means_another(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    shipped_file = ROOT / "layouts/card-a6.yaml"
    file = SourceFile("layout", "card-a6", hashlib.sha256(shipped_file.read_bytes()).hexdigest())
    content = trace(SourceFile("content", "sore-back", "0" * 64), str(tmp_path))
    assert command(Provenance("", ()), (content, trace(file, str(tmp_path)))) == "handout build sore-back -l card-a6"
    desk.write("layouts/card-a6.yaml", "extends: handout-a4\n")
    found = trace(file, str(tmp_path))
    assert (found.state, found.shipped) == (SAME, False)
    assert command(Provenance("", ()), (content, found)) == f"handout build sore-back -l {shipped_file}"


# Anybody's


def foreign() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(842, 595))
    canvas.setTitle("A flyer")
    canvas.setAuthor("Jo")
    canvas.drawString(50, 500, "Come and run with us!")
    canvas.linkURL("https://example.org/", (50, 490, 100, 510))
    canvas.acroForm.textfield(name="who", tooltip="Your name", x=50, y=300, value="Kim", forceBorder=True)
    canvas.acroForm.checkbox(name="yes", x=50, y=200)
    canvas.setCropBox((10, 10, 400, 500))
    canvas.showPage()
    canvas.setPageRotation(90)
    canvas.drawString(50, 500, "Second page")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_pdf_of_another_program(look: Look) -> None:
    found = look(foreign())
    assert found.packet.provenance is None
    assert (found.packet.title, found.packet.author, found.packet.claims) == ("A flyer", "Jo", ())
    assert "ReportLab" in (found.packet.producer or "")
    assert (found.packet.created or "").startswith("20")
    assert [(page.width, page.height) for page in found.pages] == [(842, 595), (842, 595)]
    assert [dict(page.boxes)["MediaBox"] for page in found.pages] == [(0, 0, 842, 595), (0, 0, 595, 842)]  # turned
    assert dict(found.pages[0].boxes)["CropBox"] == (10, 10, 400, 500)
    assert found.words == 7
    assert Font("Helvetica", False, False) in found.fonts
    assert [(link.address, link.pages) for link in found.links] == [("https://example.org/", (1,))]
    assert [(field.name, field.kind, field.label, field.value) for field in found.fields] == [
        ("who", "text field", "Your name", "Kim"),
        ("yes", "tick box", None, None),
    ]
    assert not found.structure.tagged
    assert found.unread == ()


@pytest.mark.parametrize("bits", [40, 128, 256])
def test_one_that_only_asks_before_it_is_changed_is_read(bits: int, look: Look) -> None:
    """Encrypted, but with no password for reading: any viewer shows it. AES needs more than we bring along."""
    data = encrypted("", bits)
    if bits == 256:
        with pytest.raises(UnfitFile, match="is encrypted"):
            look(data)
    else:
        assert look(data).words == 7


@pytest.mark.parametrize("bits", [40, 128, 256])
def test_one_with_a_password_is_refused(bits: int, look: Look) -> None:
    with pytest.raises(UnfitFile, match=r"'.*found\.pdf' is encrypted"):
        look(encrypted("secret", bits))


def encrypted(user: str, bits: int) -> bytes:
    revision = {40: 2, 128: 3, 256: 6}[bits]
    out = io.BytesIO()
    with warnings.catch_warnings(), pikepdf.open(io.BytesIO(foreign())) as pdf:
        warnings.simplefilter("ignore")
        weak = {} if bits == 256 else {"aes": False, "metadata": False}
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=user, R=revision, **weak))
    return out.getvalue()


# Broken ones


def raw(*bodies: str | bytes) -> bytes:
    """A PDF file of these objects, numbered from 1; the first is the catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body if isinstance(body, bytes) else body.encode())
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    trailer = f"trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF\n".encode()
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def stream(data: bytes, entries: str = "") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries.encode(), len(data), data)


CATALOGUE, PAGES = "<</Type/Catalog/Pages 2 0 R%s>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]%s>>"
FORM = "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</A %d 0 R>>>>"
BROKEN = {
    "nothing": (b"", "is not a PDF file: it is empty"),
    "text": (b"title: Stretching\n" * 99, "is not a PDF file"),
    "header alone": (b"%PDF-1.7\n", "is broken"),
    "junk": (b"%PDF-1.7\n" + b"\xff\0" * 9999, "is broken"),
    "a huge table": (b"%PDF-1.7\nxref\n0 999999999\ntrailer<</Size 9/Root 1 0 R>>\nstartxref\n9\n%%EOF", "is broken"),
    "no pages": (raw("<</Type/Catalog>>"), "is broken"),
    "pages in a circle": (raw(CATALOGUE % "", "<</Type/Pages/Kids[3 0 R]>>", "<</Type/Pages/Kids[2 0 R]>>"), "broken"),
    "deep": (raw(CATALOGUE % ("/Lang " + "[" * 99999 + "]" * 99999), PAGES, PAGE % ""), "is broken"),
    "too many pages": (raw(CATALOGUE % "", f"<</Type/Pages/Kids[{'3 0 R ' * 3000}]>>", PAGE % ""), "has 3000 pages"),
}
ODD = {
    "no size": raw(CATALOGUE % "", PAGES, "<</Type/Page>>"),
    "odd types": raw(
        CATALOGUE % "/Lang 5/AcroForm 7/StructTreeRoot[1 2]/MarkInfo 3/Metadata 3 0 R",
        PAGES,
        "<</Type/Page/MediaBox[(a) 1 2 3]/CropBox 5/Annots 5/Resources[1]/Rotate(x)/UserUnit/No>>",
    ),
    "itself": raw(CATALOGUE % "/Lang 4 0 R", PAGES, PAGE % "", "4 0 R"),
    "forms in forms": raw(
        CATALOGUE % "",
        PAGES,
        PAGE % "/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>",
        stream(b"/A Do"),
        *(stream(b"/A Do /A Do", FORM % min(number + 1, 16)) for number in range(5, 17)),
    ),
    "a bomb": raw(
        CATALOGUE % "",
        PAGES,
        PAGE % "/Contents 4 0 R",
        stream(zlib.compress(b"(a) Tj " * 20_000_000), "/Filter/FlateDecode"),
    ),
    "entities": raw(
        CATALOGUE % "/Metadata 4 0 R", PAGES, PAGE % "", stream(b'<!DOCTYPE x [<!ENTITY a "aaa">]><x>&a;</x>')
    ),
    "a tree in a circle": raw(
        CATALOGUE % "/StructTreeRoot 4 0 R/AcroForm<</Fields[5 0 R]>>",
        PAGES,
        PAGE % "",
        "<</S/P/K[4 0 R 4 0 R]>>",
        "<</T(a)/Kids[5 0 R]/FT/Tx>>",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_in_one_line(name: str, look: Look, capfd: pytest.CaptureFixture[str]) -> None:
    data, reason = BROKEN[name]
    with pytest.raises(UnfitFile) as problem:
        look(data)
    assert reason in str(problem.value)
    assert "\n" not in str(problem.value)
    assert capfd.readouterr() == ("", "")  # the library has a log


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_read_as_far_as_it_goes(name: str, look: Look, capfd: pytest.CaptureFixture[str]) -> None:
    found = look(ODD[name])
    assert len(found.pages) == 1
    assert found.packet.provenance is None
    expected = {"odd types": ("metadata",), "itself": ("language",), "a bomb": ("words",), "entities": ("metadata",)}
    assert found.unread == expected.get(name, ())
    assert capfd.readouterr() == ("", "")


def test_a_part_of_a_file_is_never_an_accident(look: Look) -> None:
    """Cut anywhere, or with bytes overwritten: it is read, or refused; every tenth place of a card."""
    data = shipped("sore-back", "card-a6").data or b""
    refused = 0
    for place in range(0, len(data), len(data) // 40):
        for broken in (data[:place], data[:place] + b"\0<<[(" + data[place + 5 :]):
            try:
                look(broken)
            except UnfitFile:
                refused += 1
    assert 20 < refused < 80


def shared_kids(count: int = 4000) -> bytes:
    """Fields of which each has all of them below it."""
    own = "".join(f"{number} 0 R " for number in range(5, 5 + count))
    fields = ["<</T(f)/Kids 4 0 R>>"] * count
    return raw(CATALOGUE % "/AcroForm<</Fields 4 0 R>>", PAGES, PAGE % "", f"[{own}]", *fields)


@pytest.mark.parametrize(
    ("data", "unread"),
    [
        (raw(CATALOGUE % "/StructTreeRoot<</K 4 0 R>>", PAGES, PAGE % "", f"[{'4 0 R ' * 5000}]"), ()),
        (shared_kids(), ("fields",)),
    ],
)
def test_what_refers_to_itself_many_times_takes_no_longer(data: bytes, unread: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "found.pdf"
    path.write_bytes(data)
    assert inspect(str(path), 10.0).unread == unread


def test_a_title_in_titles_takes_no_longer(look: Look) -> None:
    depth, items = 500, "<rdf:li>a</rdf:li>" * 20_000
    packet = (
        '<x xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f"{'<dc:title>' * depth}<rdf:Alt>{items}</rdf:Alt>{'</dc:title>' * depth}</x>"
    ).encode()
    found = look(raw(CATALOGUE % "/Metadata 4 0 R", PAGES, PAGE % "", stream(packet)))
    assert found.packet.title == "a"
    tracemalloc.start()
    try:
        parse_packet(packet, {})
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("page", "unread"),
    [("/Annots[%s]" % ("null " * 60), "links"), ("/Resources<</XObject<<%s>>>>", "fonts")],
)
def test_what_is_left_out_for_its_number_is_named(
    page: str, unread: str, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = "".join(f"/F{number} 4 0 R" for number in range(60))
    data = raw(CATALOGUE % "", PAGES, PAGE % (page.replace("%s", forms)), "<</Subtype/Form>>")
    assert look(data).unread == ()
    monkeypatch.setattr("generator.inspection.parts.MAX_NODES", 50)
    assert look(data).unread == (unread,)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="there is no file"):
        inspect(str(tmp_path / "nothing.pdf"))
    with pytest.raises(EnvironmentProblem, match="it is a folder"):
        inspect(str(tmp_path))
    with pytest.raises(HandoutError, match="cannot read"):
        inspect(str(tmp_path / "a\0b.pdf"))


def test_the_work_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the library does with a file, and whatever it catches meanwhile."""

    def endless(*_: object) -> None:
        while True:
            try:
                time.sleep(1)
            except Exception:
                continue

    monkeypatch.setattr("generator.inspection.parts.words_on", endless)
    path = tmp_path / "slow.pdf"
    path.write_bytes(foreign())
    with pytest.raises(UnfitFile, match=r"gave up after 0\.05 seconds"):
        inspect(str(path), 0.05)


def test_an_alarm_that_nobody_hears_rings_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is raised while an object goes away is only printed."""
    lost: list[object] = []
    monkeypatch.setattr("sys.unraisablehook", lost.append)

    class Slow:
        def __del__(self) -> None:
            time.sleep(0.2)

    def deaf(*_: object) -> int:
        Slow()
        for _ in range(300):
            time.sleep(0.01)
        return 0

    monkeypatch.setattr("generator.inspection.parts.words_on", deaf)
    path = tmp_path / "slow.pdf"
    path.write_bytes(foreign())
    with pytest.raises(UnfitFile, match=r"gave up after 0\.1 seconds"):
        inspect(str(path), 0.1)
    assert len(lost) == 1
    time.sleep(0.6)  # and then it is silent
