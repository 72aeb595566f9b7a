"""`gridplan solve staff FILE`: owners and backups alone, for requests that somebody brings along."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import File, Json, Out, Seed
from gridplan.cli.refusing import tell_findings
from gridplan.cli.showing import Show, print_json
from gridplan.errors import InfeasibleError
from gridplan.model.conflict import StaffConflictError
from gridplan.model.worth import in_words
from gridplan.workspace.solving_staff import RefusedError, StaffSolved, solve_staff


def staff(context: typer.Context, file: File, seed: Seed = 0, as_json: Json = False, out: Out = "-") -> None:
    """
    Choose owner and backup of every grid, or say why that can't be; the format stands in docs/solve.md.

    Exit code 1 where the rules of a request can't be met; what is in conflict takes the place of its answer.

    Parameters
    ----------
    context
        Carries how to show results.
    file
        One request, or a list of them.
    seed
        Which of several equally good answers is taken.
    as_json
        Print one object: `answers` by name.
    out
        A file for the answers, a folder with one file each, or `-`.
    """
    show: Show = context.obj
    target = None if out == "-" else Path(out)
    if target and target.resolve() == file.resolve():
        raise typer.BadParameter("the answer would take the place of the request", param_hint="-o")
    try:
        with show.progress() as progress:
            solved = solve_staff(OPERATOR, file, target, seed=seed, progress=progress)
    except RefusedError as refused:
        tell_findings(show, refused.findings)
        raise typer.Exit(refused.exit_code) from refused
    _print_answers(show, solved, as_json=as_json, to_file=target is not None)
    if solved.conflicts:
        lines = StaffConflictError(solved.conflicts).lines(show.lang)
        raise InfeasibleError("\n".join(lines))


def _print_answers(show: Show, solved: StaffSolved, *, as_json: bool, to_file: bool) -> None:
    """Keep standard output for the answers; what is said of them goes beside."""
    answers = list(solved.answers.values())
    if as_json:
        print_json(answers[0] if solved.alone else {"answers": solved.answers})
    elif not to_file:
        listed = [{"name": name, **answer} for name, answer in solved.answers.items()]
        typer.echo(json.dumps(answers[0] if solved.alone else listed, ensure_ascii=False))
    for name, answer in solved.answers.items():
        if not as_json and "gap" in answer:
            typer.echo(f"{name}: {in_words(answer['gap'], show.lang)} ({answer['value']:,.6g})", err=True)
