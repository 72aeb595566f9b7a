"""Who shall serve which grid, as a request: loads, hours, prices, and the hard rules by name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gridplan.model.words import Word

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]
Places = NDArray[np.intp]
#: Below it a figure is rounding.
_NOUGHT = 1e-9


class Hard(Word):
    """The kinds of hard rules of a request."""

    CAPACITY = "capacity", "工时上限", "capacity"
    MOST_GRIDS = "max_grids", "管格数上限", "most grids"
    BACKUP = "backup", "AB角配备", "a backup for every grid"
    APART = "away_together", "AB角不同时休假", "owner and backup not away together"
    FORBIDDEN = "forbidden", "不可任职", "not allowed"
    SKILL = "skill", "技能要求", "skill"
    LEAVE = "leave", "休假", "leave"
    AVOIDANCE = "avoidance", "回避", "avoidance"
    ROTATION = "rotation", "轮岗", "rotation"
    LOAN = "branch", "非本网点且无借调", "of the branch, or on loan in writing"
    REVIEW = "maker_checker", "经办与评审分离", "maker and checker apart"
    LOCK = "locked", "锁定", "lock"


@dataclass(frozen=True)
class Rule:
    """
    One hard rule, small enough to be dropped by itself.

    Attributes
    ----------
    kind
        What it asks for.
    grid, officer
        Whom it is about, as positions; -1 for nobody in particular.
    bars
        Pairs of a grid and an officer that it rules out.
    owner_only
        Whether a barred officer may still be the backup.
    """

    kind: Hard
    grid: int = -1
    officer: int = -1
    bars: tuple[tuple[int, int], ...] = ()
    owner_only: bool = False


@dataclass(frozen=True)
class Roster:
    """
    A request for an owner, and mostly a backup, of every grid.

    Attributes
    ----------
    name
        What the request is called.
    grids, officers
        What they are called.
    load
        Hours of a grid when an officer owns it, shape (grids, officers).
    hours
        Hours that each officer has; a hard limit.
    own_price, cover_price
        Price of each pair of a grid and its owner, or its backup.
    cover_share
        Share of the load that a backup carries; None where no backups are wanted.
    top_price
        Price of the highest utilisation, 1 being all hours.
    apart
        Pairs of officers who are away at the same time, shape (officers, officers).
    most_grids
        Grids that each may own; infinite without a limit.
    rules
        The hard rules about single grids and officers: bars and locks.
    greatest
        Whether the prices were gains, written as negative prices.
    """

    name: str
    grids: tuple[str, ...]
    officers: tuple[str, ...]
    load: Floats
    hours: Floats
    own_price: Floats
    cover_price: Floats
    cover_share: float | None
    top_price: float
    apart: Marks
    most_grids: Floats
    rules: tuple[Rule, ...] = ()
    greatest: bool = False

    @property
    def backed(self) -> bool:
        """
        Tell whether backups are wanted.

        Returns
        -------
        backed
            Yes or no.
        """
        return self.cover_share is not None

    def hard_rules(self) -> tuple[Rule, ...]:
        """
        List all that binds, rule by rule.

        Returns
        -------
        rules
            Those about grids and officers, then those of the branch, then the limits of each officer.
        """
        every = range(len(self.officers))
        branch = [Rule(Hard.BACKUP)] * self.backed + [Rule(Hard.APART)] * (self.backed and bool(self.apart.any()))
        most = [Rule(Hard.MOST_GRIDS, officer=o) for o in every if np.isfinite(self.most_grids[o])]
        return (*self.rules, *branch, *most, *(Rule(Hard.CAPACITY, officer=o) for o in every))

    def name_of(self, rule: Rule) -> str:
        """
        Name a rule.

        Parameters
        ----------
        rule
            One of `hard_rules`.

        Returns
        -------
        name
            Its kind and whom it is about, such as `avoidance:5:2`.
        """
        about = [self.grids[rule.grid]] * (rule.grid >= 0) + [self.officers[rule.officer]] * (rule.officer >= 0)
        return ":".join((str(rule.kind), *about))

    def value(self, owner: Places, backup: Places | None) -> float:
        """
        Say what an answer costs.

        Parameters
        ----------
        owner, backup
            Officers by grid, as positions; None without backups.

        Returns
        -------
        value
            Prices of owners, backups and of the highest utilisation.
        """
        each = np.arange(len(self.grids))
        price, load = self.own_price[each, owner].sum(), self.loads(owner, backup)
        if backup is not None:
            price += self.cover_price[each, backup].sum()
        busy = np.divide(load, self.hours, out=np.zeros_like(load), where=self.hours > 0)
        return float(price + self.top_price * busy.max(initial=0.0))

    def loads(self, owner: Places, backup: Places | None) -> Floats:
        """
        Add up what each officer carries.

        Parameters
        ----------
        owner, backup
            Officers by grid, as positions; None without backups.

        Returns
        -------
        loads
            Hours by officer.
        """
        each, load = np.arange(len(self.grids)), np.zeros(len(self.officers))
        np.add.at(load, owner, self.load[each, owner])
        if backup is not None:
            np.add.at(load, backup, (self.cover_share or 0.0) * self.load[each, backup])
        return load


@dataclass(frozen=True)
class Roll:
    """
    An answer to a request.

    Attributes
    ----------
    owner
        Owner of each grid, as a position.
    backup
        Backup of each grid; None where none are wanted.
    value
        What it costs, or brings.
    bound
        No answer costs less, or brings more.
    """

    owner: tuple[int, ...]
    backup: tuple[int, ...] | None
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """
        Say how far at most the answer is from the best.

        Returns
        -------
        gap
            As a share of the value.
        """
        off = abs(self.value - self.bound) / max(abs(self.value), _NOUGHT)
        return off if off > _NOUGHT else 0.0
