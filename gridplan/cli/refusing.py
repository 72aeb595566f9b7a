"""Say what is wrong with a file, beside the answer that it would have had."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from gridplan.cli.showing import Show
from gridplan.model.findings import InputFinding


def tell_findings(show: Show, findings: Iterable[InputFinding]) -> None:
    """
    Say on standard error what is wrong with a file, so that standard output holds the answer alone.

    Parameters
    ----------
    show
        In which language.
    findings
        The findings.
    """
    for finding in findings:
        typer.echo(f"{finding.severity} {finding.code}  {finding.line(show.lang)}", err=True)
