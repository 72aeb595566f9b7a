"""Owners and backups of one branch as a mixed-integer programme in which capacity has a price."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import LinearConstraint, OptimizeResult, milp

from gridplan.model.roster import Floats, Marks
from gridplan.model.words import Role
from gridplan.planning.staffing.columns import Columns, Row
from gridplan.planning.staffing.staffing_rules import StaffingRules

#: An answer proved to be so near to the best one is as good; the last percent takes ten times as long.
GAP = 0.01
COLUMNS = ["grid_id", "officer_id", "role", "why"]


@dataclass(frozen=True)
class Staffing:
    """
    Who serves the grids of a branch.

    Attributes
    ----------
    assignments
        Columns `grid_id`, `officer_id`, `role`, `why`.
    overload_h
        Hours a year beyond what each officer has; those without overload are left out.
    gap
        Proved distance from the best possible answer, as a share.
    """

    assignments: pd.DataFrame
    overload_h: pd.Series = field(default_factory=lambda: pd.Series(dtype=float))
    gap: float = 0.0


class Doors(NamedTuple):
    """Who may not own and not cover a grid, shape (grids, officers), and who are away together."""

    own: Marks
    cover: Marks
    apart: Marks


class BranchModel:
    """
    One branch as a mixed-integer programme.

    Parameters
    ----------
    load
        Hours a year by grid.
    officers
        Officers at work with `available_h`.
    travel
        Hours on the road, grids in rows, officers in columns.
    rules
        Prices and limits.
    locked, previous
        Owner by grid that must stay, and so far.
    doors
        Who may not serve which grid.
    """

    def __init__(
        self,
        load: pd.Series,
        officers: pd.DataFrame,
        travel: pd.DataFrame,
        rules: StaffingRules,
        locked: pd.Series | None,
        previous: pd.Series | None,
        doors: Doors,
    ) -> None:
        self.grids, self.people = load.index, officers.index
        self.load, self.hours = load.to_numpy(dtype=float), officers["available_h"].to_numpy(dtype=float)
        self.travel, self.rules = travel.to_numpy(dtype=float), rules
        self.locked, self.before = self._owners(locked), self._owners(previous)
        self.doors = doors
        self.near = self._near()
        self.owned = (self.near & ~doors.own).any(axis=1) | (self.locked >= 0)
        self.covered = self._coverable()
        g, o = self.travel.shape
        self.columns = Columns(
            own=(g, o),
            cover=(g, o),
            over=(o,),
            excess=(o,),
            many=(o,),
            covers=(o,),
            idle=(o,),
            top=(),
        )

    def _owners(self, said: pd.Series | None) -> NDArray[np.intp]:
        named = pd.Series(index=self.grids, dtype=object) if said is None else said.reindex(self.grids)
        return self.people.get_indexer(pd.Index(named))

    def answer(self) -> Staffing:
        """
        Solve, and read owners, backups and overload from the solution.

        Returns
        -------
        staffing
            Who serves the grids.
        """
        found = self._solve()
        own, cover = (found.x[self.columns[name]].round() > 0 for name in ("own", "cover"))
        rows = [self._row(g, o, Role.PRIMARY) for g, o in np.argwhere(own)]
        rows += [self._row(g, o, Role.BACKUP) for g, o in np.argwhere(cover)]
        over = pd.Series((own * self.load[:, None]).sum(axis=0) - self.hours, index=self.people)
        table = pd.DataFrame(rows, columns=COLUMNS).sort_values(["grid_id", "role"], ascending=[True, False])
        return Staffing(table.reset_index(drop=True), over[over > 0], float(found.mip_gap or 0.0))

    def _row(self, grid: int, officer: int, role: Role) -> tuple[str, str, str, str]:
        return str(self.grids[grid]), str(self.people[officer]), str(role), self._why(grid, officer, role)

    def _why(self, grid: int, officer: int, role: Role) -> str:
        if role is Role.PRIMARY and self.locked[grid] == officer:
            return "locked"
        if role is Role.PRIMARY and self.before[grid] == officer:
            return "kept"
        if len(self.people) == 1:
            return "only_officer"
        return "nearest_beat" if self.travel[grid, officer] <= self.travel[grid].min() else "evens_load"

    def _solve(self) -> OptimizeResult:
        fixed = self.locked >= 0
        lower, upper = self.columns.full(0.0), self.columns.full(np.inf)
        for name, barred in (("own", self.doors.own), ("cover", self.doors.cover)):
            upper[self.columns[name]] = self.near & ~barred
        upper[self.columns["own"][fixed, self.locked[fixed]]] = 1.0
        lower[self.columns["own"][fixed, self.locked[fixed]]] = 1.0
        lower[self.columns["top"]] = self._least_top()
        upper[self.columns["over"]] = self.rules.max_overload_share * self.hours
        whole = self.columns.full(0.0)
        whole[self.columns["own"]] = whole[self.columns["cover"]] = 1.0
        return milp(
            self._prices(),
            integrality=whole,
            bounds=(lower, upper),
            constraints=self._constraints(),
            options={"node_limit": self.rules.nodes, "mip_rel_gap": GAP},
        )

    def _near(self) -> Marks:
        """Let each grid go to the able officers whose beats are nearest, to a locked and to the former owner."""
        near = np.zeros(self.travel.shape, dtype=bool)
        for barred in (self.doors.own, self.doors.cover):
            few = np.argsort(np.where(barred, np.inf, self.travel), axis=1, kind="stable")
            np.put_along_axis(near, few[:, : self.rules.candidates], values=True, axis=1)
        for said in (self.locked, self.before):
            near[said >= 0, said[said >= 0]] = True
        return near

    def _coverable(self) -> Marks:
        """Tell which grids can have an owner and a backup who stands in for him."""
        own, cover = self.near & ~self.doors.own, self.near & ~self.doors.cover
        held = self.locked >= 0
        own[held] = np.arange(own.shape[1]) == self.locked[held, None]
        clash = self.doors.apart | np.eye(len(self.people), dtype=bool)
        return np.array([bool((~clash)[np.ix_(o, c)].any()) for o, c in zip(own, cover, strict=True)], dtype=bool)

    def _least_top(self) -> float:
        """Bound the highest utilisation from below; the relaxed model doesn't see that two grids share an officer."""
        heaviest = np.sort(self.load)[::-1]
        people = len(self.people)
        pair = heaviest[people - 1 : people + 1].sum() if len(heaviest) > people else 0.0
        even = self.rules.even_share * self.load.sum() / max(self.hours.sum(), 1e-9)
        return float(max(even, max(heaviest[0], pair) / max(self.hours.max(), 1e-9)))

    def _prices(self) -> Floats:
        rules, price = self.rules, self.columns.full(0.0)
        price[self.columns["own"]] = self.travel
        price[self.columns["cover"]] = rules.cover_share * self.travel
        known = self.before >= 0
        price[self.columns["own"]] += rules.change_price * known[:, None]
        price[self.columns["own"][known, self.before[known]]] -= rules.change_price
        price[self.columns["over"]], price[self.columns["excess"]] = rules.overload_price, rules.excess_price
        price[self.columns["many"]] = price[self.columns["covers"]] = rules.role_price
        price[self.columns["idle"]] = rules.idle_price
        price[self.columns["top"]] = rules.spread_weight * self.hours.mean()
        return price

    def _constraints(self) -> list[LinearConstraint]:
        c, (grids, people) = self.columns, self.travel.shape
        every = slice(None)
        one_owner = [c.total(own=(g, every)) for g in range(grids)]
        one_backup = [c.total(cover=(g, every)) for g in range(grids)]
        pairs = [c.total(own=(g, o), cover=(g, o)) for g in range(grids) for o in range(people)]
        load = [self._load(o) | {int(c["over"][o]): -1.0, int(c["excess"][o]): -1.0} for o in range(people)]
        top = [self._load(o) | {int(c["top"]): -self.hours[o]} for o in range(people)]
        owns = [c.total(own=(every, o)) | {int(c["many"][o]): -1.0} for o in range(people)]
        busy = [c.total(own=(every, o), idle=(o,)) for o in range(people)]
        covers = [c.total(cover=(every, o)) | {int(c["covers"][o]): -1.0} for o in range(people)]
        return [
            LinearConstraint(c.matrix(one_owner), self.owned.astype(float), self.owned.astype(float)),
            LinearConstraint(c.matrix(one_backup), self.covered.astype(float), self.covered.astype(float)),
            LinearConstraint(c.matrix([*pairs, *self._together()]), -np.inf, 1.0),
            LinearConstraint(c.matrix(load), -np.inf, self.hours),
            LinearConstraint(c.matrix(top), -np.inf, 0.0),
            LinearConstraint(c.matrix(busy), 1.0, np.inf),
            LinearConstraint(c.matrix(owns), -np.inf, float(self.rules.most_grids)),
            LinearConstraint(c.matrix(covers), -np.inf, float(self.rules.most_backups)),
        ]

    def _together(self) -> list[Row]:
        """Nobody covers a grid of whom is away with him; one row says it for all of these."""
        return [
            self.columns.total(own=(g, o)) | {int(self.columns["cover"][g, other]): 1.0 for other in others}
            for o, others in enumerate(map(np.flatnonzero, self.doors.apart))
            for g in range(len(self.grids))
            if len(others)
        ]

    def _load(self, officer: int) -> dict[int, float]:
        return dict(zip(map(int, self.columns["own"][:, officer]), map(float, self.load), strict=True))
