"""Same input, same bytes: in any process, folder, time zone and order; and nothing of the machine in the file."""

from __future__ import annotations

import getpass
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.support.desk import CLUB, CONTENT, Desk, compared
from tests.support.golden import shipped
from tests.support.pictures import picture
from tests.support.press import Press
from tests.support.wording import PAIRS, ROOT

pytestmark = pytest.mark.slow

BUILD = """\
import sys
from tests.support.press import Press
press = Press()
for pair in sys.argv[2:]:
    built = press.build(*pair.split(":"))
    with open(f"{sys.argv[1]}/{built.name}", "wb") as file:
        file.write(built.data)
"""
MACHINES = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "COLUMNS": "40"},
    {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "USER": "somebody"},
]


def run(folder: Path, machine: dict[str, str], *pairs: str) -> dict[str, bytes]:
    """Build in a process of its own, with its own home and working folder; the files by name."""
    home, out = folder / "home", folder / "out"
    for each in (folder, home, out):
        each.mkdir()
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(home),
        **machine,
    }
    command = [sys.executable, "-c", BUILD, str(out), *pairs]
    subprocess.run(command, cwd=home, env=environment, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def test_the_same_bytes_on_every_machine(tmp_path: Path) -> None:
    pairs = [":".join(pair) for pair in PAIRS]
    first = run(tmp_path / "a", MACHINES[0], *pairs)
    second = run(tmp_path / "some other folder", MACHINES[1], *reversed(pairs))
    assert len(first) == len(PAIRS)
    assert first == second
    assert first == {f"{content}-{layout}.pdf": shipped(content, layout).data for content, layout in PAIRS}


def test_the_same_bytes_after_other_documents() -> None:
    """In one order and in the other, so that each comes after every other one; and each once more after all of them."""
    for order in ([*PAIRS, *PAIRS], PAIRS[::-1]):
        press = Press()
        for pair in order:
            assert compared(press.build(*pair)) == compared(shipped(*pair))


def test_the_same_bytes_after_a_document_that_failed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    press = Press()
    for wrong in ("Five \u4e94 minutes are enough.", "x" * 300, "{nobody}"):
        path = desk.write(f"content/{len(wrong)}.yaml", CONTENT.replace("Five minutes are enough.", f"'{wrong}'"))
        assert press.build(path, "handout-a4").data is None
    assert compared(press.build("sore-back", "handout-a4")) == compared(shipped("sore-back", "handout-a4"))


def test_the_same_bytes_from_a_copy_elsewhere(tmp_path: Path) -> None:
    """With a club and its logo; also after the folder was moved and its files were touched."""
    made = []
    for name in ("one", "two"):
        desk = Desk(tmp_path / name)
        desk.write("content/logo.png", picture(50, 20))
        path = desk.write("content/text.yaml", CONTENT)
        club = desk.write("content/club.yaml", CLUB + "logo: logo.png\n")
        shutil.copytree(ROOT / "layouts", desk.folder / "layouts")
        os.utime(path, (1, 1))
        made.append([Press(club=club).build(path, layout).data for layout in ("handout-a4", "card-a6")])
    assert made[0] == made[1]
    assert all(made[0])


@pytest.mark.parametrize("date", ["", "0", "4102444800"])
def test_the_machine_s_build_date_is_passed_in_or_not_at_all(date: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line reads SOURCE_DATE_EPOCH and gives the press a date; nothing below reads the environment."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", date)
    assert compared(Press().build("sore-back", "card-a6")) == compared(shipped("sore-back", "card-a6"))


def all_bytes(data: bytes) -> bytes:
    """The file with everything in it decompressed, and every string in plain."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
            static_id=True,
        )
        strings = [str(value) for entry in pdf.objects for value in texts(entry)]
    return out.getvalue() + "\n".join(strings).encode()


def texts(value: pikepdf.Object) -> list[pikepdf.Object]:
    if isinstance(value, pikepdf.String):
        return [value]
    if isinstance(value, pikepdf.Array):
        return [text for item in value for text in texts(item) if not item.is_indirect]
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        return [text for _, item in value.items() if not getattr(item, "is_indirect", False) for text in texts(item)]
    return []


@pytest.mark.parametrize(("content", "layout"), PAIRS)
def test_nothing_of_the_machine_is_in_the_file(content: str, layout: str) -> None:
    data = shipped(content, layout).data
    assert data is not None
    plain = all_bytes(data)
    assert b"nhs.uk" in plain
    for trace in (str(ROOT), sys.prefix, os.path.expanduser("~/"), os.getcwd(), "/layouts/", ".yaml", ".ttf"):
        assert trace.encode() not in plain, trace
        assert trace.encode("utf-16-be") not in plain, trace
    user = getpass.getuser()
    assert user == "root" or f"/{user}/".encode() not in plain


def test_nothing_of_a_club_s_folder_is_in_the_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "private-folder")
    desk.write("content/secret-name.png", picture(50, 50))
    plain = all_bytes(desk.data(CONTENT, "extends: handout-a4\nabout: mine\n", CLUB + "logo: secret-name.png\n"))
    for trace in (b"private-folder", b"secret-name", str(tmp_path).encode(), b"own.yaml"):
        assert trace not in plain


# The machine's own settings of ReportLab, and its date

SETTINGS = """\
print("settings are read")
invariant = 0
pageCompression = 1
useA85 = 1
pdfComments = 1
pdfMultiLine = 1
canvas_baseColor = (1, 0, 0)
canvas_basefontname = "Courier"
defaultPageSize = "LETTER"
documentLang = "xx"
decimalSymbol = ","
ttfAsciiReadable = 0
"""
VARIABLES = {
    "RL_invariant": "0", "RL_useA85": "1", "RL_pdfComments": "1", "RL_pdfMultiLine": "1", "RL_documentLang": "xx",
    "RL_canvas_basefontname": "Courier", "RL_defaultPageSize": "LETTER", "RL_decimalSymbol": ",",
    "RL_canvas_baseColor": "red", "RL_verbose": "1", "RL_debug": "1",
}  # fmt: skip
BROKEN = {"RL_invariant": "often", "RL_defaultPageSize": "nothing", "RL_xmlParser": "pyRXP", "RL_verbose": ""}


@pytest.mark.parametrize(
    ("settings", "variables"),
    [
        (SETTINGS, VARIABLES),
        ("raise SystemExit('no')\n", {}),
        ("this is no Python\n", BROKEN),
        ("import socket; socket.create_connection(('127.0.0.1', 9))\n", {"RL_trustedHosts": "*"}),
    ],
    ids=["odd", "raises", "broken", "connects"],
)
@pytest.mark.parametrize("place", ["home", "path"])
def test_settings_of_reportlab_change_nothing(
    place: str, settings: str, variables: dict[str, str], tmp_path: Path
) -> None:
    """In the home folder, on Python's path or in the environment: not one byte, not one line of output."""
    (tmp_path / ("reportlab_settings.py" if place == "path" else ".reportlab_settings")).write_text(settings)
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(tmp_path))),
        **variables,
    }
    command = [sys.executable, "-m", "generator", "build", "sore-back", "-l", "card-a6", "-q", "--format", "short"]
    made = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert made.stdout == "out/sore-back-card-a6.pdf\n"
    (line,) = made.stderr.splitlines()  # and not one of the settings'
    assert "not-reviewed" in line
    assert (tmp_path / made.stdout.strip()).read_bytes() == shipped("sore-back", "card-a6").data


def test_the_date_and_the_identifier_follow_what_was_asked_for(tmp_path: Path) -> None:
    """One date gives one file, another date another; the file's identifiers differ just when the files do."""
    desk = Desk(tmp_path)
    path = desk.write("content/text.yaml", CONTENT)
    made = [Press(created=created).build(path, "card-a6").data or b"" for created in (None, "2027-01-02", "2027-01-02")]
    assert made[1] == made[2]
    assert made[0] != made[1]
    identifiers = []
    for data in made:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            first, second = (bytes(part) for part in pdf.trailer.ID)
            assert first == second
            identifiers.append(first)
            dates = {str(pdf.docinfo.CreationDate), str(pdf.docinfo.ModDate)}
            assert len(dates) == 1
    assert identifiers[0] != identifiers[1] == identifiers[2]
    assert dates == {"D:20270102000000Z"}


def test_source_date_epoch_is_the_date_of_the_file(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1798848000", "TZ": "Pacific/Auckland"}
    command = [sys.executable, "-m", "generator", "build", "sore-back", "-l", "card-a6", "-q"]
    subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert (tmp_path / "out/sore-back-card-a6.pdf").read_bytes() == (
        Press(created="2027-01-02").build("sore-back", "card-a6").data
    )
