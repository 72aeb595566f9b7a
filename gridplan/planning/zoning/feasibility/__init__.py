"""
Requests that no plan can meet: what stands in the way, and the least that mends it.

`checks` finds what rules out every plan, `mends` tries what is asked with more tolerance, other numbers of grids, links
and locks lifted. What passes may still be impossible: the checks are necessary, not sufficient.
"""

from gridplan.planning.zoning.feasibility.checks import obstacles as obstacles
from gridplan.planning.zoning.feasibility.mends import refuse_hopeless as refuse_hopeless
from gridplan.planning.zoning.feasibility.parts import part_ranges as part_ranges
from gridplan.planning.zoning.feasibility.request import Request as Request
