"""How good the grids are: how far at most from the best that there can be."""

from __future__ import annotations

from gridplan.model.plan import Plan
from gridplan.model.worth import sum_up
from gridplan.pages.frame import Frame
from gridplan.pages.small_print import small_print


def show_worth(frame: Frame, plan: Plan, branch_id: str | None) -> None:
    """
    Say how good the grids of a branch are, or those of all branches in view.

    Parameters
    ----------
    frame
        The open plan.
    plan
        The plan, or what it is to become.
    branch_id
        The branch; None for all that the viewer may see.
    """
    seen = [str(branch) for branch in plan.branches.index if frame.scope.sees_branch(str(branch))]
    asked = [branch_id] if branch_id else seen
    words = sum_up(plan.worth[plan.worth["branch_id"].isin(asked)], len(asked), frame.lang)
    small_print(f"{frame.say('How good the grids are')}:", strong=words)
