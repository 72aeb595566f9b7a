"""What a comparison shows first."""

import pandas as pd
import pytest

from gridplan.model.words import Change
from gridplan.pages.compared import only_branch


def _units(*rows):
    return pd.DataFrame(rows, columns=["change", "branch_id_before", "branch_id_after"])


@pytest.mark.parametrize(
    ("rows", "branch"),
    [
        ([(Change.GRID, "B1", "B1"), (Change.NONE, "B2", "B2")], "B1"),
        ([(Change.GRID, "", "B1")], "B1"),
        ([(Change.GRID, "B1", "B2")], ""),
        ([(Change.GRID, "B1", "B1"), (Change.GRID, "B2", "B2")], ""),
        ([(Change.NONE, "B1", "B1")], ""),
    ],
)
def test_the_one_branch_that_has_changed_is_found(rows, branch):
    assert only_branch(_units(*((str(change), *ends) for change, *ends in rows))) == branch
