"""`gridplan white-space DIR`: where the next weekly slots would reach most of those whom nobody reaches."""

from __future__ import annotations

from typing import Annotated, cast

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import Folder, Json, PlanId
from gridplan.cli.showing import Show, print_json
from gridplan.geo.network import By
from gridplan.planning.white_space import SlotDials, WhiteSpace
from gridplan.workspace.opening import Workspace
from gridplan.workspace.white_space import white_space

_CURVE = ("slots", "households", "share", "gain", "hours", "per_hour", "gap")
_PLACES = ("rank", "unit_id", "name", "branch_id", "households", "hours", "per_hour")


def white_space_command(
    context: typer.Context,
    folder: Folder,
    slots: Annotated[int, typer.Option(help="Weekly slots to place at most.")] = SlotDials.slots,
    by: Annotated[str, typer.Option(help="Measure reach by road in metres or minutes.")] = SlotDials.by,
    within: Annotated[float, typer.Option(help="How far people come, in that measure.")] = SlotDials.within,
    hours: Annotated[float, typer.Option(help="Hours of a slot.")] = SlotDials.slot_h,
    branch: Annotated[str, typer.Option(help="Only this branch.")] = "",
    plan_id: PlanId = None,
    as_json: Json = False,
) -> None:
    """
    Find the best places for weekly slots, proved to reach most, and what each further slot adds.

    Parameters
    ----------
    context
        Typer's context.
    folder
        The workspace.
    slots, by, within, hours
        What a slot is.
    branch
        Id of a branch.
    plan_id
        Plan version.
    as_json
        Print JSON.
    """
    show: Show = context.obj
    dials = SlotDials(slots, cast("By", by), within, hours)
    workspace = Workspace.open(folder)
    found = white_space(OPERATOR, workspace, plan_id=plan_id or "", dials=dials, branch_id=branch or None)
    if as_json:
        print_json(_told(found))
    else:
        _show(show, found)


def _told(found: WhiteSpace) -> dict[str, object]:
    places = found.places.drop(columns="geometry")
    return {
        "base": found.base,
        "demand": float(found.demand.sum()),
        "curve": found.curve.to_dict("records"),
        "places": places.to_dict("records"),
    }


def _show(show: Show, found: WhiteSpace) -> None:
    total = f"{found.demand.sum():,.0f}"
    show.say(f"没有网点能到达的户数：{total}", f"Households that no branch reaches: {total}")
    if found.curve.empty:
        show.say("再设服务点也够不到更多的人。", "No slot would reach any of them.")
        return
    zh = show.lang == "zh"
    heads = ["点数", "户数", "占比", "新增", "小时/周", "户/小时", "差距"] if zh else list(_CURVE)
    show.table("覆盖曲线" if zh else "Gains", heads, found.curve[list(_CURVE)].to_numpy().tolist())
    last = found.places[found.places["slots"] == found.places["slots"].max()]
    heads = ["序号", "单元", "名称", "网点", "户数", "小时/周", "户/小时"] if zh else list(_PLACES)
    rows = [list(row) for row in last[list(_PLACES)].itertuples(index=False)]
    show.table("建议地点" if zh else "Places", heads, rows)
