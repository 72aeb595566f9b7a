"""What plain sums show: too much work, a grid that nobody may serve, grids that too few people may serve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from gridplan.model.findings import Text
from gridplan.model.roster import Hard, Marks, Roster, Rule
from gridplan.planning.staffing.conflicts import sentences
from gridplan.planning.staffing.roster_model import bar_marks

#: So many sets of officers are tried; more are left to the search.
MOST_SETS = 400
#: Rounding of a sum of hours.
_SAME = 1e-9


class Reason(NamedTuple):
    """Rules that sums show to be in conflict, and why."""

    rules: list[Rule]
    text: Text


def reasons(roster: Roster) -> Iterator[Reason]:
    """
    Look for what rules out every answer.

    Parameters
    ----------
    roster
        The request.

    Yields
    ------
    reason
        Grids that nobody may serve first, then too much work in all, then grids for which the people are too few.
    """
    yield from _nobody(roster)
    yield from _total(roster)
    yield from _too_few(roster)


def _total(roster: Roster) -> Iterator[Reason]:
    load = float(roster.load.min(axis=1).sum()) * (1 + (roster.cover_share or 0.0))
    hours = float(roster.hours.sum())
    if load > hours * (1 + _SAME):
        bound = [rule for rule in roster.hard_rules() if rule.kind in (Hard.CAPACITY, Hard.BACKUP)]
        yield Reason(bound, sentences.total(load, hours, backed=bool(roster.cover_share)))


def _nobody(roster: Roster) -> Iterator[Reason]:
    own, cover = _able(roster)
    rules = roster.hard_rules()
    for g in range(len(roster.grids)):
        owners, backups = np.flatnonzero(own[g]), np.flatnonzero(cover[g])
        pairs = [(a, b) for a in owners for b in backups if a != b and not roster.apart[a, b]]
        if len(owners) and (pairs or not roster.backed):
            continue
        about = [rule for rule in rules if _keeps_from(roster, rule, g)]
        both = [rule for rule in rules if rule.kind in (Hard.BACKUP, Hard.APART)] if len(owners) else []
        yield Reason([*about, *both], sentences.nobody(roster, g, about, owners.tolist()))


def _keeps_from(roster: Roster, rule: Rule, grid: int) -> bool:
    if rule.kind is Hard.CAPACITY:
        return bool(roster.load[grid, rule.officer] > roster.hours[rule.officer] * (1 + _SAME))
    return any(g == grid for g, _ in rule.bars) or (rule.kind is Hard.LOCK and rule.grid == grid)


def _able(roster: Roster) -> tuple[Marks, Marks]:
    """Who may own, and who may cover, each grid taken by itself."""
    own, cover = (~marks for marks in bar_marks(roster.load.shape, roster.rules))
    own &= roster.load <= roster.hours * (1 + _SAME)
    for rule in roster.rules:
        if rule.kind is Hard.LOCK:
            own[rule.grid] &= np.arange(len(roster.officers)) == rule.officer
    return own, cover


def _too_few(roster: Roster) -> Iterator[Reason]:
    """Compare grids with the people who alone may own them, for all sets of people that grids ask for."""
    own, _ = _able(roster)
    for people in sorted(_sets(own), key=lambda mask: (int(mask).bit_count(), mask)):
        who = np.array([bool(people >> o & 1) for o in range(own.shape[1])])
        grids = np.flatnonzero(own.any(axis=1) & ~own[:, ~who].any(axis=1))
        yield from _one_set(roster, who, grids.tolist())


def _one_set(roster: Roster, who: Marks, grids: list[int]) -> Iterator[Reason]:
    load = roster.load[grids][:, who].min(axis=1) if grids else np.zeros(0)
    heavy = [grids[at] for at in np.argsort(-load, kind="stable")]
    rules, members = roster.hard_rules(), np.flatnonzero(who).tolist()
    for number in range(1, len(heavy) + 1):
        some = heavy[:number]
        room = sum(_room(roster, some, o) for o in members)
        work, hours = float(np.sort(load)[::-1][:number].sum()), float(roster.hours[who].sum())
        if room < number or work > hours * (1 + _SAME):
            bars = [
                rule
                for rule in rules
                if any(_keeps_from(roster, rule, g) for g in some) and rule.kind is not Hard.CAPACITY
            ]
            limits = [r for r in rules if r.kind in (Hard.CAPACITY, Hard.MOST_GRIDS)]
            yield Reason([*bars, *limits], sentences.too_few(roster, some, members, work, hours, room))
            return


def _room(roster: Roster, grids: list[int], officer: int) -> int:
    """How many of some grids, the lightest ones, an officer has hours for."""
    loads = np.cumsum(np.sort(roster.load[grids, officer]))
    fits = int(np.searchsorted(loads, roster.hours[officer] * (1 + _SAME), side="right"))
    return int(min(fits, roster.most_grids[officer]))


def _sets(own: Marks) -> set[int]:
    """List sets of officers that grids ask for, and what they make together, as bit masks."""
    alone = {sum(1 << int(o) for o in np.flatnonzero(row)) for row in own if row.any()}
    sets: set[int] = set()
    for mask in sorted(alone):
        sets |= {mask, *(mask | other for other in sets)}
        if len(sets) > MOST_SETS:
            break
    return sets | alone
