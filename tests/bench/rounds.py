"""Turns a function that makes one pair of documents into a server that is timed in rounds, and drives such servers.

Two servers run in processes of their own and take turns, so that a busy moment of the machine meets both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import NamedTuple


class Used(NamedTuple):
    """What a process took. CPU is user and system time, in seconds; peak is resident memory, in bytes."""

    cpu: float
    wall: float
    peak: int


class Round(NamedTuple):
    """What one round of a server took, in seconds, and the bytes of its last pair."""

    cpu: float
    wall: float
    size: int


def run(command: list[str], folder: str) -> Used:
    """Run a command to its end in `folder`; raises RuntimeError with what it said if it fails."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        said = process.stderr.read() if process.stderr else ""
        used = _wait(process, start)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}\n{said}")
    return used


def _wait(process: subprocess.Popen[str], start: float) -> Used:
    """Wait as Popen would, but for this child's own use of the machine (wait4(2))."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return Used(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss * unit)


def serve(pair: Callable[[str, str | None], int]) -> None:
    """Answer each line of stdin with CPU and wall seconds and bytes.

    A line is a number of pairs and a prefix of club names; a third word asks for other titles as well. Every pair has
    names of its own, so that no finished page can be handed out twice.
    """
    for line in sys.stdin:
        count, prefix, *titles = line.split()
        wall, cpu = time.perf_counter(), time.process_time()
        size = 0
        for number in range(int(count)):
            size = pair(f"{prefix} Runners {number}", f"Sore {prefix} {number}?" if titles else None)
        print(time.process_time() - cpu, time.perf_counter() - wall, size, flush=True)


class Server:
    """A process that runs `serve`, from outside."""

    def __init__(self, command: list[str], folder: str) -> None:
        self._start = time.perf_counter()
        self._process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def round(self, count: int, prefix: str, *, titles: bool = False) -> Round:
        """Have it make `count` pairs, for other clubs and, if wanted, with other titles."""
        assert self._process.stdin
        assert self._process.stdout
        print(count, prefix, *(["titles"] if titles else []), file=self._process.stdin, flush=True)
        cpu, wall, size = self._process.stdout.readline().split()
        return Round(float(cpu), float(wall), int(size))

    def close(self) -> Used:
        """End it; what it took in all."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        return _wait(self._process, self._start)
