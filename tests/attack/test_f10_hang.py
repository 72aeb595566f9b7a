"""F10: a pathological shape or an impossible demand ends in time, and the process lives on."""

import time

import numpy as np
import pandas as pd
import shapely

from gridplan.access.scope import OPERATOR
from gridplan.planning.staffing.assignment import StaffingRules, assign
from gridplan.workspace.importing import check_paths
from tests.unit.storage.rough import county_folder


def test_f10_a_border_of_a_million_points_ends_in_time(tmp_path):
    angle = np.linspace(0, 2 * np.pi, 1_000_000, endpoint=False)
    wave = 0.2 + 0.01 * np.sin(9_973 * angle)
    ring = shapely.polygons(np.column_stack([119.0 + wave * np.cos(angle), 33.6 + wave * np.sin(angle)]))
    folder = county_folder(tmp_path / "c")
    for old in folder.glob("county.*"):
        old.unlink()
    shape = shapely.to_geojson(ring)
    (folder / "county.geojson").write_text(
        f'{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"name":"c"}},"geometry":{shape}}}]}}',
        encoding="utf-8",
    )
    started = time.monotonic()
    findings = check_paths(OPERATOR, [folder], datum="wgs84")
    assert time.monotonic() - started < 60
    assert isinstance(findings, list)


def test_f10_demands_that_cannot_be_met_end_with_an_answer():
    people = pd.DataFrame({"available_h": [1.0, 1.0], "on_leave": [True, True]}, index=["E1", "E2"])
    grids = pd.Index([f"G{n:02d}" for n in range(40)])
    travel = pd.DataFrame(1.0, index=grids, columns=people.index)
    started = time.monotonic()
    found = assign(pd.Series(500.0, grids), people, travel, StaffingRules())
    assert time.monotonic() - started < 30
    assert len(found.assignments) <= 2 * len(grids)
