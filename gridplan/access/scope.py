"""Who is looking: the first argument of every use case, without a default."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from gridplan.errors import AccessError


class Viewer(StrEnum):
    """
    The people who use GridPlan.

    An officer sees the households of the own grids, a branch head those of the own branch with personal fields
    masked, a regional manager totals alone, a risk reviewer the review desk alone, an administrator accounts alone.
    The operator sits at the command line and holds the workspace's files anyway.
    """

    REGIONAL_MANAGER = "regional_manager"
    BRANCH_HEAD = "branch_head"
    OFFICER = "officer"
    RISK_REVIEWER = "risk_reviewer"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


#: Those who may see single households at all.
_HOUSEHOLDS = frozenset({Viewer.OFFICER, Viewer.BRANCH_HEAD, Viewer.OPERATOR})


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
    account
        Who it is, for the audit.
    """

    viewer: Viewer
    branch_ids: frozenset[str] | None = None
    officer_id: str | None = None
    account: str = ""

    def __post_init__(self) -> None:
        """Refuse a scope that names nobody."""
        if self.viewer is Viewer.OFFICER and not self.officer_id:
            raise AccessError("an officer's scope names the officer")
        if self.viewer is Viewer.BRANCH_HEAD and not self.branch_ids:
            raise AccessError("a branch head's scope names the branch")

    @property
    def sees_households(self) -> bool:
        """
        Tell whether single households are in view; the others see totals at most.

        Returns
        -------
        seen
            Whether they are.
        """
        return self.viewer in _HOUSEHOLDS

    @property
    def cache_key(self) -> str:
        """
        Name everything that decides what is in view: whatever is cached for one scope must carry it.

        Returns
        -------
        key
            A text that differs wherever two scopes differ.
        """
        branches = None if self.branch_ids is None else sorted(self.branch_ids)
        return json.dumps([self.viewer, branches, self.officer_id, self.account])

    @property
    def view_key(self) -> str:
        """
        Name everything that decides what is in view, without who it is where only totals are seen.

        Returns
        -------
        key
            The same for two managers of the same branches; whoever sees single households shares it with nobody.
        """
        return self.cache_key if self.sees_households else replace(self, account="").cache_key

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

    def require(self, *viewers: Viewer, task: str) -> None:
        """
        Refuse a task to all but some; called first, before anything is read.

        Parameters
        ----------
        *viewers
            Those who may.
        task
            What they may, such as `list accounts`.

        Raises
        ------
        AccessError
            If this viewer is none of them.
        """
        if self.viewer not in viewers:
            raise AccessError("{viewer} may not {task}", viewer=self.viewer, task=task)

    def require_households(self) -> None:
        """
        Refuse single households to those who see totals only; called before anything is read.

        Raises
        ------
        AccessError
            If no households are in view.
        """
        self.require(*_HOUSEHOLDS, task="see single households")

    def as_importer(self, branches: Iterable[str]) -> Scope:
        """
        Let somebody take files in: the operator, and a branch head who can overwrite nobody else's tables.

        Parameters
        ----------
        branches
            All branches whose tables the county holds; none before the first import.

        Returns
        -------
        importer
            The operator's scope under the account of who asks.

        Raises
        ------
        AccessError
            If the viewer is another, or a head and the county has branches of others.
        """
        self.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="import files")
        if self.viewer is Viewer.BRANCH_HEAD and not all(self.sees_branch(str(branch)) for branch in branches):
            raise AccessError("files replace the tables of all branches; the operator of the county takes them in")
        return Scope(Viewer.OPERATOR, account=self.account)

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
            raise AccessError("{viewer} may not change the grids of {branch}", viewer=self.viewer, branch=branch_id)


#: The person at the command line, who holds the workspace's files anyway.
OPERATOR = Scope(Viewer.OPERATOR, account="operator")
