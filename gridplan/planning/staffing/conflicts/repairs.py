"""The cheapest ways out of a conflict; only those that were tried and work are told."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from gridplan.model.conflict import StaffRepair
from gridplan.model.roster import Floats, Hard, Roster
from gridplan.planning.staffing.conflicts.asking import broken_rules
from gridplan.planning.staffing.conflicts.loosened import Loosening, loosen
from gridplan.planning.staffing.conflicts.sentences import repair_text, rule_text
from gridplan.planning.staffing.roster_model import RosterModel

#: So many officers more are tried, each number with so many nodes; one officer more settles what a search does not.
MOST_HIRES, NODES = 3, 100
#: Hours are added in steps of this share of a round number of an officer's hours.
_STEP = 0.05


def repairs(roster: Roster) -> list[StaffRepair]:
    """
    Find ways to make a request possible: the cheapest of all, hours alone, rules alone, people.

    Parameters
    ----------
    roster
        The request.

    Returns
    -------
    repairs
        The cheapest first; each was tried on the exact model.
    """
    found: dict[tuple[object, ...], StaffRepair] = {}
    for repair in (*_loosened(roster), *_hired(roster)):
        found.setdefault((repair.drop, tuple(repair.hours.items()), tuple(repair.grids.items()), repair.hires), repair)
    return sorted(found.values(), key=lambda repair: repair.price)


def _loosened(roster: Roster) -> Iterator[StaffRepair]:
    for lift, add in ((True, True), (False, True), (True, False)):
        loosening = loosen(roster, lift=lift, add=add)
        if loosening is not None and works(mended(roster, loosening), loosening):
            yield _told(roster, loosening)


def works(roster: Roster, loosening: Loosening) -> bool:
    """
    Try the answer that goes with a repair.

    Parameters
    ----------
    roster
        The mended request.
    loosening
        The repair.

    Returns
    -------
    works
        Whether the answer breaks none of its rules.
    """
    return not broken_rules(roster, roster.hard_rules(), loosening.owner, loosening.backup)


def mended(roster: Roster, loosening: Loosening) -> Roster:
    """
    Apply what is lifted and added.

    Parameters
    ----------
    roster
        The request.
    loosening
        What is lifted and added.

    Returns
    -------
    roster
        The request without these rules, with these hours.
    """
    gone = {rule.kind for rule in loosening.drop}
    return replace(
        roster,
        rules=tuple(rule for rule in roster.rules if rule not in loosening.drop),
        hours=roster.hours + _rounded(roster, loosening.hours),
        most_grids=roster.most_grids + loosening.grids,
        apart=roster.apart & (Hard.APART not in gone),
        cover_share=None if Hard.BACKUP in gone else roster.cover_share,
    )


def _rounded(roster: Roster, hours: Floats) -> Floats:
    step = 10 ** math.floor(math.log10(max(float(roster.hours.mean()), 1.0))) * _STEP
    return np.where(hours > step * 1e-6, np.ceil(hours / step - 1e-6) * step, 0.0)


def _told(roster: Roster, loosening: Loosening) -> StaffRepair:
    hours = _rounded(roster, loosening.hours)
    repair = StaffRepair(
        drop=tuple(map(roster.name_of, loosening.drop)),
        hours={roster.officers[o]: round(float(hours[o]), 6) for o in np.flatnonzero(hours > 0)},
        grids={roster.officers[o]: int(loosening.grids[o]) for o in np.flatnonzero(loosening.grids > 0)},
        price=round(loosening.price, 2),
    )
    return replace(repair, message=repair_text(repair, [rule_text(roster, rule) for rule in loosening.drop]))


def _hired(roster: Roster) -> Iterator[StaffRepair]:
    """Try one officer more, then two; they have the mean hours, or what the heaviest grid takes."""
    hours = max(float(roster.hours.mean()), float(roster.load.mean(axis=1).max(initial=0.0)))
    hours = float(_rounded(roster, np.array([hours]))[0])
    for number in range(1, MOST_HIRES + 1):
        more = _with(roster, number, hours)
        if RosterModel(more).possible(more.hard_rules(), NODES):
            repair = StaffRepair(hires=number, hire_hours=hours, price=round(number * hours, 2))
            yield replace(repair, message=repair_text(repair, []))
            return


def _with(roster: Roster, number: int, hours: float) -> Roster:
    g, o = roster.load.shape
    mean = np.repeat(roster.load.mean(axis=1)[:, None], number, axis=1)
    apart = np.zeros((o + number, o + number), dtype=bool)
    apart[:o, :o] = roster.apart
    return replace(
        roster,
        officers=(*roster.officers, *(f"+{k + 1}" for k in range(number))),
        load=np.hstack([roster.load, mean]),
        hours=np.append(roster.hours, [hours] * number),
        own_price=np.hstack([roster.own_price, np.zeros((g, number))]),
        cover_price=np.hstack([roster.cover_price, np.zeros((g, number))]),
        apart=apart,
        most_grids=np.append(roster.most_grids, [float(np.max(roster.most_grids))] * number),
    )
