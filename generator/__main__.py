"""Starts and ends the process of the command `handout`, also as `python -m generator`, without losing time.

Two habits of Python cost a third of a short run, and a command that ends at once can do without them: collecting
garbage while modules are loaded, and freeing every object before the exit.
"""

from __future__ import annotations

import gc
import os
import sys

gc.set_threshold(1_000_000, 50, 100)  # before the imports below: they make many objects and no garbage

from generator.postpone import lightly  # noqa: E402

with lightly():
    from generator.cli import main
from generator.diagnostics import ExitCode  # noqa: E402


def run() -> None:
    """Run the command line and end the process with its exit code; nothing is written after this."""
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # whoever read our output has gone
        code = ExitCode.ENVIRONMENT
    os._exit(code)


if __name__ == "__main__":
    run()
