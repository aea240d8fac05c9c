"""Turns this checkout and Typst setting the same words into tables of time, memory and bytes: `make bench`.

Each table names Typst's figure, ours and the ratio; both sides take turns in one run, and the figures are medians.
CPU is the time of all threads. Absolute figures depend on the machine and its load: read the ratios.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from long import write_content
from rounds import Round, Server, Used, run
from setting import HERE, install_wheel, lay_out_peer

MB = 1_000_000
PARTS = ["cold", "warm", "long", "tagging", "sheets"]


class Bench:
    """The two sides, ready to run."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.programs = install_wheel(scratch)
        self.peer = lay_out_peer(scratch)
        self.said: list[str] = []  # the ratios, as they can be pasted into CHANGELOG.md
        self.out = {}
        for side in ("ours", "typst", "typst ua-1"):
            self.out[side] = scratch / "out" / side.replace(" ", "-")
            self.out[side].mkdir(parents=True)

    def typst(self, *arguments: object) -> list[str]:
        return [sys.executable, str(HERE / "peer.py"), *map(str, arguments)]

    def handout(self, *arguments: object) -> list[str]:
        return [str(self.programs / "handout"), "build", *map(str, arguments)]

    def cold(self, rounds: int) -> None:
        """Start, set handout and card, end."""
        commands = {
            "typst": self.typst("cold", self.peer, self.out["typst"]),
            "typst ua-1": self.typst("cold", self.peer, self.out["typst ua-1"], "ua-1"),
            "ours": self.handout("sore-back", "--quiet", "-o", self.out["ours"]),
        }
        taken = self._in_turns(commands, rounds)
        base = median(used.cpu for used in taken["typst"])
        rows = []
        for side, uses in taken.items():
            cpu, wall = median(used.cpu for used in uses), median(used.wall for used in uses)
            sizes = [file.stat().st_size for file in sorted(self.out[side].glob("*.pdf"), reverse=True)]
            peak = max(used.peak for used in uses) / MB
            rows.append((side, f"{cpu:.3f}", f"{cpu / base:.2f}", f"{wall:.3f}", f"{peak:.1f}", *map(str, sizes)))
        self.said.append(f"a cold build {cpu / base:.2f} x Typst's CPU, peak {peak:.0f} MB")  # ours is the last row
        print(f"\nCold: one process for handout and card, median of {rounds}")
        show(("", "CPU s", "x typst", "wall s", "peak MB", "handout bytes", "card bytes"), rows)

    def warm(self, rounds: int, pairs: int) -> None:
        """Keep one process and rebuild both documents again and again, each time for another club."""
        servers = {
            "typst": Server(self.typst("warm", self.peer), str(HERE)),
            "typst ua-1": Server(self.typst("warm", self.peer, "ua-1"), str(HERE)),
            "ours": Server([str(self.programs / "python"), str(HERE / "ours.py")], str(self.scratch)),
        }
        for name, server in servers.items():
            server.round(3, f"Warming-{name.replace(' ', '-')}")
        taken: dict[str, list[Round]] = {side: [] for side in servers}
        titled: dict[str, list[Round]] = {side: [] for side in servers}
        for number in range(rounds):
            for side, server in servers.items():
                taken[side].append(server.round(pairs, f"Town{number}"))
                titled[side].append(server.round(pairs, f"Hamlet{number}", titles=True))
        rates = {side: median(pairs / one.cpu for one in many) for side, many in taken.items()}
        walls = {side: median(pairs / one.wall for one in many) for side, many in taken.items()}
        rows, changes = [], []
        for side, server in servers.items():
            per_cpu, per_wall = (f"{rates[side]:.1f}", f"{walls[side]:.1f}")
            ratios = (f"{rates[side] / rates['typst']:.2f}", f"{walls[side] / walls['typst']:.2f}")
            peak, size = f"{server.close().peak / MB:.1f}", str(taken[side][-1].size)
            rows.append((side, per_cpu, ratios[0], per_wall, ratios[1], peak, size))
            each = [median(1000 * one.cpu / pairs for one in many) for many in (taken[side], titled[side])]
            changes.append((side, *(f"{one:.1f}" for one in each)))
        self.said.append(f"rebuilds in one process {ratios[0]} x its pairs per CPU second")
        self.said.append(f"{each[0]:.1f} ms a pair for another club, {each[1]:.1f} ms with another title too")
        print(f"\nWarm: full rebuilds of the pair in one process, median of {rounds} rounds of {pairs}")
        show(("", "pairs per CPU s", "x typst", "pairs per s", "x typst", "peak MB", "bytes"), rows)
        print("\nChanged values: CPU ms a pair when nothing else changes")
        show(("", "club's name", "title too"), changes)

    def long(self, lengths: list[int], rounds: int) -> None:
        """One document of many pages, all different."""
        layout = self.scratch / "long.yaml"
        layout.write_text(LONG_LAYOUT)
        rows = []
        for length in lengths:
            content = self.scratch / f"courses-{length}.yaml"
            content.write_text(write_content(length))
            (self.peer / "content" / content.name).write_text(content.read_text())
            files = {"typst": self.out["typst"] / "long.pdf", "ours": self.out["ours"] / "courses-long.pdf"}
            commands = {
                "typst": self.typst("long", self.peer, files["typst"], f"/content/{content.name}"),
                "ours": self.handout(content, "-l", layout, "--quiet", "-o", self.out["ours"]),
            }
            try:
                taken = self._in_turns(commands, rounds)
            except RuntimeError as problem:
                print(f"\n{length} pages: {problem}", file=sys.stderr)
                continue
            base = median(used.cpu for used in taken["typst"])
            for (side, file), found in zip(files.items(), _read(*files.values()), strict=True):
                pages, size = found["pages"], file.stat().st_size
                cpu = median(used.cpu for used in taken[side])
                peak = max(used.peak for used in taken[side]) / MB
                each = 1000 * cpu / pages
                figures = (f"{cpu:.2f}", f"{cpu / base:.2f}", f"{peak:.0f}", str(size), f"{each:.2f}")
                rows.append((side, str(pages), *figures))
            self.said.append(f"pages {pages}: {cpu / base:.2f} x its CPU, peak {peak:.0f} MB")
        print(f"\nLong: one document in one process, median of {rounds}")
        show(("", "pages", "CPU s", "x typst", "peak MB", "bytes", "CPU ms a page"), rows)

    def tagging(self, rounds: int) -> None:
        """The same pages with and without tags, in this process."""
        # Not above: the largest that this process has been counts as the peak of each one that it starts.
        from tagging import BARS, costs

        layout = self.scratch / "long.yaml"
        layout.write_text(LONG_LAYOUT)
        rows = []
        for name, cost in costs(str(self.scratch), str(layout), rounds).items():
            times = tuple(f"{1000 * cpu:.2f}" for cpu in cost.cpu)
            sizes = tuple(map(str, cost.size))
            time, size = (f"{per_cent:+.1f} %" for per_cent in cost.per_cent)
            rows.append((name, *times, time, *sizes, size))
        print(f"\nTagging: medians of {rounds} rounds; the bars are {BARS[0]} % of time, {BARS[1]} % of bytes")
        show(("", "CPU ms", "untagged", "more", "bytes", "untagged", "more"), rows)

    def sheets(self, rounds: int, counts: list[int]) -> None:
        """Ten of one card beside one, in this process; then many different cards, four on a sheet, in one each."""
        from cards import BARS, ten_and_one, write_contents  # as above

        found = ten_and_one(self.scratch, rounds)
        base = found["one card"]
        rows = [
            (side, f"{1000 * cpu:.2f}", f"{cpu / base.cpu:.2f}", str(size), f"{size / base.size:.2f}")
            for side, (cpu, size) in found.items()
        ]
        print(f"\nSheets: medians of {rounds} rounds; the bars are {BARS[0]} of bytes, {BARS[1]} of time")
        show(("", "CPU ms", "x one", "bytes", "x one"), rows)
        table: list[tuple[str, ...]] = []
        contents = self.scratch / "cards"
        paths = write_contents(contents, max(counts))
        for count in counts:
            out = self.out["ours"] / f"cards-{count}"
            options = ("-l", "card-a6", "--sheet", "a4", "--together", "--copies", 1, "--quiet", "-o", out)
            used = run(self.handout(*paths[:count], *options), str(self.scratch))
            size = (out / "cards-card-a6-sheet.pdf").stat().st_size
            figures = (f"{used.cpu:.1f}", f"{1000 * used.cpu / count:.1f}", f"{used.peak / MB:.0f}", str(size))
            table.append((f"{count} cards", str(-(-count // 4)), *figures))
        print(f"\nDifferent cards, each with its reading copy too; the bar is {BARS[2]} MB")
        show(("", "sheets", "CPU s", "CPU ms a card", "peak MB", "bytes"), table)

    def words(self) -> None:
        """Whether both sides really set the same words."""
        print("\nWords in the cold pair's files (what each side has more of)")
        for theirs, our in (("handout", "handout-a4"), ("card", "card-a6")):
            files = self.out["typst"] / f"{theirs}.pdf", self.out["ours"] / f"sore-back-{our}.pdf"
            typst, ours = (Counter(found["words"]) for found in _read(*files))
            print(
                f"  {theirs:8} typst {typst.total()} ({(typst - ours).total()} more)"
                f"   ours {ours.total()} ({(ours - typst).total()} more)"
            )

    def _in_turns(self, commands: dict[str, list[str]], rounds: int) -> dict[str, list[Used]]:
        taken: dict[str, list[Used]] = {side: [] for side in commands}
        order = list(commands)
        for number in range(rounds + 1):
            for side in order:
                used = run(commands[side], str(self.scratch))
                if number:  # the first round warms the disk's cache
                    taken[side].append(used)
            order.append(order.pop(0))  # who runs after whom must not matter
        return taken


# The shipped handout without its promise of two pages and what it does to keep it.
LONG_LAYOUT = """\
extends: handout-a4
about: The handout at any length.
page: {pages: null}
place: [banner, message, sections: rest, colophon]
give-way: null
"""


def show(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print a table, figures to the right."""
    table = [headings, *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        print("  " + "   ".join([row[0].ljust(widths[0]), *cells[1:]]))


def _read(*files: Path) -> list[dict[str, Any]]:
    """Pages and words of each PDF file; see read.py."""
    reader = [sys.executable, str(HERE / "read.py"), *map(str, files)]
    found: list[dict[str, Any]] = json.loads(subprocess.run(reader, capture_output=True, check=True).stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11, help="of cold processes and of warm rounds (default 11)")
    parser.add_argument("--pairs", type=int, default=20, help="rebuilds in a warm round (default 20)")
    parser.add_argument("--lengths", type=int, nargs="*", default=[1, 10, 100, 1000], help="pages, more or less")
    parser.add_argument("--cards", type=int, nargs="*", default=[250, 500, 1000], help="different ones, on sheets")
    parser.add_argument("--only", choices=PARTS, nargs="*", default=PARTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(Path(scratch))
        parts: dict[str, Callable[[], None]] = {
            "cold": lambda: bench.cold(options.rounds),
            "warm": lambda: bench.warm(options.rounds, options.pairs),
            "long": lambda: bench.long(options.lengths, 3),
            "tagging": lambda: bench.tagging(options.rounds),
            "sheets": lambda: bench.sheets(options.rounds, options.cards),
        }
        for part in options.only:
            parts[part]()
        if "cold" in options.only:
            bench.words()
        if bench.said:
            print(f"\nFor CHANGELOG.md\n- Beside Typst (`make bench`): {'; '.join(bench.said)}.")


if __name__ == "__main__":
    main()
