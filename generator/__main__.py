"""The process of the command `handout`, also as `python -m generator`: a quick start and a quick end.

Two habits of Python cost a third of a short run, and a command that ends at once can do without them: looking for
garbage while modules are loaded, and taking everything apart before the exit.
"""

from __future__ import annotations

import gc
import os
import sys

# Before the imports below: they make many objects and no garbage. With 200 000, many documents take 30 MB more.
gc.set_threshold(50_000, 20, 100)

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
