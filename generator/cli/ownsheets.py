"""Turns the sheets that layouts name into what is wrong with them, for `handout check`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.cli.paper import Paper
from generator.cli.prints import Task, planned
from generator.diagnostics import Diagnostics, InputError

if TYPE_CHECKING:
    from generator.cli.documents import Run


def with_own_sheets(run: Run) -> Run:
    """The run with what is found when the sheets that layouts name are made; they are not kept.

    Raises UsageProblem as `planned` does.
    """
    planned(run, [document for document in run.documents if document.built.data], Paper())
    told = Diagnostics()
    documents = []
    for document in run.documents:
        built = document.built
        if built.data:
            found = _found(planned(run._replace(documents=(document,)), [document], Paper()))
            data = None if found.has_errors else built.data
            built = built._replace(data=data, diagnostics=(*built.diagnostics, *found.sorted()))
        told.extend(built.diagnostics)
        documents.append(document._replace(built=built))
    return run._replace(documents=tuple(documents), found=told.sorted())


def _found(tasks: Iterable[Task]) -> Diagnostics:
    found = Diagnostics()
    for task in tasks:
        try:
            for output in task.make():
                found.extend(output.built.diagnostics)
        except InputError as problem:
            found.extend(problem.diagnostics)
    return found
