"""What became of each rule: it holds, it is broken, or nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from gridplan.planning.rules.catalogue import Limits

#: Columns of `rule_outcomes`.
OUTCOME_COLUMNS = ["rule", "severity", "outcome", "checked_n", "broken_n", "figure", "limit"]
HOLDS, BROKEN, NOT_KNOWN = "holds", "broken", "not_known"


def outcomes_table(findings: pd.DataFrame, known: Mapping[str, Limits]) -> pd.DataFrame:
    """
    Sum findings up by rule.

    Parameters
    ----------
    findings
        Columns `RULE_COLUMNS`, gravest first.
    known
        The catalogue.

    Returns
    -------
    outcomes
        One row a rule, columns `OUTCOME_COLUMNS`.
    """
    return pd.DataFrame(_rows(findings, known), columns=OUTCOME_COLUMNS)


def _rows(findings: pd.DataFrame, known: Mapping[str, Limits]) -> Iterator[tuple[object, ...]]:
    for rule, limits in known.items():
        found = findings[findings["rule"] == rule]
        if found.empty:
            yield rule, str(limits.severity), HOLDS, 0, 0, float("nan"), ""
        else:
            worst = found.iloc[0]
            yield rule, worst["severity"], BROKEN, len(found), len(found), worst["figure"], worst["limit"]
