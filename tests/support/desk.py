"""A folder with small contents, layouts and clubs in it, for tests that build from files as people do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.building import Built
from generator.diagnostics import Diagnostic, Severity
from tests.support.press import Press

SMALL_CARDS = ("card-a7", "card-3x5", "card-wallet")
REVIEW_RULES = ("not-reviewed", "unsourced-sign")
HEAD = """\
title: Stretching
slug: stretching
language: en-GB
locale: en-GB
edition: 2026-11
message: Five minutes are enough.
sources: {}
"""
SAFETY = """\
  - id: get-help
    role: safety
    title: Get help
    blocks:
      - tiers:
          - level: now
            lead: "Call {emergency.ambulance} if:"
            signs:
              - {text: you are numb, short: Numb.}
"""
CALVES = """\
  - id: calves
    role: act
    title: Your calves
    blocks:
      - paragraph: Lean on a wall and push one heel down.
"""
CHECKLIST = """\
checklist:
  title: Sore calves?
  warnings-title: Stop and get help
  groups:
    - title: Before the run
      items: [Walk for 5 minutes.]
"""
CLUB = "name: Riverside Runners\n"
CONTENT = f"{HEAD}sections:\n{SAFETY}{CALVES}{CHECKLIST}"
# What makes a text one that no rule has anything to say of.
REVIEW = """\
reviewed-by: Dr A. Jones, GP
reviewed-on: 2026-10-01
"""
SOURCES = """\
sources:
  nhs:
    title: Back pain
    publisher: NHS, 2024
    address: https://www.nhs.uk/conditions/back-pain/
    read: 2026-11-05
    short: NHS
"""
SOURCED_HEAD = HEAD.replace("sources: {}\n", SOURCES)
SOURCED_SAFETY = SAFETY.replace("            signs:\n", "            sources: [nhs]\n            signs:\n")
SOUND = f"{SOURCED_HEAD}{REVIEW}sections:\n{SOURCED_SAFETY}{CALVES}{CHECKLIST}"


class Desk:
    """Writes files into a folder and builds from them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str | bytes) -> str:
        """Write a file, with the folders above it; returns its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(path)

    def build(
        self, content: str = CONTENT, layout: str = "handout-a4", club: str | None = None, **settings: str
    ) -> Built:
        """Build a content, given as YAML text. `layout` is a name, or YAML text if it has lines; so is `club`.

        The warnings are left out that small texts deserve knowingly; see `judged`.
        """
        return without_review(self.judged(content, layout, club, **settings))

    def judged(
        self, content: str = CONTENT, layout: str = "handout-a4", club: str | None = None, **settings: str
    ) -> Built:
        """The same with all that the rules say."""
        layout = self.write("layouts/own.yaml", layout) if "\n" in layout else layout
        path = self.write("content/text.yaml", content)
        club_path = None if club is None else self.write("content/club.yaml", club) if "\n" in club else club
        pairs = tuple((key.replace("__", ".").replace("_", "-"), value) for key, value in settings.items())
        return Press(club=club_path, settings=pairs).build(path, layout)

    def data(
        self, content: str = CONTENT, layout: str = "handout-a4", club: str | None = None, **settings: str
    ) -> bytes:
        """The bytes of a document that builds without a diagnostic."""
        built = self.build(content, layout, club, **settings)
        assert said(built) == []
        assert built.data is not None
        return built.data

    def problem(self, content: str = CONTENT, layout: str = "handout-a4", club: str | None = None) -> Diagnostic:
        """The one error of a document that does not build."""
        built = self.build(content, layout, club)
        assert built.data is None
        assert (built.pages, built.gave_way) == (0, ())
        (problem,) = built.diagnostics
        assert problem.severity is Severity.ERROR
        return problem


def without_review(built: Built) -> Built:
    """A build without what the small texts of tests, and the shipped ones, lack knowingly: a clinician, and sources.

    Nor with what each shipped card below clear print says of its own type.
    """
    left = [problem for problem in built.diagnostics if problem.rule not in REVIEW_RULES]
    return built._replace(diagnostics=tuple(problem for problem in left if not says_small(problem)))


def says_small(problem: Diagnostic) -> bool:
    """Whether this is the warning of a shipped card that its type is below clear print."""
    stem = Path(problem.span.source.name).stem if problem.span else ""
    return problem.rule == "small-type" and stem in SMALL_CARDS


def compared(built: Built) -> tuple[Any, ...]:
    """A build as values to compare: the places of two readings of one file are never equal themselves."""
    told = [(problem.severity, problem.rule, problem.message, str(problem.span)) for problem in built.diagnostics]
    return (*built._replace(diagnostics=(), setting=None), told)


def said(built: Built) -> list[str]:
    """The diagnostics of a build as `rule: message`."""
    return [f"{problem.rule}: {problem.message}" for problem in built.diagnostics]
