"""The least change of owners and backups of one branch: exact, one aim after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import LinearConstraint, OptimizeResult, milp

from gridplan.errors import InfeasibleError
from gridplan.planning.realignment.case import Case, Floats, Places
from gridplan.planning.staffing.assignment import StaffingRules
from gridplan.planning.staffing.columns import Columns, Row

#: A grid counts so much beside its households, so that of two ways with equal households the one with fewer grids wins.
_GRID = 1e-3
#: An aim that is reached may slip by so much while the next one is sought.
_SLIP = 1e-6
_HALF = 0.5
#: Nodes of a search; room among the others is found soon or not at all.
_NODES = 50
#: Aims that have to be proved before others are asked to move.
_MUST = frozenset({"unowned", "uncovered", "excess"})


@dataclass(frozen=True)
class Answer:
    """
    Who serves the grids of a branch afterwards.

    Attributes
    ----------
    owner, backup
        Places of officers by grid; -1 for nobody.
    reached
        What was reached by aim, in order: `unowned` households, `uncovered` grids, `excess` hours beyond the cap,
        `moved` households, `relations` (minus those that are kept), `hours`.
    proved
        Whether each aim is proved to be the least.
    """

    owner: Places
    backup: Places
    reached: Mapping[str, float] = field(default_factory=dict)
    proved: bool = True


def least_change(case: Case, rules: StaffingRules | None = None) -> Answer:
    """
    Find owners and backups that change as little as can be.

    Only vacant grids get an owner, if that keeps the cap or nothing can. Otherwise others make room. The aims, each
    exact within those before it as long as the search comes to its end: no household without an owner; no grid without
    a backup; no hour beyond the cap; the fewest households with another owner, then grids; the fewest relations broken,
    where each pair of a household and an officer who served it is one, and an owner whom the household doesn't know one
    more; the fewest hours: overload, posts too many and ties at their price, and ways.

    Parameters
    ----------
    case
        The branch.
    rules
        Prices.

    Returns
    -------
    answer
        Owners and backups.

    Raises
    ------
    InfeasibleError
        If the search ends without any answer.
    """
    if not len(case.grids) or not len(case.officers):
        nobody = np.full(len(case.grids), -1, dtype=np.intp)
        return Answer(nobody, nobody, {"unowned": float(case.households.sum())})
    known = rules or StaffingRules()
    first = vacancies_filled(case, known)
    if is_least(case, first):
        return first
    try:
        return _Model(case, known).answer()
    except InfeasibleError:
        # the search for room among the others came to no end
        return replace(first, proved=False)


def vacancies_filled(case: Case, rules: StaffingRules | None = None) -> Answer:
    """
    Fill the vacant grids and leave every other owner where he is.

    Parameters
    ----------
    case
        The branch.
    rules
        Prices.

    Returns
    -------
    answer
        The best that moves nobody but those who have to move.
    """
    fixed = replace(case, owner_kept=case.owner_kept | (case.owner >= 0))
    return _Model(fixed, rules or StaffingRules()).answer()


def is_least(case: Case, answer: Answer) -> bool:
    """
    Tell whether nothing is gained if others move, too.

    Parameters
    ----------
    case
        The branch.
    answer
        What fills its vacant grids.

    Returns
    -------
    least
        True where all aims before the households moved are met, and where the branch has too few hours in all, so
        that no room that others make keeps the cap.
    """
    short = float(case.load_h.sum()) > float(case.cap_h.sum()) + _SLIP
    uncovered = answer.reached["uncovered"] > _HALF and len(case.officers) > 1
    return answer.reached["unowned"] <= _SLIP and not uncovered and (short or answer.reached["excess"] <= _SLIP)


class _Model:
    def __init__(self, case: Case, rules: StaffingRules) -> None:
        self.case, self.rules = case, rules
        g, o = case.able.shape
        self.columns = Columns(
            own=(g, o), cover=(g, o), none=(g,), bare=(g,), excess=(o,), over=(o,), many=(o,), covers=(o,)
        )
        self.constraints = self._constraints()

    def answer(self) -> Answer:
        """Seek one aim after the other; what an aim has reached holds from then on."""
        reached: dict[str, float] = {}
        proved, found = True, None
        for name, price in self._aims().items():
            found = self._solve(price)
            proved = proved and found.status == 0
            if not proved and name in _MUST:
                raise InfeasibleError(f"the search for the least {name} came to no end")
            least = float(price @ found.x)
            reached[name] = least
            self.constraints.append(LinearConstraint(price[None, :], -np.inf, least + _SLIP * (1 + abs(least))))
        if found is None:
            raise InfeasibleError("there is no aim to seek")
        own, cover = (found.x[self.columns[name]].round() > 0 for name in ("own", "cover"))
        return Answer(_chosen(own), _chosen(cover), reached, proved)

    def _solve(self, price: Floats) -> OptimizeResult:
        whole = self.columns.full(0.0)
        for name in ("own", "cover", "none", "bare"):
            whole[self.columns[name]] = 1.0
        found = milp(
            price,
            integrality=whole,
            bounds=self._bounds(),
            constraints=self.constraints,
            options={"node_limit": _NODES, "mip_rel_gap": 0.0},
        )
        if found.x is None:
            raise InfeasibleError(f"no repair was found: {found.message}")
        return found

    def _bounds(self) -> tuple[Floats, Floats]:
        case, lower, upper = self.case, self.columns.full(0.0), self.columns.full(np.inf)
        own = case.able | case.is_at(case.owner)
        cover = (case.able | case.is_at(case.backup)) & case.needs_backup[:, None]
        for block, said, kept in ((own, case.owner, case.owner_kept), (cover, case.backup, case.backup_kept)):
            held = kept & (said >= 0)
            block[held] = False
            block[np.flatnonzero(held), said[held]] = True
        upper[self.columns["own"]], upper[self.columns["cover"]] = own, cover
        upper[self.columns["none"]], upper[self.columns["bare"]] = 1.0, 1.0
        return lower, upper

    def _aims(self) -> dict[str, Floats]:
        case, c = self.case, self.columns
        aims = {name: c.full(0.0) for name in ("unowned", "uncovered", "excess", "moved", "relations", "hours")}
        aims["unowned"][c["none"]] = case.households + _GRID
        aims["uncovered"][c["bare"]] = case.needs_backup.astype(float)
        aims["excess"][c["excess"]] = 1.0
        aims["moved"][c["own"]] = case.move_cost + _GRID * (case.move_cost > 0)
        kept = -(case.households[:, None] + _GRID) * case.served
        # an owner whom the households know counts twice: he is kept, and they get no stranger
        aims["relations"][c["own"]], aims["relations"][c["cover"]] = 2 * kept, kept
        aims["hours"] = self._hours()
        return aims

    def _hours(self) -> Floats:
        price, c, rules = self.columns.full(0.0), self.columns, self.rules
        way_h = self.case.travel_h + rules.change_price * self.case.tied
        price[c["own"]], price[c["cover"]] = way_h, rules.cover_share * way_h
        price[c["over"]] = rules.overload_price
        price[c["many"]] = price[c["covers"]] = rules.role_price
        return price

    def _constraints(self) -> list[LinearConstraint]:
        c, case, (grids, people) = self.columns, self.case, self.case.able.shape
        every = slice(None)
        owners = [c.total(own=(g, every), none=(g,)) for g in range(grids)]
        backups = [c.total(cover=(g, every), bare=(g,)) for g in range(grids)]
        loads = [self._load(o) for o in range(people)]
        beyond = [row | {int(c["excess"][o]): -1.0} for o, row in enumerate(loads)]
        over = [row | {int(c["over"][o]): -1.0} for o, row in enumerate(loads)]
        many = [c.total(own=(every, o)) | {int(c["many"][o]): -1.0} for o in range(people)]
        covers = [c.total(cover=(every, o)) | {int(c["covers"][o]): -1.0} for o in range(people)]
        return [
            LinearConstraint(c.matrix(owners), 1.0, 1.0),
            LinearConstraint(c.matrix(backups), 1.0, 1.0),
            LinearConstraint(c.matrix(self._pairs()), -np.inf, 1.0),
            LinearConstraint(c.matrix(beyond), -np.inf, case.cap_h),
            LinearConstraint(c.matrix(over), -np.inf, case.hours),
            LinearConstraint(c.matrix(many), -np.inf, float(self.rules.most_grids)),
            LinearConstraint(c.matrix(covers), -np.inf, float(self.rules.most_backups)),
        ]

    def _pairs(self) -> list[Row]:
        """Part owner and backup: two people who are not away at one time, unless a lock holds them together."""
        c, case, (grids, people) = self.columns, self.case, self.case.able.shape
        rows: list[Row] = [c.total(own=(g, o), cover=(g, o)) for g in range(grids) for o in range(people)]
        free = np.flatnonzero(~(case.owner_kept & case.backup_kept)).tolist()
        away = [(int(a), int(b)) for a, b in np.argwhere(case.apart) if a != b]
        return rows + [c.total(own=(g, a), cover=(g, b)) for g in free for a, b in away]

    def _load(self, officer: int) -> dict[int, float]:
        return dict(zip(map(int, self.columns["own"][:, officer]), map(float, self.case.load_h), strict=True))


def _chosen(marks: NDArray[np.bool_]) -> Places:
    return np.where(marks.any(axis=1), marks.argmax(axis=1), -1).astype(np.intp)
