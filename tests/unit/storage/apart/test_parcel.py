import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from gridplan.model.tables import CONTRACTS
from gridplan.storage.apart.parcel import pack_findings, pack_inputs, unpack_findings, unpack_inputs
from gridplan.storage.gate.saying import say


def test_findings_come_home_as_they_were(tmp_path):
    findings = [say("NUM_RANGE", "网点.csv", layer="a", row=3, column="户数", value="-1\ud800", limit=">= 0")]
    pack_findings(findings, tmp_path)
    assert unpack_findings(tmp_path) == findings


@pytest.mark.parametrize("table", [*CONTRACTS])
def test_tables_come_home_as_they_were(town, tmp_path, table):
    pack_inputs(town, tmp_path)
    home = unpack_inputs(tmp_path)
    assert (home.county, home.synthetic, home.credit, home.notes) == (
        town.county,
        town.synthetic,
        town.credit,
        town.notes,
    )
    assert type(getattr(home, table)) is type(getattr(town, table))
    assert_frame_equal(pd.DataFrame(getattr(home, table)), pd.DataFrame(getattr(town, table)))


def test_layers_come_home_as_they_were(town, tmp_path):
    pack_inputs(town, tmp_path)
    home = unpack_inputs(tmp_path)
    assert home.layers.roads.crs == town.layers.roads.crs
    assert home.layers.roads.geometry.equals(town.layers.roads.geometry)
    assert (home.layers.county is None) == (town.layers.county is None)
