"""Who is looking: the first argument of every use case, without a default."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gridplan.errors import AccessError


class Viewer(StrEnum):
    """The people who use GridPlan."""

    REGIONAL_MANAGER = "regional_manager"
    BRANCH_HEAD = "branch_head"
    OFFICER = "officer"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Scope:
    """
    What one viewer may see and do.

    Attributes
    ----------
    viewer
        Which kind of person.
    branch_ids
        Branches in view; None means all.
    officer_id
        The officer, if the viewer is one.
    """

    viewer: Viewer
    branch_ids: frozenset[str] | None = None
    officer_id: str | None = None

    def __post_init__(self) -> None:
        """Refuse a scope that names nobody."""
        if self.viewer is Viewer.OFFICER and not self.officer_id:
            raise AccessError("an officer's scope names the officer")
        if self.viewer is Viewer.BRANCH_HEAD and not self.branch_ids:
            raise AccessError("a branch head's scope names the branch")

    @property
    def sees_households(self) -> bool:
        """
        Tell whether single households are in view; a regional manager sees totals only.

        Returns
        -------
        seen
            Whether they are.
        """
        return self.viewer is not Viewer.REGIONAL_MANAGER

    def sees_branch(self, branch_id: str) -> bool:
        """
        Tell whether a branch is in view.

        Parameters
        ----------
        branch_id
            The branch.

        Returns
        -------
        seen
            Whether it is.
        """
        return self.branch_ids is None or branch_id in self.branch_ids

    def require_edit(self, branch_id: str) -> None:
        """
        Refuse a change of a branch's grids to those who may not make it.

        Parameters
        ----------
        branch_id
            The branch to be changed.

        Raises
        ------
        AccessError
            If the viewer is neither its branch head nor the operator.
        """
        may = self.viewer is Viewer.OPERATOR or (self.viewer is Viewer.BRANCH_HEAD and self.sees_branch(branch_id))
        if not may:
            raise AccessError(f"{self.viewer} may not change the grids of {branch_id}")


#: The person at the command line, who holds the workspace's files anyway.
OPERATOR = Scope(Viewer.OPERATOR)
