"""`gridplan plan DIR`: service areas, grids, staff, rules and indicators, as a new plan version."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Annotated, Any

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import Folder, Json
from gridplan.cli.repairing import FORMS, read_event, repair_summary, show_repair
from gridplan.cli.showing import Show, print_json
from gridplan.maps.measures import MEASURES, figure
from gridplan.model.findings import count_findings
from gridplan.model.plan import Plan, PlanParams
from gridplan.model.worth import sum_up
from gridplan.planning.indicators import county_summary
from gridplan.planning.staffing.frequency import frequencies
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.repairing import repair_plan


def plan(
    context: typer.Context,
    folder: Folder,
    effort: Annotated[float | None, typer.Option(help="CPU seconds a hundred units, as a guide.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of the random generator.")] = None,
    event: Annotated[str, typer.Option("--repair", help=f"Follow the plan in use through an event: {FORMS}.")] = "",
    base: Annotated[str, typer.Option("--of", help="The version to repair; by default the one in use.")] = "",
    as_json: Json = False,
) -> None:
    """
    Draw the grids, staff them and check them: a new plan version; or repair the one in use after an event.

    Parameters
    ----------
    context
        Typer's context.
    folder
        The workspace.
    effort, seed
        Dials of this plan alone.
    event
        What happened, instead of a plan from scratch.
    base
        The version to repair.
    as_json
        Print JSON.
    """
    show: Show = context.obj
    workspace = Workspace.open(folder)
    if base and not event:
        raise typer.BadParameter("--of goes with --repair")
    if event:
        done = repair_plan(OPERATOR, workspace, read_event(event), plan_id=base)
        print_json(repair_summary(done)) if as_json else show_repair(show, done)
        return
    with show.progress() as progress:
        made = make_plan(
            OPERATOR, workspace, params=_turned(workspace.settings.params, effort, seed), progress=progress
        )
    if as_json:
        print_json(summary(made))
    else:
        show_plan(show, made)


def summary(plan: Plan) -> dict[str, Any]:
    """
    Sum a plan up.

    Parameters
    ----------
    plan
        A plan.

    Returns
    -------
    summary
        Id, seconds by stage, number of grids, findings by severity, coverage of the county, visits a year by branch
        and care class, how good the grids of each branch are.
    """
    return {
        "plan": plan.meta.plan_id,
        "county": plan.meta.county,
        "synthetic": plan.meta.synthetic,
        "credit": plan.meta.credit,
        "seconds": dict(plan.meta.seconds),
        "branches": len(plan.branches),
        "units": len(plan.units),
        "grids": len(plan.grids),
        "households": float(plan.units["households"].sum()),
        "officers": len(plan.officers),
        "findings": count_findings(plan.findings),
        "coverage": county_summary(plan.indicators),
        "frequency": frequencies(plan.branches).to_dict("index"),
        "worth": plan.worth.to_dict("records"),
        "notes": list(plan.meta.notes),
    }


def show_plan(show: Show, plan: Plan) -> None:
    """
    Print the summary of a plan as a table.

    Parameters
    ----------
    show
        Where and in which language.
    plan
        A plan.
    """
    told = summary(plan)
    zh = show.lang == "zh"
    label = ("（合成数据）" if zh else " (synthetic data)") if told["synthetic"] else ""
    counts = told["findings"]
    rows: list[tuple[str, str]] = [
        ("网点" if zh else "Branches", f"{told['branches']:,}"),
        ("基本单元" if zh else "Basic units", f"{told['units']:,}"),
        ("户数" if zh else "Households", f"{told['households']:,.0f}"),
        ("网格" if zh else "Grids", f"{told['grids']:,}"),
        ("客户经理" if zh else "Officers", f"{told['officers']:,}"),
        *(
            (name, figure(math.nan if value is None else value, share=MEASURES[code].share))
            for (name, value), code in zip(
                county_summary(plan.indicators, show.lang).items(), told["coverage"], strict=True
            )
        ),
        ("划分质量" if zh else "How good the grids are", sum_up(plan.worth, len(plan.branches), show.lang)),
        ("检查结果 错误/警告/提示" if zh else "Findings E/W/I", f"{counts['E']} / {counts['W']} / {counts['I']}"),
        ("用时（秒）" if zh else "Seconds", f"{sum(told['seconds'].values()):.1f}"),
    ]
    show.table(
        f"{told['county']}{label} · {told['plan']}", ["项目" if zh else "Item", "数值" if zh else "Figure"], rows
    )
    for note in told["notes"]:
        typer.echo(note)


def _turned(params: PlanParams, effort: float | None, seed: int | None) -> PlanParams:
    turned: dict[str, Any] = {name: value for name, value in (("effort", effort), ("seed", seed)) if value is not None}
    return replace(params, **turned)
