"""Which units of a branch a finding is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from gridplan.model.plan import Plan


@dataclass(frozen=True)
class Places:
    """
    Where in a branch units, grids and people are.

    Attributes
    ----------
    branch_id
        The branch.
    grid_of
        Base grid of each of its units.
    parents
        By grid, the base grids beneath it, joined by commas; empty for a base grid.
    owner_of
        Owner by grid.
    """

    branch_id: str
    grid_of: Mapping[str, str]
    parents: Mapping[str, str]
    owner_of: Mapping[str, str]

    @classmethod
    def of(cls, plan: Plan, branch_id: str) -> Places:
        """
        Look a branch up in a plan.

        Parameters
        ----------
        plan
            The plan.
        branch_id
            The branch.

        Returns
        -------
        places
            Its places.
        """
        homes = plan.units.loc[plan.units["branch_id"] == branch_id, "grid_id"].to_dict()
        return cls(branch_id, homes, plan.grids["parents"].to_dict(), plan.grids["primary_officer_id"].to_dict())

    def units_of(self, kind: str, identity: str) -> list[str]:
        """
        Tell which units of the branch a finding is about.

        Parameters
        ----------
        kind
            What the finding is about: `unit`, `grid`, `officer`, `post`, `branch`.
        identity
            Its id.

        Returns
        -------
        units
            Their ids; of a special grid those beneath it.
        """
        if kind == "unit":
            return [identity] if identity in self.grid_of else []
        grids = self._grids_of(kind, identity)
        return [str(unit) for unit, grid in self.grid_of.items() if grid in grids]

    def _grids_of(self, kind: str, identity: str) -> Collection[str]:
        if kind in {"officer", "post"}:
            return {grid for grid, owner in self.owner_of.items() if owner == identity}
        if identity in self.parents:
            return {identity, *str(self.parents[identity] or "").split(",")}
        return set(self.grid_of.values()) if identity == self.branch_id else set()
