from dataclasses import replace

import pytest

from gridplan.planning.rules import check_rules


@pytest.mark.parametrize(
    ("share", "severity", "said"),
    [
        (0.94, "W", "4 hours a year above the healthy end"),
        (1.2, "E", "20 hours a year too many"),
        (0.5, "W", "has room"),
    ],
)
def test_s04_says_how_many_hours_are_too_many(planned, share, severity, said):
    load = {"utilisation": share, "workload_h": 100 * share, "available_h": 100.0}
    found = check_rules(replace(planned, officers=planned.officers.assign(grids_n=1, **load)))
    mine = found[found["rule"] == "S04"]
    assert mine["severity"].eq(severity).all()
    assert mine["mend_en"].str.contains(said).all()
    assert len(mine) == len(planned.officers)
