"""What became of each rule: it holds, it is broken, or nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from math import nan

import pandas as pd

from gridplan.model.limits import Limits
from gridplan.model.words import Severity
from gridplan.planning.rules.rule import Judgement

#: Columns of `rule_outcomes`.
OUTCOME_COLUMNS = ["rule", "severity", "outcome", "checked_n", "broken_n", "figure", "limit"]
HOLDS, BROKEN, NOT_KNOWN = "holds", "broken", "not_known"


def outcomes_table(judgements: Mapping[str, Judgement | None], known: Mapping[str, Limits]) -> pd.DataFrame:
    """
    Sum judgements up by rule.

    Parameters
    ----------
    judgements
        By rule; None where nobody knows.
    known
        The catalogue.

    Returns
    -------
    outcomes
        One row a rule, columns `OUTCOME_COLUMNS`.
    """
    rows = [(rule, *_row(judged, known[rule])) for rule, judged in judgements.items()]
    return pd.DataFrame(rows, columns=OUTCOME_COLUMNS)


def _row(judged: Judgement | None, limits: Limits) -> tuple[object, ...]:
    if judged is None:
        return str(limits.severity), NOT_KNOWN, 0, 0, nan, ""
    grave = {finding.severity for finding in judged.findings}
    severity = next((one for one in Severity if one in grave), limits.severity)
    outcome = BROKEN if judged.findings else HOLDS
    return str(severity), outcome, judged.checked_n, len(judged.findings), judged.figure, judged.limit
