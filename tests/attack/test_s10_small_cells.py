"""S10: whoever knows every figure shown can't tell a hidden small count from k or more; a linear program tries."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from gridplan.access.aggregates import ALL, K_EXPORT, K_SCREEN, suppress

MARGINS = ["grid_id", "branch_id", "town"]
SEEDS = range(12)


def bank(seed):
    """Villages in grids in branches, towns across them; some lie in no grid, many counts are small."""
    draw = np.random.default_rng(seed)
    n = int(draw.integers(1, 36))
    grids = draw.integers(-1, max(1, n // 4) + 1, n)
    table = pd.DataFrame(
        {
            "unit_id": [f"u{number}" for number in range(n)],
            "grid_id": [f"g{grid}" if grid >= 0 else None for grid in grids],
            "branch_id": [f"b{grid // 2}" for grid in grids],
            "town": [f"t{town}" for town in draw.integers(0, 3, n)],
            "n": draw.choice([0, 1, 2, 4, 6, 20, 60], n),
        }
    )
    table["most"] = table["n"] + draw.choice([0, 1, 3, 10, 50], n)
    table["least"] = (table["n"] * draw.random(n) / 2).astype(int)
    return table


class Attacker:
    """Knows all figures that are shown, and between which bounds every count lies."""

    def __init__(self, table, shown, least, most):
        self.parts = [
            np.ones(len(table)) if by == ALL else (table[by] == one).to_numpy(float)
            for by, one in zip(shown["by"], shown["id"], strict=True)
        ]
        known = (~shown["hidden"]).to_numpy()
        self.rows = np.array(self.parts).reshape(-1, len(table))[known]
        self.sums = shown["count"].to_numpy()[known]
        self.bounds = list(zip(least, most, strict=True))

    def largest(self, part):
        """What a sum of counts may be at most, given all that is known."""
        given = {"A_eq": self.rows, "b_eq": self.sums} if len(self.rows) else {}
        found = linprog(-part, bounds=self.bounds, **given)
        assert found.status == 0, found.message
        return -found.fun


def leaks(table, shown, k, *, bounded):
    counts = table["n"].to_numpy(float)
    least = table["least"].to_numpy(float) if bounded else np.zeros(len(table))
    most = table["most"].to_numpy(float) if bounded else np.full(len(table), 1e4)
    attacker = Attacker(table, shown, least, most)
    for part, hidden in zip(attacker.parts, shown["hidden"], strict=True):
        if 0 < part @ counts < k and not (hidden and attacker.largest(part) >= min(k, part @ most) - 1e-6):
            yield part @ counts
        others = part @ most - attacker.largest(-part) * -1 if bounded else k
        if bounded and 0 < part @ (most - counts) < k and others < min(k, part @ (most - least)) - 1e-6:
            yield part @ (most - counts)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("bounded", [False, True])
def test_s10_no_small_count_is_worked_out(seed, bounded):
    table = bank(seed)
    bounds = {"least": "least", "most": "most"} if bounded else {}
    shown = suppress(table, key="unit_id", count="n", k=K_SCREEN, margins=MARGINS, **bounds)
    assert list(leaks(table, shown, K_SCREEN, bounded=bounded)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_s10_a_file_and_the_screen_together_say_no_more(seed):
    table = bank(seed)
    screen, file = (suppress(table, key="unit_id", count="n", k=k, margins=MARGINS) for k in (K_SCREEN, K_EXPORT))
    assert (file["hidden"] | ~screen["hidden"]).all()
    assert list(leaks(table, file, K_EXPORT, bounded=False)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_s10_figures_that_are_shown_are_right(seed):
    table = bank(seed)
    shown = suppress(table, key="unit_id", count="n", k=K_SCREEN, margins=MARGINS)
    assert shown["count"].isna().eq(shown["hidden"]).all()
    for by in ("unit_id", *MARGINS):
        sums = table.groupby(by)["n"].sum()
        rows = shown[(shown["by"] == by) & ~shown["hidden"]].set_index("id")["count"]
        assert rows.equals(sums.reindex(rows.index).astype(float).rename("count"))


def test_s10_large_counts_and_nothing_are_shown():
    table = bank(1).assign(n=lambda rows: np.arange(len(rows)) % 2 * 50)
    shown = suppress(table, key="unit_id", count="n", k=K_SCREEN, margins=MARGINS)
    assert not shown["hidden"].any()


def test_s10_one_small_village_takes_one_neighbour_along():
    table = bank(1).assign(n=50, grid_id="g1", branch_id="b1", town="t1")
    table.loc[0, "n"] = 3
    shown = suppress(table, key="unit_id", count="n", k=K_SCREEN, margins=MARGINS)
    assert shown["hidden"].sum() == 2


def test_s10_a_total_below_k_is_hidden_as_a_whole():
    table = pd.DataFrame({"unit_id": ["u1", "u2"], "town": ["t1", "t1"], "n": [1, 2]})
    assert suppress(table, key="unit_id", count="n", k=K_SCREEN, margins=["town"])["hidden"].all()
