import geopandas as gpd
import pytest
from shapely.geometry import LineString

from gridplan.storage.gate.comparing import compare
from gridplan.storage.gate.county import CountyFiles
from tests.unit.storage.rough import BRANCHES, HOUSEHOLDS, VILLAGES, read_text

ELSEWHERE = gpd.GeoDataFrame(geometry=[LineString([(121, 30), (121.1, 30)])], crs=4326)


@pytest.fixture
def compared(tmp_path):
    def read(roads=None, **texts):
        usual = {"branches": BRANCHES, "units": VILLAGES, "households": HOUSEHOLDS}
        files = CountyFiles(roads=roads, road_file="roads.osm")
        for name, text in (usual | texts).items():
            draft = read_text(tmp_path, name, text)
            draft.places = draft.places.set_crs(4326)
            draft.datums = draft.table.assign(d="wgs84")["d"].to_numpy(dtype=object)
            draft.findings.clear()
            files.tables[name] = draft
        compare(files, ())
        return files

    return read


def test_a_sound_county_has_nothing_to_compare(compared):
    assert compared().all_findings() == []


def test_findings_come_by_file_those_of_whole_files_first(compared):
    files = compared(roads=ELSEWHERE, households=HOUSEHOLDS.replace("320800100201", "9"))
    assert [(finding.code, finding.file) for finding in files.all_findings()] == [
        ("NET_SNAP", "branches.csv"),
        ("NET_SNAP", "branches.csv"),
        ("FK_ORPHAN", "households.csv"),
    ]


def test_units_whose_places_are_partly_missing_are_named(compared):
    files = compared(units=VILLAGES.replace("119.0151,33.6122", ","))
    assert [(finding.code, finding.row) for finding in files.tables["units"].findings] == [("COORD_MISSING", 2)]


def test_polygons_of_units_are_checked_like_those_of_a_layer(compared):
    square = "POLYGON (({0} 33.6, {1} 33.6, {1} 33.65, {0} 33.65, {0} 33.6))"
    rows = f'320800100200,a,2,"{square.format(119.0, 119.06)}"\n320800100201,b,3,"{square.format(119.05, 119.1)}"\n'
    files = compared(units="村编码,村名,户数,wkt\n" + rows)
    assert [(finding.code, finding.row) for finding in files.tables["units"].findings] == [
        ("TOPO_OVERLAP", 2),
        ("TOPO_OVERLAP", 3),
    ]
