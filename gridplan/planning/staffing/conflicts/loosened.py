"""A request whose rules may be broken at a price: the cheapest way out is its best answer."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
from scipy.optimize import LinearConstraint, OptimizeResult, milp

from gridplan.model.roster import Floats, Hard, Places, Roster, Rule
from gridplan.planning.staffing.columns import Columns, Row
from gridplan.planning.staffing.roster_model import load_row

#: Price of lifting a rule, in an officer's mean hours: what a branch head may lift alone is cheap, what protects
#: the bank is dear. Hours cost what they are; capacity is never lifted, hours are added.
PRICES = {
    Hard.LOCK: 0.1,
    Hard.ROTATION: 0.2,
    Hard.SKILL: 0.3,
    Hard.LOAN: 0.3,
    Hard.FORBIDDEN: 0.5,
    Hard.LEAVE: 0.5,
    Hard.APART: 0.7,
    Hard.AVOIDANCE: 1.0,
    Hard.REVIEW: 1.5,
    Hard.BACKUP: 2.0,
}
#: Price of one grid more than an officer may own, in mean hours.
GRID_PRICE = 0.1
NODES = 200
#: Prices nearer than this share of all hours are the same; without it the search packs loads to the last hour.
GAP = 2e-3


class Loosening(NamedTuple):
    """What is lifted or added: rules, hours and grids by officer, the price, and an answer that becomes possible."""

    drop: list[Rule]
    hours: Floats
    grids: Floats
    price: float
    owner: Places
    backup: Places | None


def loosen(
    roster: Roster, *, lift: bool = True, add: bool = True, only: Collection[Hard] = tuple(PRICES)
) -> Loosening | None:
    """
    Find the cheapest way to make a request possible.

    Parameters
    ----------
    roster
        The request.
    lift
        Whether rules may be lifted.
    add
        Whether officers may be given hours and grids.
    only
        Kinds of rules that may be lifted; by default all that have a price.

    Returns
    -------
    loosening
        What is lifted or added; None where that can't help, or the nodes ran out.
    """
    rules = [rule for rule in roster.hard_rules() if rule.kind in PRICES]
    g, o = roster.load.shape
    columns = Columns(own=(g, o), cover=(g if roster.backed else 0, o), drop=(len(rules),), extra=(o,), more=(o,))
    mean = float(roster.hours.mean()) or 1.0
    price, upper, whole = columns.full(0.0), columns.full(1.0), columns.full(1.0)
    price[columns["drop"]] = [PRICES[rule.kind] * mean for rule in rules]
    # each grid has one owner: this adds all hours to the price, of which the gap is then a share
    price[columns["own"]] = float(roster.hours.sum()) / g
    price[columns["extra"]], price[columns["more"]] = 1.0, GRID_PRICE * mean
    upper[columns["drop"]] = [float(lift and rule.kind in only) for rule in rules]
    upper[columns["extra"]] = upper[columns["more"]] = np.inf if add else 0.0
    whole[columns["extra"]] = 0.0
    options = {"node_limit": NODES, "mip_rel_gap": GAP}
    limits = _constraints(roster, rules, columns)
    found = milp(price, integrality=whole, bounds=(0.0, upper), constraints=limits, options=options)
    if found.x is None:
        return None
    return _read(roster, rules, columns, found)


def _read(roster: Roster, rules: list[Rule], columns: Columns, found: OptimizeResult) -> Loosening:
    drop = [rule for rule, lifted in zip(rules, found.x[columns["drop"]].round() > 0, strict=True) if lifted]
    backed = roster.backed and Hard.BACKUP not in {rule.kind for rule in drop}
    owner, cover = (found.x[columns[name]] for name in ("own", "cover"))
    return Loosening(
        drop,
        hours=found.x[columns["extra"]],
        grids=found.x[columns["more"]].round(),
        price=float(found.fun) - float(roster.hours.sum()),
        owner=owner.argmax(axis=1),
        backup=cover.argmax(axis=1) if backed else None,
    )


def _constraints(roster: Roster, rules: list[Rule], columns: Columns) -> list[LinearConstraint]:
    g, o = roster.load.shape
    every = slice(None)
    covers = range(len(columns["cover"]))
    lifted = {rule.kind: int(columns["drop"][at]) for at, rule in enumerate(rules)}
    owners = [columns.total(own=(k, every)) for k in range(g)]
    backups = [columns.total(cover=(k, every)) | {lifted[Hard.BACKUP]: 1.0} for k in covers]
    pairs = [columns.total(own=(k, j), cover=(k, j)) for k in covers for j in range(o)]
    apart = [
        columns.total(own=(k, a)) | {int(columns["cover"][k, b]): 1.0, lifted[Hard.APART]: -1.0}
        for k in covers
        for a, b in np.argwhere(roster.apart)
    ]
    loads = [load_row(roster, columns, j) | {int(columns["extra"][j]): -1.0} for j in range(o)]
    counts = [columns.total(own=(every, j)) | {int(columns["more"][j]): -1.0} for j in range(o)]
    locks = [
        columns.total(own=(rule.grid, rule.officer), drop=(at,))
        for at, rule in enumerate(rules)
        if rule.kind is Hard.LOCK
    ]
    blocks = (
        (owners, 1.0, 1.0),
        (backups, 1.0, 1.0),
        (pairs, -np.inf, 1.0),
        (apart, -np.inf, 1.0),
        (loads, -np.inf, roster.hours),
        (counts, -np.inf, roster.most_grids),
        (locks, 1.0, np.inf),
        (_bars(rules, columns), -np.inf, 0.0),
    )
    return [LinearConstraint(columns.matrix(rows), low, high) for rows, low, high in blocks if rows]


def _bars(rules: list[Rule], columns: Columns) -> list[Row]:
    """Who is barred serves only where the rule is lifted."""
    return [
        {int(columns[block][pair]): 1.0, int(columns["drop"][at]): -1.0}
        for at, rule in enumerate(rules)
        for pair in rule.bars
        for block in (("own",) if rule.owner_only or not len(columns["cover"]) else ("own", "cover"))
    ]
