"""G15: few households get another officer at once."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Declared
from gridplan.planning.rules.reading import as_of, owner_of
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def disruption(plan: Plan, limits: Limits) -> Judgement:
    """Count the households by branch whose owner is another than in the version before; an approved move is meant."""
    most, approved = float(limits["moved_households_share_max"]), plan.registers.declared(Declared.MOVES, as_of(plan))
    shares = moved_share(plan)
    shares = shares[~shares.index.isin(list(approved))]

    def say(branch: str) -> RuleFinding:
        return limits.finding(
            "branch", branch, shares[branch], f"<= {most:.0%}",
            (f"{shares[branch]:.1%} 的农户更换了A角", f"{shares[branch]:.1%} of its households get another owner"),
            ("分季度调整，或报区域经理批准并登记", "move them over several quarters, or have it approved"),
        )  # fmt: skip

    return each(beyond(shares, high=most), say)


def moved_share(plan: Plan) -> pd.Series:
    """
    Tell what share of the households of each branch has another owner than before.

    Parameters
    ----------
    plan
        A plan.

    Returns
    -------
    share
        By branch; none where the plan was made of no other. Where nobody owns a unit, or did, another grid counts.
    """
    units = plan.units[plan.units.index.isin(plan.former.index)]
    before = plan.former.reindex(units.index)
    owner = owner_of(plan, units["grid_id"])
    known = (owner != "") & (before["officer_id"] != "")
    moved = (owner != before["officer_id"]).where(known, units["grid_id"] != before["grid_id"])
    households = units["households"].astype(float)
    by_branch = (households * moved).groupby(units["branch_id"]).sum()
    share: pd.Series = by_branch / households.groupby(units["branch_id"]).sum().clip(lower=1.0)
    return share


G15 = Rule(
    "G15",
    Text("调整幅度", "Disruption"),
    Text(
        "一次调整只让少数农户更换A角，超出须经批准",
        "A change gives few households another owner, unless that is approved",
    ),
    disruption,
    uses=("declarations",),
)
