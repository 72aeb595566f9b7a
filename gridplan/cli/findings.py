"""How findings of input files reach the terminal, and which exit code they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import typer

from gridplan.cli.showing import Show, print_json
from gridplan.errors import FindingsError, InputError
from gridplan.model.findings import InputFinding
from gridplan.model.words import Severity
from gridplan.workspace.importing import gravest

_KEYS = ("code", "severity", "file", "layer", "row", "column", "value", "message", "mend")


def show_findings(show: Show, findings: Sequence[InputFinding], *, as_json: bool) -> None:
    """
    Print findings, gravest first.

    Parameters
    ----------
    show
        Where and in which language.
    findings
        The findings.
    as_json
        Print one JSON object with the action of the whole.
    """
    ordered = sorted(findings, key=lambda finding: list(Severity).index(finding.severity))
    if as_json:
        print_json({"action": gravest(findings), "findings": [_row(finding) for finding in ordered]})
        return
    for finding in ordered:
        typer.echo(f"{finding.severity} {finding.code}  {finding.line(show.lang)}")
    if not findings:
        show.say("没有发现问题。", "Nothing to mend.")


def exit_by(findings: Sequence[InputFinding]) -> None:
    """
    Leave with the exit code of the gravest finding.

    Parameters
    ----------
    findings
        The findings.
    """
    if gravest(findings) == "deny":
        raise typer.Exit(InputError.exit_code)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(FindingsError.exit_code)


def _row(finding: InputFinding) -> dict[str, Any]:
    whole = asdict(finding) | {"severity": str(finding.severity)}
    return {key: whole[key] for key in _KEYS}
