"""Say why a request can't be met: sums first, then the smallest set of rules in conflict, then the repairs."""

from __future__ import annotations

from itertools import islice

from gridplan.model.conflict import StaffConflict
from gridplan.model.findings import Text
from gridplan.model.roster import Roster
from gridplan.planning.staffing.conflicts.arithmetic import reasons
from gridplan.planning.staffing.conflicts.asking import Asking
from gridplan.planning.staffing.conflicts.minimal import minimal_conflict
from gridplan.planning.staffing.conflicts.repairs import repairs
from gridplan.planning.staffing.conflicts.sentences import rules_text

#: So many reasons are told; the rest are of the same kind.
TOLD = 5
UNKNOWN = Text(
    "在规定的搜索量内既未找到可行安排，也未证明不可行",
    "within the nodes of the search no answer was found, nor a proof that there is none",
)
NOBODY = Text("没有任何客户经理", "there is no officer at all")


def explain(roster: Roster) -> StaffConflict | None:
    """
    Say why a request can't be met.

    Parameters
    ----------
    roster
        The request.

    Returns
    -------
    conflict
        Rules in conflict of which none can be left out, why, and what mends it; None where all rules can be met.
    """
    if not roster.officers:
        return StaffConflict((), minimal=False, reasons=(NOBODY,))
    asking = Asking(roster)
    if not asking.conflict(asking.rules):
        return _unknown(roster) if asking.unsure else None
    shown = list(islice(reasons(roster), TOLD))
    suspects = next((reason.rules for reason in shown if asking.conflict(reason.rules)), list(asking.rules))
    asking.unsure = False
    found = minimal_conflict(suspects, asking.conflict)
    minimal = not asking.unsure
    texts = (*(reason.text for reason in shown), rules_text(roster, found, minimal=minimal))
    return StaffConflict(tuple(map(roster.name_of, found)), minimal, texts, tuple(repairs(roster)))


def _unknown(roster: Roster) -> StaffConflict:
    return StaffConflict((), minimal=False, reasons=(UNKNOWN,), repairs=tuple(repairs(roster)))
