"""Reports what is wrong with contents in their layouts, and writes no file: `handout check`."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

import click

from generator.cli.documents import Batch, Options, build_all, refuse_collisions, with_documents
from generator.cli.options import show
from generator.diagnostics import ExitCode, Severity, UsageProblem, counted

if TYPE_CHECKING:
    from generator.checks import CheckRule, Family

_WIDTH = 80


@click.command()
@with_documents
@click.option("--strict", is_flag=True, help="Warnings, too, give an exit code that is not zero.")
@click.option("--rules", "wants_rules", is_flag=True, help="List all rules, and check nothing.")
@click.option("--explain", "explained", metavar="RULE", help="Say what a rule asks for, and why; check nothing.")
def check(options: Options, form: str, strict: bool, wants_rules: bool, explained: str | None) -> ExitCode:
    """Look for everything that is wrong, and write no PDF.

    Does all that `build` does but the writing: what it finds, `build` finds as well. A line on stdout sums up each
    content, problems go to stderr. A content or layout quietens the warnings of a rule with `allow: {rule: reason}`;
    safety rules cannot be quietened.

    \b
    Examples:
      handout check
      handout check sore-back -l card-a6 --strict
      handout check --explain not-reviewed
    """
    if wants_rules or explained:
        from generator.checks import FAMILIES, RULES

        click.echo(_explanation(explained, RULES) if explained else _listed(FAMILIES, RULES))
        return ExitCode.OK
    batch = build_all(options)
    refuse_collisions(batch.made)
    if any(batch.prints):
        batch = _with_own_sheets(batch)
    show(form, batch.found)
    for content in dict.fromkeys(made.content for made in batch.made):
        summary = _summary(content, batch)
        click.echo(json.dumps(summary) if form == "json" else _sentence(summary))
    if batch.has_errors:
        return ExitCode.INPUT
    return ExitCode.WARNINGS if strict and batch.found else ExitCode.OK


def _with_own_sheets(batch: Batch) -> Batch:
    """The batch with the diagnostics of the print sheets that its layouts name."""
    from generator.printing.jobs import jobs_of, problems_on_own_sheet
    from generator.printing.order import Order

    printable = [found for found in batch.prints if found]
    jobs_of(Order(), batch.prints, printable, [made.built.name for made in batch.made if made.built.data])
    documents = []
    for made, print_ in zip(batch.made, batch.prints, strict=True):
        found = problems_on_own_sheet(print_) if print_ else ()
        built = made.built._replace(diagnostics=(*made.built.diagnostics, *found))
        is_sound = not any(problem.severity is Severity.ERROR for problem in found)
        documents.append(made._replace(built=built if is_sound else built._replace(data=None)))
    return batch._replace(made=tuple(documents))


def _summary(content: str, batch: Batch) -> dict[str, Any]:
    """The counts of a content in all its layouts; None for what could not be measured."""
    documents = [made for made in batch.made if made.content == content]
    severities = [problem.severity for problem in batch._replace(made=tuple(documents)).found]
    reading = documents[0].built.reading
    return {
        "content": content,
        "words": reading and reading.words,
        "grade": reading and round(reading.grade, 1),
        "smog": reading and round(reading.smog, 1),
        "pages": {made.layout: made.built.pages or None for made in documents},
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
    }


def _sentence(summary: dict[str, Any]) -> str:
    parts = [
        f"{summary['words']} words, grade {summary['grade']}, SMOG {summary['smog']}"
        if summary["words"]
        else "reading level not measured"
    ]
    parts.append(counted(sum(pages or 0 for pages in summary["pages"].values()), "page"))
    parts.extend(f"{layout} not built" for layout, pages in summary["pages"].items() if not pages)
    parts.extend(counted(summary[f"{what}s"], what) for what in ("error", "warning") if summary[f"{what}s"])
    if not (summary["errors"] or summary["warnings"]):
        parts.append("no problems")
    return f"{summary['content']}: {', '.join(parts)}"


def _listed(families: tuple[Family, ...], rules: tuple[CheckRule, ...]) -> str:
    """Each rule with its reason, under the title of its family; safety rules are starred."""
    titles: dict[str, list[CheckRule]] = {}
    known = {rule.id: rule for rule in rules}
    for family in families:
        titles.setdefault(family.title, []).extend(known[rule] for rule in family.rules)
    width = max(map(len, known))
    parts = ["\n".join([title, *(_entry(rule, width) for rule in listed)]) for title, listed in titles.items()]
    return "\n\n".join([*parts, "* a safety rule, which cannot be quietened"])


def _entry(rule: CheckRule, width: int) -> str:
    """A rule in columns: its id, how severe it is, and why it is there."""
    start = f"  {rule.id:<{width}} {rule.severity.name.lower() + '*' * rule.safety:<8} "
    return textwrap.fill(rule.reason, _WIDTH, initial_indent=start, subsequent_indent=" " * len(start))


def _explanation(name: str, rules: tuple[CheckRule, ...]) -> str:
    """What a rule asks for, why, and whether it can be suppressed. Raises UsageProblem for an unknown one."""
    rule = next((rule for rule in rules if rule.id == name), None)
    if rule is None:
        from generator.source.spelling import suggest

        near = suggest(name, [rule.id for rule in rules])
        raise UsageProblem(
            f"there is no rule {name!r}{f'; did you mean {near}?' if near else ''} (handout check --rules lists them)"
        )
    severity = rule.severity.name.lower()
    quieten = f"Quieten it with allow: {{{rule.id}: why}}." if rule.can_be_suppressed else "It cannot be quietened."
    told = [
        textwrap.fill(text, _WIDTH, initial_indent="  ", subsequent_indent="  ")
        for text in (rule.reason, f"Source: {rule.source}.")
    ]
    return "\n".join([f"{rule.id} ({severity}{', safety' if rule.safety else ''})", *told, f"  {quieten}"])
