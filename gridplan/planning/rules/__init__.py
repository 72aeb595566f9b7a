"""The 38 rules of 三定, one a file; `RULES` lists them, `three_fix_rules.yaml` of the model has their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from gridplan.model.findings import rule_findings_table
from gridplan.model.limits import Limits, edited
from gridplan.model.plan import Plan
from gridplan.planning.rules.fix_grid import FIX_GRID
from gridplan.planning.rules.fix_post import FIX_POST
from gridplan.planning.rules.fix_staff import FIX_STAFF
from gridplan.planning.rules.outcomes import OUTCOME_COLUMNS, outcomes_table
from gridplan.planning.rules.rule import Judgement, Rule

__all__ = ["OUTCOME_COLUMNS", "RULES", "Rule", "check_rules", "judge", "rule_outcomes"]

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in (*FIX_GRID, *FIX_STAFF, *FIX_POST)})


def judge(plan: Plan, limits: Mapping[str, Limits] | None = None) -> dict[str, Judgement | None]:
    """
    Hold a plan against every rule.

    Parameters
    ----------
    plan
        A plan; its own findings are not looked at.
    limits
        The catalogue; by default the presets with what the bank has turned.

    Returns
    -------
    judgements
        By rule; None where nobody knows, since a register was not kept.
    """
    known = edited(plan.params.rules) if limits is None else limits
    return {code: rule.judged(plan, known[code]) for code, rule in RULES.items()}


def check_rules(plan: Plan, limits: Mapping[str, Limits] | None = None) -> pd.DataFrame:
    """
    Check a plan against every rule.

    Parameters
    ----------
    plan
        A plan; its own findings are not looked at.
    limits
        The catalogue; by default the presets with what the bank has turned.

    Returns
    -------
    findings
        Columns `RULE_COLUMNS`, gravest first.
    """
    judged = judge(plan, limits).values()
    return rule_findings_table(finding for one in judged if one is not None for finding in one.findings)


def rule_outcomes(plan: Plan, limits: Mapping[str, Limits] | None = None) -> pd.DataFrame:
    """
    Tell what became of every rule.

    Parameters
    ----------
    plan
        A plan; its own findings are not looked at.
    limits
        The catalogue; by default the presets with what the bank has turned.

    Returns
    -------
    outcomes
        One row a rule, columns `OUTCOME_COLUMNS`: `outcome` is `holds`, `broken` or `not_known` (a register was not
        kept), `severity` that of the gravest finding, else the rule's; `checked_n` counts the objects that were looked
        at and `broken_n` the findings; `figure` is the worst one, whether it holds or not, and `limit` what is allowed.
    """
    known = edited(plan.params.rules) if limits is None else limits
    return outcomes_table(judge(plan, known), known)
