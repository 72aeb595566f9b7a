"""The smallest set of rules in conflict: QuickXplain, and a last look at each rule that is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gridplan.model.roster import Rule


def minimal_conflict(rules: Sequence[Rule], conflict: Callable[[list[Rule]], bool]) -> list[Rule]:
    """
    Find rules of which none can be left out without ending the conflict.

    Source: Junker, QuickXplain: preferred explanations and relaxations for over-constrained problems (AAAI 2004).

    Parameters
    ----------
    rules
        Rules in conflict; of several minimal sets the one of early rules is more likely.
    conflict
        Tells whether rules are in conflict.

    Returns
    -------
    conflict
        Some of the rules, in their order.
    """
    if conflict([]):
        return []
    found = set(_explained([], [], list(rules), conflict))
    kept = [rule for rule in rules if rule in found]
    for rule in list(kept):
        without = [other for other in kept if other != rule]
        if conflict(without):
            kept = without
    return kept


def _explained(
    background: list[Rule], added: list[Rule], rules: list[Rule], conflict: Callable[[list[Rule]], bool]
) -> list[Rule]:
    if added and conflict(background):
        return []
    if len(rules) == 1:
        return rules
    early, late = rules[: len(rules) // 2], rules[len(rules) // 2 :]
    of_late = _explained(background + early, early, late, conflict)
    return _explained(background + of_late, of_late, early, conflict) + of_late
