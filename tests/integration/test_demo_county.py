"""The demo county as the repository keeps it, and the story that it tells."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from gridplan.geo.network import RoadNetwork
from gridplan.model.plan import PlanParams
from gridplan.qinghe.publishing import KEPT, publish
from tests.unit.qinghe.counties import qinghe, qinghe_in_metres, small_county

ROOT = Path(__file__).parents[2]
LAYERS = ("county", "towns", "units", "roads", "water", "barriers", "crossings", "special_areas")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    root = tmp_path_factory.mktemp("anew")
    publish(qinghe(), root)
    return root


@pytest.mark.parametrize("name", KEPT)
def test_the_kept_tables_agree_with_the_generator(written, name):
    file = f"data/{name}.csv"
    kept, made = (pd.read_csv(root / file, dtype={"branch_id": str}) for root in (ROOT, written))
    pd.testing.assert_frame_equal(kept, made, atol=2e-7)


@pytest.mark.parametrize("name", LAYERS)
def test_the_kept_layers_agree_with_the_generator(written, name):
    kept, made = (pyogrio.read_dataframe(root / "layers" / f"{name}.gpkg") for root in (ROOT, written))
    pd.testing.assert_frame_equal(kept.drop(columns="geometry"), made.drop(columns="geometry"))
    assert kept.crs == made.crs == "EPSG:4326"
    assert kept.geom_equals_exact(made, tolerance=2e-7).all()


def test_the_list_of_layers_agrees_with_the_generator(written):
    kept, made = ((root / "layers/layers.toml").read_text(encoding="utf-8") for root in (ROOT, written))
    assert kept == made
    assert kept.count("licence = ") == len(LAYERS)


def test_every_file_says_that_it_is_synthetic():
    for table in (ROOT / "data").glob("*.csv"):
        assert pd.read_csv(table)["synthetic"].str.contains("synthetic").all()
    for layer in (ROOT / "layers").glob("*.gpkg"):
        about = pyogrio.read_info(layer)["layer_metadata"]["DESCRIPTION"]
        assert "synthetic" in about
    assert (ROOT / "layers/layers.toml").read_text(encoding="utf-8").count("synthetic data）") == len(LAYERS)
    assert "Synthetic" in (ROOT / "data/README.md").read_text(encoding="utf-8")


def test_what_is_kept_is_small_and_no_more_than_said():
    files = [path for folder in ("data", "layers") for path in (ROOT / folder).iterdir()]
    assert sum(path.stat().st_size for path in files) < 10e6
    assert {path.name for path in files} == {
        "README.md", "layers.toml", *(f"{name}.csv" for name in KEPT), *(f"{name}.gpkg" for name in LAYERS),
    }  # fmt: skip


def test_the_readme_knows_every_column_and_how_many_there_are():
    text = (ROOT / "data/README.md").read_text(encoding="utf-8")
    for name in KEPT:
        for column in pd.read_csv(ROOT / f"data/{name}.csv", nrows=1).columns:
            assert f"`{column}`" in text
    assert f"{len(qinghe().households):,}" in text
    assert f"{(qinghe().units['type'] == 'community').sum()} street blocks" in text


def test_writing_twice_gives_the_same_bytes_over_the_old_ones(tmp_path):
    first = {path: path.read_bytes() for path in publish(small_county(1), tmp_path)}
    again = {path: path.read_bytes() for path in publish(small_county(1), tmp_path)}
    assert first == again


@pytest.fixture(scope="module")
def doors():
    """Every twentieth door: minutes and metres as the crow flies from every branch, and what lies between."""
    inputs = qinghe_in_metres()
    network = RoadNetwork.from_roads(inputs.layers.roads)
    branches, homes = (table.get_coordinates().to_numpy() for table in (inputs.branches, inputs.households.iloc[::20]))
    pairs = pd.DataFrame(
        {
            "branch": np.repeat(np.arange(len(branches)), len(homes)),
            "home": np.tile(np.arange(len(homes)), len(branches)),
            "road_min": network.costs(branches, homes, by="minutes").ravel(),
            "straight_m": np.hypot(*(branches[:, None] - homes).transpose(2, 0, 1)).ravel(),
        }
    )
    own = inputs.branches.iloc[pairs["branch"]]
    pairs["circle"] = pairs["straight_m"].to_numpy() <= own["coverage_radius_m"].to_numpy()
    pairs["road"] = pairs["road_min"].to_numpy() <= own["drive_min"].to_numpy()
    circle = pairs["circle"].to_numpy()
    sight = shapely.linestrings(np.stack([branches[pairs["branch"][circle]], homes[pairs["home"][circle]]], axis=1))
    for kind in ("river", "ridge"):
        wall = inputs.layers.barriers.query("kind == @kind").union_all()
        shapely.prepare(wall)
        pairs.loc[circle, kind] = shapely.intersects(wall, sight)
    return pairs


def test_a_road_leads_to_every_door(doors):
    assert np.isfinite(doors["road_min"]).all()


def test_the_circle_promises_more_than_the_road_holds(doors):
    reached = doors.groupby("home")[["circle", "road"]].any()
    assert reached["circle"].mean() > 0.85
    assert 0.05 < (~reached.loc[reached["circle"], "road"]).mean() < 0.20


def test_most_of_what_lies_across_the_ridge_is_not_reached(doors):
    across = doors[doors["circle"] & (doors["ridge"] == 1)]
    assert len(across) > 100
    assert across["road"].mean() < 0.3


def test_a_river_makes_the_circle_lie_at_any_distance(doors):
    promised = doors[doors["circle"] & (doors["ridge"] == 0)]
    band = pd.cut(promised["straight_m"], [0, 1_500, 3_000, 4_500])
    missed = (~promised["road"]).groupby([band, promised["river"] == 1], observed=True).mean().unstack()
    assert (missed[True] > 1.3 * missed[False]).all()


def test_officers_need_a_year_and_a_half_for_one_pass():
    inputs, params = qinghe(), PlanParams()
    visits_a_year = (inputs.officers["visit_days"] * inputs.officers["daily_capacity"]).sum() * params.weeks
    assert 12 * len(inputs.households) / visits_a_year == pytest.approx(18, abs=1.5)
