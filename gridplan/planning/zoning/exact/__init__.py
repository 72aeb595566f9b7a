"""The best cut into grids that there can be, proved, for as many units as a branch has; a bound for more."""

from gridplan.planning.zoning.exact.excess import Softest, softest
from gridplan.planning.zoning.exact.proof import Proof, prove

__all__ = ["Proof", "Softest", "prove", "softest"]
