"""Answer a request for owners and backups exactly: the best answer, or one with a proved gap."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gridplan.model.roster import Places, Roll, Roster, Rule
from gridplan.planning.staffing.roster_model import RosterModel

#: An answer proved to be so near to the best one is as good.
GAP = 2e-4
#: After so many nodes the best answer stands, with its gap; nodes and not seconds, so that the same request gets the
#: same answer on any machine.
NODES = 20_000


def solve_roster(roster: Roster, *, seed: int = 0) -> Roll | None:
    """
    Choose owner and backup of every grid together, at the least price.

    Parameters
    ----------
    roster
        The request; all its rules are hard.
    seed
        Which of several equally good answers is taken.

    Returns
    -------
    roll
        The answer with its bound; None where there is none.
    """
    order = (
        np.arange(len(roster.officers)) if not seed else np.random.default_rng(seed).permutation(len(roster.officers))
    )
    mixed = _in_order(roster, order)
    model = RosterModel(mixed)
    found = model.solve(mixed.hard_rules(), priced=True, nodes=NODES, gap=GAP)
    if found.x is None:
        return None
    owner, backup = model.answer(found)
    bound = found.mip_dual_bound if found.mip_dual_bound is not None else found.fun
    return _roll(roster, order[owner], None if backup is None else order[backup], float(bound))


def _roll(roster: Roster, owner: Places, backup: Places | None, bound: float) -> Roll:
    value, sign = roster.value(owner, backup), -1.0 if roster.greatest else 1.0
    told = None if backup is None else tuple(backup.tolist())
    return Roll(tuple(owner.tolist()), told, sign * value, sign * min(bound, value))


def _in_order(roster: Roster, order: Places) -> Roster:
    """List the officers in another order, which the search follows where prices are equal."""
    place = np.argsort(order)
    return replace(
        roster,
        officers=tuple(roster.officers[o] for o in order),
        load=roster.load[:, order],
        hours=roster.hours[order],
        own_price=roster.own_price[:, order],
        cover_price=roster.cover_price[:, order],
        apart=roster.apart[np.ix_(order, order)],
        most_grids=roster.most_grids[order],
        rules=tuple(_moved(rule, place) for rule in roster.rules),
    )


def _moved(rule: Rule, place: Places) -> Rule:
    bars = tuple((g, int(place[o])) for g, o in rule.bars)
    return replace(rule, officer=int(place[rule.officer]) if rule.officer >= 0 else -1, bars=bars)
