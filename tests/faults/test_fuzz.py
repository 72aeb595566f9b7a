"""Whatever is done to good files, the process that asks goes on, and the answer is a list of findings."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box

from gridplan.storage.gate.saying import ACTIONS
from gridplan.storage.importing import check_files
from tests.faults.figures import keep
from tests.faults.mutations import damaged
from tests.unit.storage.rough import county_folder

INPUTS, SAMPLE, SEED = 10_000, 60, 11
ROADS = (
    '<?xml version="1.0"?><osm version="0.6"><node id="1" lon="119.0" lat="33.6" version="1"/>'
    '<node id="2" lon="119.1" lat="33.64" version="1"/><way id="3" version="1"><nd ref="1"/><nd ref="2"/>'
    '<tag k="highway" v="tertiary"/></way></osm>'
)
KML = (
    '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>甲</name><Point>'
    "<coordinates>119.05,33.62</coordinates></Point></Placemark></Document></kml>"
)


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> Path:
    """A small county, each table and layer in several forms; a case takes one of them."""
    folder = county_folder(tmp_path_factory.mktemp("fuzz") / "good", roads__osm=ROADS)
    forms = folder.parent / "forms"
    forms.mkdir()
    for name in ("branches", "villages", "households", "officers"):
        table = pd.read_csv(folder / f"{name}.csv", dtype=str)
        table.to_excel(forms / f"{name}.xlsx", index=False)
        table.to_parquet(forms / f"{name}.parquet")
    cells = [box(119 + k / 100, 33.6, 119.01 + k / 100, 33.61) for k in range(3)]
    grids = gpd.GeoDataFrame({"grid_id": ["G1", "G2", "G3"]}, geometry=cells, crs=4326)
    for form in ("gpkg", "geojson", "shp"):
        grids.to_file(forms / f"grids.{form}", encoding="utf-8")
    shutil.make_archive(str(forms / "grids"), "zip", forms, "grids.shp")
    (forms / "crossings.kml").write_text(KML, encoding="utf-8")
    for file in folder.iterdir():
        shutil.copy(file, forms)
    return folder


def _case(good: Path, number: int, folder: Path) -> list[Path]:
    """Make one case, a damaged file, every tenth of them in its county; the number alone decides all."""
    rng = np.random.default_rng([SEED, number])
    forms = sorted((good.parent / "forms").iterdir())
    chosen = forms[int(rng.integers(len(forms)))]
    shutil.copytree(good, folder)
    if chosen.suffix in {".shx", ".dbf", ".prj", ".cpg", ".shp"}:
        for part in forms:
            if part.stem == chosen.stem and part.suffix in {".shx", ".dbf", ".prj", ".cpg", ".shp"}:
                shutil.copy(part, folder)
    for old in folder.glob(f"{chosen.stem}.csv"):
        old.unlink()
    target = folder / chosen.name
    target.write_bytes(damaged(chosen.name, chosen.read_bytes(), rng))
    return [target] if number % 10 else [folder]


def _run(good: Path, numbers: range, place: Path, capfd) -> Counter[str]:
    said: Counter[str] = Counter()
    for number in numbers:
        folder = place / f"c{number}"
        findings = check_files(_case(good, number, folder), datum="wgs84")
        actions = [finding.action for finding in findings]
        assert set(actions) <= set(ACTIONS)
        said[max(actions, key=ACTIONS.index, default="accept")] += 1
        said.update({f.code for f in findings if f.code in {"CHECK_FAILED", "FILE_TOO_HEAVY"}})
        said.update({"crash of the child" for f in findings if "crash" in f.message.en})
        if any(f.code == "CHECK_FAILED" for f in findings):
            said[f"failed: {number} " + next(f.message.en for f in findings if f.code == "CHECK_FAILED")] += 1
        shutil.rmtree(folder)
    loud = capfd.readouterr()
    assert "Traceback" not in loud.out + loud.err
    return said


def test_a_sample_of_damaged_files_is_answered(good, tmp_path, capfd):
    said = _run(good, range(SAMPLE), tmp_path, capfd)
    assert sum(said[action] for action in ACTIONS) == SAMPLE
    assert said["CHECK_FAILED"] == 0


@pytest.mark.faults
def test_ten_thousand_damaged_files_are_answered(good, tmp_path, capfd):
    said = _run(good, range(SAMPLE, SAMPLE + INPUTS), tmp_path, capfd)
    keep("fuzz", {"inputs": INPUTS, **dict(sorted(said.items()))})
    assert sum(said[action] for action in ACTIONS) == INPUTS
    assert said["CHECK_FAILED"] == 0
