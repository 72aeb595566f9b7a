"""Ask again and again whether some rules can be met together, and remember what was learnt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from scipy.optimize import OptimizeResult

from gridplan.model.roster import Hard, Places, Roster, Rule
from gridplan.planning.staffing.roster_model import NO_ANSWER, RosterModel

#: Rounding of a sum of hours.
_SAME = 1e-6
#: Nodes of one question; a set of rules that takes more counts as not known to be in conflict.
NODES = 3_000


class Asking:
    """
    Answers whether rules of a request can be met together.

    Parameters
    ----------
    roster
        The request.
    """

    def __init__(self, roster: Roster) -> None:
        self.roster = replace(roster, top_price=0.0)
        self.model = RosterModel(self.roster)
        self.rules = self.roster.hard_rules()
        self.unsure = False
        self.broken: list[frozenset[Rule]] = []
        self.opposed: list[frozenset[Rule]] = []

    def conflict(self, rules: Collection[Rule]) -> bool:
        """
        Tell whether it is proved that rules can't be met together.

        Parameters
        ----------
        rules
            Some of the request's.

        Returns
        -------
        conflict
            Not where they can be met, nor where the nodes ran out; then `unsure` is set.
        """
        asked = frozenset(rules)
        if any(broken.isdisjoint(asked) for broken in self.broken):
            return False
        if any(opposed <= asked for opposed in self.opposed):
            return True
        return self._solved(asked)

    def _solved(self, asked: frozenset[Rule]) -> bool:
        listed = [rule for rule in self.rules if rule in asked]
        found = self.model.solve(listed, priced=False, nodes=NODES)
        if found.x is not None:
            self.broken.append(frozenset(broken_rules(self.roster, self.rules, *self._answer(found, asked))))
            return False
        proved = bool(found.status == NO_ANSWER)
        self.unsure |= not proved
        if proved:
            self.opposed.append(asked)
        return proved

    def _answer(self, found: OptimizeResult, asked: frozenset[Rule]) -> tuple[Places, Places | None]:
        owner, backup = self.model.answer(found)
        wanted = any(rule.kind is Hard.BACKUP for rule in asked)
        return owner, backup if wanted else None


def broken_rules(roster: Roster, rules: Collection[Rule], owner: Places, backup: Places | None) -> list[Rule]:
    """
    List the rules that an answer breaks.

    Parameters
    ----------
    roster
        The request.
    rules
        Its rules.
    owner, backup
        Officers by grid, as positions; None where there are no backups.

    Returns
    -------
    broken
        Those of the rules that it breaks.
    """
    loads, owned = roster.loads(owner, backup), np.bincount(owner, minlength=len(roster.officers))
    apart = backup is not None and bool(roster.apart[owner, backup].any())
    held = {(g, int(o)) for g, o in enumerate(owner)}
    covered = set() if backup is None else {(g, int(o)) for g, o in enumerate(backup)}
    most = {Hard.CAPACITY: loads - roster.hours * (1 + _SAME) - _SAME, Hard.MOST_GRIDS: owned - roster.most_grids}

    def is_broken(rule: Rule) -> bool:
        if rule.kind in most:
            return bool(most[rule.kind][rule.officer] > 0)
        if rule.kind is Hard.LOCK:
            return bool(owner[rule.grid] != rule.officer)
        if rule.kind is Hard.BACKUP:
            return backup is None
        if rule.kind is Hard.APART:
            return apart
        return not held.isdisjoint(rule.bars) or (not rule.owner_only and not covered.isdisjoint(rule.bars))

    return [rule for rule in rules if is_broken(rule)]
