"""Two versions of a plan side by side: what moved, and what that does to every place."""

from gridplan.planning.comparison.comparing import Comparison, compare
from gridplan.planning.comparison.units import MEASURES

__all__ = ["MEASURES", "Comparison", "compare"]
