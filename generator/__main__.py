"""Turns `python -m generator` into the command `handout`."""

from __future__ import annotations

import sys

from generator.cli import main

sys.exit(main())
