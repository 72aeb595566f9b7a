"""A search that says of the parts of a branch how good their plans are."""

from __future__ import annotations

import numpy as np

from gridplan.model.worth import Worth
from gridplan.planning.zoning.engine.effort import ALONE, Watch
from gridplan.planning.zoning.engine.problem import Ints, Problem
from gridplan.planning.zoning.worth.part import best_plan


class Judge:
    """
    Cuts part after part, for `partition`, and keeps what the plans are worth.

    Attributes
    ----------
    parts
        Worth of each part that was cut.
    """

    def __init__(self) -> None:
        self.parts: list[Worth] = []

    def __call__(self, problem: Problem, effort: float, rng: np.random.Generator, watch: Watch = ALONE) -> Ints:
        """
        Cut a part.

        Parameters
        ----------
        problem
            What is asked.
        effort
            CPU seconds as a guide.
        rng
            Random generator.
        watch
            Who may stop it, and hears how far it is.

        Returns
        -------
        label
            Grid of each unit.
        """
        label, worth = best_plan(problem, effort, rng, watch)
        self.parts.append(worth)
        return label

    def worth(self, unit: float) -> Worth:
        """
        Add the parts up.

        Parameters
        ----------
        unit
            What the values and bounds are multiplied by.

        Returns
        -------
        worth
            Of the whole branch; without a bound if a part has none.
        """
        excess = sum(part.excess for part in self.parts)
        return Worth(
            excess, unit * sum(part.value for part in self.parts), unit * sum(part.bound for part in self.parts)
        )
