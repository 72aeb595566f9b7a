"""A package opens styled in QGIS's own reader, where a Python on this machine has one."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from gridplan.storage.exports import EXPORTS
from tests.unit.maps.drawn_town import drawn_town

#: A Python that can import QGIS; the one of the system, or what `GRIDPLAN_QGIS` names.
PYTHON = os.environ.get("GRIDPLAN_QGIS", "/usr/bin/python3")


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run([PYTHON, *arguments], capture_output=True, env=clean, check=False)  # noqa: S603 - as it says


@pytest.fixture(scope="module")
def layers(tmp_path_factory):
    find = "import importlib.util, sys; sys.exit(importlib.util.find_spec('qgis') is None)"
    if not Path(PYTHON).exists() or _run("-c", find).returncode:
        pytest.skip("needs a Python with QGIS; GRIDPLAN_QGIS names one")
    path = tmp_path_factory.mktemp("qgis") / "plan.gpkg"
    EXPORTS["gpkg"].export(drawn_town(), path, "zh")
    read = _run(str(Path(__file__).parent / "read_by_qgis.py"), str(path))
    assert read.returncode == 0, read.stderr.decode()
    return json.loads(read.stdout)


def test_qgis_draws_every_layer_by_its_own_style(layers):
    assert {"branches", "grids", "units", "households", "service_areas"} <= set(layers)
    assert all(layer["valid"] and layer["style"] for layer in layers.values())
    assert layers["grids"]["renderer"] == layers["service_areas"]["renderer"] == "categorizedSymbol"
    assert (layers["grids"]["drawn"], layers["grids"]["label"]) == (1, "name")
    assert {layer["drawn"] for name, layer in layers.items() if name != "roads"} <= {1, None}


def test_qgis_names_the_fields_in_the_language_of_the_reader(layers):
    assert {"网格号", "名称", "户数", "A角编号"} <= set(layers["grids"]["aliases"])
