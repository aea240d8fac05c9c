"""Puts the shipped files into the wheel as they are once read, too; see generator/compiled.py."""

from __future__ import annotations

import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileShipped(BuildHookInterface):  # type: ignore[type-arg]
    """What hatchling runs for each build; an editable install reads the YAML, which somebody edits."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into a folder that the wheel takes its files from."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from generator.compiled import FOLDER, compile_shipped

        self._folder = tempfile.TemporaryDirectory()
        compile_shipped(self._folder.name)
        build_data["force_include"][self._folder.name] = f"generator/shipped/{FOLDER}"
