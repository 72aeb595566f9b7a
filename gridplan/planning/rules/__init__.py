"""The rules of 三定, one function each; `RULES` lists them, `three_fix_rules.yaml` has their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import pandas as pd

from gridplan.model.findings import RuleFinding, rule_findings_table
from gridplan.model.plan import Plan
from gridplan.planning.rules import fix_grid, fix_post, fix_staff
from gridplan.planning.rules.catalogue import Limits, catalogue
from gridplan.planning.rules.outcomes import OUTCOME_COLUMNS, outcomes_table

__all__ = ["OUTCOME_COLUMNS", "RULES", "Rule", "check_rules", "rule_outcomes"]

#: A plan and what the rule allows in, findings out; a rule that holds finds nothing.
Rule = Callable[[Plan, Limits], Iterator[RuleFinding]]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "G01": fix_grid.full_cover,
        "G02": fix_grid.no_overlap,
        "G03": fix_grid.follows_units,
        "G04": fix_grid.contiguous,
        "G05": fix_grid.household_size,
        "G09": fix_grid.type_in_set,
        "G10": fix_grid.reach_of_branch,
        "G13": fix_grid.workload_balance,
        "S01": fix_staff.one_owner,
        "S02": fix_staff.backup_present,
        "S03": fix_staff.officer_in_branch,
        "S04": fix_staff.utilisation,
        "S05": fix_staff.households_per_officer,
        "S06": fix_staff.grids_per_officer,
        "P01": fix_post.duties_written,
        "P04": fix_post.visit_quota,
    }
)


def check_rules(plan: Plan, limits: Mapping[str, Limits] | None = None) -> pd.DataFrame:
    """
    Check a plan against every rule.

    Parameters
    ----------
    plan
        A plan; its own findings are not looked at.
    limits
        The catalogue; by default the presets.

    Returns
    -------
    findings
        Columns `RULE_COLUMNS`, gravest first.
    """
    known = catalogue() if limits is None else limits
    return rule_findings_table(finding for name, rule in RULES.items() for finding in rule(plan, known[name]))


def rule_outcomes(plan: Plan, limits: Mapping[str, Limits] | None = None) -> pd.DataFrame:
    """
    Tell what became of every rule.

    Parameters
    ----------
    plan
        A plan; its own findings are not looked at.
    limits
        The catalogue; by default the presets.

    Returns
    -------
    outcomes
        One row a rule, columns `OUTCOME_COLUMNS`: `outcome` is `holds`, `broken` or `not_known` (a register that was
        not kept), `checked_n` and `broken_n` count objects, `figure` is the worst one and `limit` what is allowed.
    """
    return outcomes_table(check_rules(plan, limits), catalogue() if limits is None else limits)
