"""Where slots would reach most of those whom no branch reaches, for those who may ask."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from gridplan.access.aggregates import K_SCREEN
from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError
from gridplan.geo.network import RoadNetwork
from gridplan.model.plan import Plan
from gridplan.planning.white_space import SlotDials, WhiteSpace, find_white_space
from gridplan.storage.database.holdings import current_plan
from gridplan.storage.database.plans import load_plan
from gridplan.workspace.opening import Workspace


def white_space(
    scope: Scope,
    workspace: Workspace,
    *,
    plan_id: str = "",
    dials: SlotDials | None = None,
    branch_id: str | None = None,
    k: int = K_SCREEN,
) -> WhiteSpace:
    """
    Find the places of weekly slots that together reach most of those whom no branch reaches.

    Parameters
    ----------
    scope
        Who asks; a branch head for the own branch alone.
    workspace
        The county.
    plan_id
        The version; by default the one in use.
    dials
        What a slot is.
    branch_id
        Only this branch; by default all that the scope sees.
    k
        The smallest number of people of whom those who see totals only are told anything; the settings may ask for
        more.

    Returns
    -------
    white_space
        Totals; who sees totals only is told of no unit and no slot with fewer than k households.

    Raises
    ------
    AccessError
        If the scope may not ask, or not for that branch.
    """
    scope.require(Viewer.REGIONAL_MANAGER, Viewer.BRANCH_HEAD, Viewer.OPERATOR, task="look for white space")
    asked = branch_id or (min(scope.branch_ids) if scope.branch_ids else None)
    if asked is not None and not scope.sees_branch(asked):
        raise AccessError("{viewer} may not look for white space of {branch}", viewer=scope.viewer, branch=asked)
    with workspace.database.reading() as connection:
        wanted = plan_id or current_plan(connection)
    url = workspace.database.url.render_as_string()
    found = _found(workspace.path.resolve(), url, wanted, dials or SlotDials(), asked)
    return found if scope.sees_households else _of_many(found, max(k, workspace.settings.k))


@lru_cache(maxsize=8)
def _found(folder: Path, url: str, plan_id: str, dials: SlotDials, branch_id: str | None) -> WhiteSpace:
    """Keep what was found, for versions never change; there is no single household in it."""
    del url
    with Workspace.open(folder).database.reading() as connection:
        plan = load_plan(connection, plan_id)
    return find_white_space(plan, _ways(plan), dials, branch_id=branch_id)


def _ways(plan: Plan) -> RoadNetwork | None:
    roads = plan.layers.roads
    return None if roads is None or roads.empty else RoadNetwork.from_roads(roads)


def _of_many(found: WhiteSpace, k: int) -> WhiteSpace:
    """Stop before the first number of slots of which one, or the step to it, is of too few people."""
    least = found.places.groupby("slots")["households"].min().reindex(found.curve["slots"])
    few = (least < k).to_numpy() | (found.curve["gain"] < k).to_numpy()
    kept = int(few.argmax()) if few.any() else len(few)
    return replace(
        found,
        demand=found.demand[found.demand >= k],
        curve=found.curve.iloc[:kept],
        places=found.places[found.places["slots"] <= kept],
    )
