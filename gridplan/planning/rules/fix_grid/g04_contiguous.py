"""G04: a base grid hangs together."""

from __future__ import annotations

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Declared
from gridplan.planning.rules.reading import as_of, base_grids, units_of
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def contiguous(plan: Plan, limits: Limits) -> Judgement:
    """Count the parts of each base grid; a declared enclave may be one more."""
    grids, most = base_grids(plan), float(limits["parts_max"])
    declared = plan.registers.declared(Declared.ENCLAVE, as_of(plan))
    grids, home = grids[~grids.index.isin(list(declared))], units_of(plan)
    enclaves = home[home.index.isin(list(declared))].value_counts().reindex(grids.index).fillna(0)

    def say(grid: str) -> RuleFinding:
        parts = float(grids.at[grid, "parts"])
        return limits.finding(
            "grid", grid, parts, f"<= {most + enclaves[grid]:g}",
            (f"网格分成互不相通的 {parts:.0f} 块", f"falls into {parts:.0f} parts with no way between them"),
            ("把孤立的单元划给相邻网格，或登记飞地", "give stray units to the grid next door, or declare an enclave"),
        )  # fmt: skip

    return each(beyond(grids["parts"].astype(float), high=most + enclaves), say)


G04 = Rule(
    "G04",
    Text("连片", "In one piece"),
    Text("基础网格连成一片，飞地须书面登记", "A base grid hangs together; an enclave is declared"),
    contiguous,
    uses=("declarations",),
)
