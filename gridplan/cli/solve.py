"""`gridplan solve partition FILE`: the engines alone, on a graph that somebody brings along."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.showing import Show
from gridplan.errors import FindingsError
from gridplan.workspace.solving import Excess, RefusedError, Solved, solve_partition

#: So many grids beyond a limit are told.
TOLD = 5
#: More effort than a day is a slip of the pen; so is a seed that no generator takes.
LONGEST_S, GREATEST_SEED = 86_400.0, 2**63 - 1

File = Annotated[Path, typer.Argument(metavar="FILE", help="JSON, or JSON packed with gzip.", show_default=False)]
Effort = Annotated[float, typer.Option(min=0.01, max=LONGEST_S, help="CPU seconds, as a guide.")]
Seed = Annotated[int, typer.Option(min=0, max=GREATEST_SEED, help="Seed of the random generator.")]
Out = Annotated[str, typer.Option("--out", "-o", help="Where the answer goes; - for standard output.")]

solve = typer.Typer(no_args_is_help=True, help="The engines alone, on a file: bring your own graph. 单独求解。")


@solve.callback()
def engines() -> None:
    """Run an engine alone, on a file: bring your own graph."""


@solve.command("partition")
def partition(context: typer.Context, file: File, effort: Effort = 10.0, seed: Seed = 0, out: Out = "-") -> None:
    """
    Cut a graph into contiguous, balanced, compact grids; the format stands in docs/solve.md.

    Exit code 1 where a grid is beyond a limit; the plan is written all the same.

    Parameters
    ----------
    context
        Carries how to show results.
    file
        The graph with its weights and limits.
    effort
        CPU seconds.
    seed
        The seed.
    out
        A file for the labels, or `-`.
    """
    show: Show = context.obj
    target = None if out == "-" else Path(out)
    if target and target.is_dir():
        raise typer.BadParameter(f"{out} is a folder", param_hint="-o")
    if target and target.resolve() == file.resolve():
        raise typer.BadParameter("the answer would take the place of the graph", param_hint="-o")
    try:
        with show.progress() as progress:
            solved = solve_partition(OPERATOR, file, target, effort=effort, seed=seed, progress=progress)
    except RefusedError as refused:
        for finding in refused.findings:
            typer.echo(f"{finding.severity} {finding.code}  {finding.line(show.lang)}", err=True)
        raise typer.Exit(refused.exit_code) from refused
    if target is None:
        typer.echo(json.dumps(solved.labels))
    _tell_excesses(show, solved, out)


def _tell_excesses(show: Show, solved: Solved, out: str) -> None:
    if not solved.excesses:
        return
    number = len({one.grid for one in solved.excesses})
    heads = {
        "zh": f"未找到满足全部限度的方案：{number} 个网格超限；方案仍已写出（{out}）。"
        "可增大 --effort、放宽限度或更换 --seed",
        "en": f"no plan inside all limits was found: {number} grids are out. The best plan was written all the same "
        f"({out}); try more --effort, wider limits or another --seed",
    }
    raise FindingsError("\n".join([heads[show.lang], *(_line(show.lang, one) for one in solved.excesses[:TOLD])]))


def _line(lang: str, one: Excess) -> str:
    above = one.load > one.limit
    if lang == "zh":
        side = "高于上限" if above else "低于下限"
        return f"网格 {one.grid} 的权重 {one.weight} 为 {one.load:,.6g}，{side} {one.limit:,.6g}（{one.share:.2%}）"
    side = "above its upper" if above else "below its lower"
    return (
        f"grid {one.grid} carries {one.load:,.6g} of weight {one.weight}, {one.share:.2%} {side} limit {one.limit:,.6g}"
    )
