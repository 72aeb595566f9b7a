"""Owner and backup of every grid of one branch, by an exact model."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import LinearConstraint, OptimizeResult, milp

from gridplan.model.words import Role
from gridplan.planning.staffing.columns import Columns

Floats = NDArray[np.float64]
#: An answer proved to be so near to the best one is as good; the last percent takes ten times as long.
GAP = 0.01
COLUMNS = ["grid_id", "officer_id", "role", "why"]


@dataclass(frozen=True)
class StaffingRules:
    """
    What binds the choice of owners and backups; prices are hours a year.

    Attributes
    ----------
    max_overload_share
        Overload up to this share of an officer's hours costs `overload_price`, more costs `excess_price`.
    overload_price, excess_price
        Price of an hour beyond what an officer has.
    most_backups
        Grids that one officer may cover (rule S07); more costs `role_price` each.
    most_grids
        Grids that one officer may own (rule S06); more costs `role_price` each.
    role_price
        Price of a grid or a cover too many.
    even_share
        Loads of up to so many times the mean utilisation of the branch count as even.
    spread_weight
        Price of the highest utilisation above that, as a share of the mean hours of an officer.
    idle_price
        Price of an officer who owns no grid (rule S06).
    change_price
        Price of another owner than before.
    cover_share
        A backup's way counts so much of an owner's.
    candidates
        Officers that a grid may go to: so many whose beats are nearest; None lets it go to all.
    nodes
        After so many nodes of the search the best answer stands, with its gap; nodes and not seconds, so that the
        same branch gets the same answer on any machine.
    """

    max_overload_share: float = 0.5
    overload_price: float = 10.0
    excess_price: float = 50.0
    most_backups: int = 3
    most_grids: int = 5
    role_price: float = 200.0
    even_share: float = 1.15
    spread_weight: float = 3.0
    idle_price: float = 60.0
    change_price: float = 40.0
    cover_share: float = 0.2
    candidates: int | None = None
    nodes: int = 200


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


def assign(
    workload_h: pd.Series,
    officers: pd.DataFrame,
    travel_h: pd.DataFrame,
    rules: StaffingRules | None = None,
    *,
    locked: pd.Series | None = None,
    previous: pd.Series | None = None,
) -> Staffing:
    """
    Choose owner and backup of every grid together: few overloaded hours, even loads, short ways.

    Each grid has one owner and one backup, two different officers who are not on leave. Capacity has a price, so
    that a branch that is short of people still gets a plan, with the overload listed. Solved by HiGHS to a proved
    gap; equal officers are told apart by their place in the table, so the same table gives the same answer.

    Parameters
    ----------
    workload_h
        Hours a year by grid.
    officers
        `available_h` and `on_leave` by officer, those of one branch.
    travel_h
        Hours a year on the road between an officer's beat and a grid: grids in rows, officers in columns.
    rules
        What binds the choice.
    locked
        Owner by grid that must stay.
    previous
        Owner by grid so far; another one has a price.

    Returns
    -------
    staffing
        Owners and backups; a grid that nobody can serve has none.
    """
    rules = rules or StaffingRules()
    able = officers[~officers["on_leave"].astype(bool)]
    if workload_h.empty or able.empty:
        return Staffing(pd.DataFrame(columns=COLUMNS))
    model = _Model(workload_h, able, travel_h.loc[workload_h.index, able.index], rules, locked, previous)
    return model.answer()


class _Model:
    """One branch as a mixed-integer programme."""

    def __init__(
        self,
        load: pd.Series,
        officers: pd.DataFrame,
        travel: pd.DataFrame,
        rules: StaffingRules,
        locked: pd.Series | None,
        previous: pd.Series | None,
    ) -> None:
        self.grids, self.people = load.index, officers.index
        self.load, self.hours = load.to_numpy(dtype=float), officers["available_h"].to_numpy(dtype=float)
        self.travel, self.rules = travel.to_numpy(dtype=float), rules
        self.locked, self.before = self._owners(locked), self._owners(previous)
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
        """Solve, and read owners, backups and overload from the solution."""
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
        for name in ("own", "cover"):
            upper[self.columns[name]] = self._near()
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

    def _near(self) -> Floats:
        """Let each grid go to the officers whose beats are nearest, to a locked and to the former owner."""
        few = np.argsort(self.travel, axis=1, kind="stable")[:, : self.rules.candidates]
        near = np.zeros(self.travel.shape)
        np.put_along_axis(near, few, 1.0, axis=1)
        for said in (self.locked, self.before):
            near[said >= 0, said[said >= 0]] = 1.0
        return near

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
            LinearConstraint(c.matrix(one_owner), 1.0, 1.0),
            LinearConstraint(c.matrix(one_backup), float(people > 1), float(people > 1)),
            LinearConstraint(c.matrix(pairs), -np.inf, 1.0),
            LinearConstraint(c.matrix(load), -np.inf, self.hours),
            LinearConstraint(c.matrix(top), -np.inf, 0.0),
            LinearConstraint(c.matrix(busy), 1.0, np.inf),
            LinearConstraint(c.matrix(owns), -np.inf, float(self.rules.most_grids)),
            LinearConstraint(c.matrix(covers), -np.inf, float(self.rules.most_backups)),
        ]

    def _load(self, officer: int) -> dict[int, float]:
        return dict(zip(map(int, self.columns["own"][:, officer]), map(float, self.load), strict=True))
