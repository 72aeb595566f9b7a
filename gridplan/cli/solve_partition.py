"""`gridplan solve partition FILE`: the engines alone, on a graph that somebody brings along."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import File, Json, Out, Seed
from gridplan.cli.interrupting import stopped_by_interrupt
from gridplan.cli.refusing import tell_findings
from gridplan.cli.showing import Show, print_json
from gridplan.errors import FindingsError, InfeasibleError
from gridplan.workspace.solving import Excess, ObstructedError, RefusedError, Solved, solve_partition

#: CPU seconds of a search alone; before a proof it takes one part in so many.
EFFORT, SEARCHED = 10.0, 30
STOPPED = {"zh": "已按要求提前停止，给出目前最佳方案", "en": "stopped as asked; this is the best plan so far"}
#: So many grids beyond a limit are told; a share is shown in such steps, and rounding counts for nothing.
TOLD, SHOWN, ROUNDING = 5, 1e-4, 1e-6
#: More effort than a day is a slip of the pen.
LONGEST_S = 86_400.0

Effort = Annotated[
    float | None,
    typer.Option(min=0.01, max=LONGEST_S, help="CPU seconds of the search, as a guide.", show_default="10"),
]
Prove = Annotated[bool, typer.Option("--prove", help="Look for the best plan there is, or say how near this one is.")]
Seconds = Annotated[
    float, typer.Option(min=0.01, max=LONGEST_S, help="CPU seconds of search and proof together, with --prove.")
]


def partition(
    context: typer.Context,
    file: File,
    effort: Effort = None,
    seed: Seed = 0,
    prove: Prove = False,
    seconds: Seconds = 60.0,
    as_json: Json = False,
    out: Out = "-",
) -> None:
    """
    Cut a graph into contiguous, balanced, compact grids; the format stands in docs/solve.md.

    Ctrl-C stops the search: the best plan so far is the answer. Exit code 1 where a grid is beyond a limit; the plan
    is written all the same.

    Parameters
    ----------
    context
        Carries how to show results.
    file
        The graph with its weights and limits.
    effort
        CPU seconds; before a proof a thirtieth of what it may take.
    seed
        The seed.
    prove
        Whether the plan shall be proved, or bounded.
    seconds
        What search and proof may take.
    as_json
        Print the labels, what the plan is worth and its bound as one object, or why there is no plan.
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
        with show.progress() as progress, stopped_by_interrupt() as stop:
            solved = solve_partition(
                OPERATOR,
                file,
                target,
                effort=effort or (seconds / SEARCHED if prove else EFFORT),
                seed=seed,
                seconds=seconds if prove else 0.0,
                progress=progress,
                stop=stop,
            )
            if stop():
                typer.echo(STOPPED[show.lang], err=True)
    except RefusedError as refused:
        tell_findings(show, refused.findings)
        raise typer.Exit(refused.exit_code) from refused
    except ObstructedError as obstructed:
        if as_json:
            print_json(obstructed.told())
        raise InfeasibleError("\n".join(obstructed.lines(show.lang))) from obstructed
    _print_answer(show, solved, prove=prove, as_json=as_json, to_file=target is not None)
    _tell_excesses(show, solved, out)


def _print_answer(show: Show, solved: Solved, *, prove: bool, as_json: bool, to_file: bool) -> None:
    """Keep standard output for the answer; what is said of it goes beside."""
    if as_json:
        print_json(asdict(solved.worth) | {"gap": solved.worth.gap, "words": solved.worth.words(show.lang)}
                   | ({} if to_file else {"labels": solved.labels}))  # fmt: skip
    elif not to_file:
        typer.echo(json.dumps(solved.labels))
    if prove and not as_json:
        worth = solved.worth
        figures = f"{worth.value:,.6g} / {worth.bound:,.6g}"
        line = {"zh": f"目标值 / 下界：{figures}", "en": f"value / bound: {figures}"}[show.lang]
        typer.echo(f"{worth.words(show.lang)} ({line})", err=True)


def _tell_excesses(show: Show, solved: Solved, out: str) -> None:
    if not solved.excesses:
        return
    number, tolerance = len({one.grid for one in solved.excesses}), f"{_rounded_up(solved.tolerance):.2%}"
    heads = {
        "zh": f"未找到满足全部限度的方案：{number} 个网格超限；方案仍已写出（{out}）。"
        f"可增大 --effort、更换 --seed，或把容差放宽到 {tolerance}（此方案即满足）",
        "en": f"no plan inside all limits was found: {number} grids are out. The best plan was written all the same "
        f"({out}); try more --effort, another --seed, or a tolerance of {tolerance}, for which it does",
    }
    raise FindingsError("\n".join([heads[show.lang], *(_line(show.lang, one) for one in solved.excesses[:TOLD])]))


def _rounded_up(share: float) -> float:
    """Round a share up as it is shown, so that it still does when it is typed in."""
    return math.ceil(share / SHOWN - ROUNDING) * SHOWN


def _line(lang: str, one: Excess) -> str:
    above = one.load > one.limit
    if lang == "zh":
        side = "高于上限" if above else "低于下限"
        return f"网格 {one.grid} 的权重 {one.weight} 为 {one.load:,.6g}，{side} {one.limit:,.6g}（{one.share:.2%}）"
    side = "above its upper" if above else "below its lower"
    return (
        f"grid {one.grid} carries {one.load:,.6g} of weight {one.weight}, {one.share:.2%} {side} limit {one.limit:,.6g}"
    )
