"""Before the first visit: read in what pages are made of, and work out what all who see totals share."""

from __future__ import annotations

import gc
from contextlib import suppress

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import GridPlanError
from gridplan.locale import LANGUAGES
from gridplan.pages.bridge import lay_out
from gridplan.pages.cover.asked import Asked
from gridplan.pages.cover.ranking import ranked
from gridplan.pages.frame import Frame, seen
from gridplan.workspace.opening import DEMO_FOLDER, Workspace
from gridplan.workspace.viewing import plan_in_use

#: The view that the page on coverage opens with: indicator, its base, level, reach.
_FIRST = ("spatial_coverage_hh_road", "registered", "grid", "road_time")


def begin() -> None:
    """Make the first visit as quick as any; on a county without a plan there is nothing to do."""
    folder = Workspace.chosen_folder()
    if folder == DEMO_FOLDER and not (folder / "gridplan.toml").exists():
        return
    with suppress(GridPlanError):
        workspace = Workspace.open(folder)
        if plan_id := plan_in_use(OPERATOR, workspace):
            _prepare(workspace, plan_id)
    # what has come together by now stays: no collection needs to walk through it again
    gc.collect()
    gc.freeze()


def _prepare(workspace: Workspace, plan_id: str) -> None:
    scope = Scope(Viewer.REGIONAL_MANAGER)
    plan = seen(str(workspace.path), plan_id, (scope.view_key,), scope)
    for lang in LANGUAGES:
        asked = Asked(Frame(workspace, scope, plan, lang), *_FIRST, branch_id=None, grid_id=None, place="")
        lay_out(asked.view, key=f"{asked.frame.key}|")
        ranked(asked)
