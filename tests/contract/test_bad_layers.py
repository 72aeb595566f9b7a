"""What is wrong with shapes, coordinate systems, containers and settings is told, whatever file it stands in."""

import io
import json
import zipfile

import geopandas as gpd
import pytest
from shapely.geometry import box

from tests.contract.bad_inputs import BOX, BRANCHES, OFFICERS, SETTINGS, layer, rings, said, town

WEST, EAST = (118.9, 33.5, 119.05, 33.72), (119.05, 33.5, 119.2, 33.72)
POINT = {"type": "Point", "coordinates": ["119.0", "33.6"]}
HOLE = [*rings(WEST), *rings((120.0, 34.0, 120.1, 34.1))]
SPIKE = [[[118.9, 33.5], [118.9, 33.5], [119.05, 33.5], [119.05, 33.72], [118.9, 33.72], [118.9, 33.5]]]
OVER = {"type": "MultiPolygon", "coordinates": [rings(WEST), rings((119.0, 33.55, 119.1, 33.6))]}
EIGHT = [[[118.9, 33.5], [119.05, 33.72], [119.05, 33.5], [118.9, 33.72], [118.9, 33.5]]]
FLAT = [[[118.9, 33.5], [119.0, 33.5], [119.1, 33.5], [118.9, 33.5]]]
FAR = rings((118.95, 33.55, 119.0, 33.6))

GRIDS = [
    # content of grids.geojson, action, code, rows
    (layer(rings(WEST), rings(EAST)), "accept", None, set()),
    (layer(rings(WEST), None), "reject", "GEOM_NULL", {1}),
    (layer(rings(WEST), {"type": "Polygon", "coordinates": []}), "reject", "GEOM_EMPTY", {1}),
    (layer(rings(EAST), HOLE), "reject", "GEOM_HOLE", {1}),
    (layer(SPIKE, rings(EAST)), "repair", "GEOM_DUPVERT", {0}),
    (layer(FLAT, rings(EAST)), "reject", "GEOM_DEGENERATE", {0}),
    (layer(EIGHT, rings(EAST)), "reject", "GEOM_SELF_INTERSECT", {0}),
    (layer(OVER), "repair", "GEOM_OVERPART", {0}),
    (layer(rings(WEST), rings(EAST), FAR), "reject", "TOPO_OVERLAP", {0, 2}),
    (layer(rings(WEST), rings(EAST), rings(EAST)), "reject", "TOPO_OVERLAP", {1, 2}),
    (layer(rings(WEST), rings((119.049997, 33.5, 119.2, 33.72))), "repair", "TOPO_SLIVER", {0, 1}),
    (layer(rings(WEST), rings((119.05, 33.5, 119.2, 33.69))), "warn", "TOPO_GAP", set()),
    (layer(rings(WEST), rings((119.05, 33.5, 119.3, 33.72))), "warn", "TOPO_OUTSIDE", {1}),
    (layer(rings(WEST), POINT), "reject", "GEOM_TYPE", {1}),
    (layer(rings((170.0, 30.0, 190.5, 31.0))), "reject", "COORD_RANGE", {0}),
    (layer(rings(tuple(1e5 * x for x in WEST))), "reject", "CRS_CONTRADICTS", set()),
    (layer(rings(WEST), rings(EAST), grid_id=["a", {"b": 1}]), "reject", "SCHEMA", {1}),
    (json.dumps(json.loads(layer(rings(BOX)))["features"][0]), "repair", "JSON_WRAP", set()),
    (layer(rings(BOX)).replace('"grid_id"', '"grid_id": "z", "grid_id"'), "warn", "JSON_DUPKEY", set()),
    ("[" * 50_000, "reject", "JSON_DEPTH", set()),
    (layer(rings(BOX))[:-40], "reject", "FILE_DAMAGED", set()),
    ("", "reject", "FILE_EMPTY", set()),
    (b"MZ\x90\x00" * 40, "reject", "FMT_MISMATCH", set()),
]


@pytest.mark.parametrize(("content", "action", "code", "rows"), GRIDS)
def test_a_layer_is_told_with_its_features(tmp_path, content, action, code, rows):
    done, findings = said(town(tmp_path / "t", grids__geojson=content))
    found = [f for f in findings if f.code == code and f.action == action]
    assert (done, bool(found)) == (action, code is not None), [(f.code, f.action) for f in findings]
    assert rows <= {f.row for f in found}


def _zip(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return packed.getvalue()


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><{root}>&c;</{root}>'
KML = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
LINK = KML.format(
    "<NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink><Placemark><name>甲</name><Point>"
    "<coordinates>119.02,33.61</coordinates></Point></Placemark>"
)
COMMAS = BRANCHES.to_csv(index=False)

FILES = [
    # file, content, action, code
    ("branches.kml", BOMB.format(root="kml"), "deny", "XML_ENTITY"),
    ("roads.osm", BOMB.format(root="osm"), "deny", "XML_ENTITY"),
    ("branches.kml", LINK, "warn", "KML_NETLINK"),
    ("branches.ovkml", LINK.replace("NetworkLink", "Folder"), "reject", "COORD_OVKML"),
    ("grids.zip", _zip(**{"../grids.geojson": layer(rings(BOX))}), "deny", "ZIP_SLIP"),
    ("grids.zip", _zip(**{"C:\\grids.geojson": layer(rings(BOX))}), "deny", "ZIP_SLIP"),
    ("grids.zip", _zip(a__zip=_zip(b__txt="x")), "deny", "ARCHIVE_NESTED"),
    ("grids.zip", _zip(a__geojson=layer(rings(WEST)), b__geojson=layer(rings(EAST))), "reject", "ARCHIVE_MULTI"),
    ("officers.xlsx", _zip(**{"xl/worksheets/sheet1.xml": "0" * (8 << 20)}), "deny", "ARCHIVE_BOMB"),
    ("officers.xlsx", b"\xd0\xcf\x11\xe0" * 200, "reject", "XLSX_ENCRYPTED"),
    ("officers.xls", "<html><table><tr><td>1</td></tr></table></html>", "reject", "XLS_IS_HTML"),
    ("villages.et", b"\xd0\xcf\x11\xe0" * 200, "reject", "FMT_UNSUPPORTED"),
    ("officers.csv", b"\x7fELF" + b"\0" * 99, "reject", "FMT_MISMATCH"),
    ("branches.csv", COMMAS.encode("gb18030"), "repair", "ENC_GB18030"),
    ("officers.csv", OFFICERS.to_csv(index=False, sep="\t").encode("utf-16"), "repair", "ENC_UTF16"),
    ("branches.csv", COMMAS.encode() + "N09,末行支行,119.1,33.61,4,R1,营业\n".encode("gb18030"), "reject", "ENC_MIXED"),
    ("branches.csv", COMMAS.encode().replace(b"119.0817", b"119\x000817"), "reject", "ENC_NUL"),
    ("branches.csv", BRANCHES.to_csv(index=False, sep=";"), "repair", "CSV_DELIM"),
    ("officers.csv", OFFICERS.to_csv(index=False, sep="|"), "repair", "CSV_DELIM"),
    ("branches.csv", COMMAS.replace(",", "，"), "reject", "CSV_DELIM_FULLWIDTH"),
    ("branches.csv", COMMAS.replace("西关支行", "西关,支行"), "reject", "CSV_RAGGED"),
    ("branches.csv", "网点一览表\n单位：公里\n" + COMMAS, "repair", "HDR_OFFSET"),
    ("gridplan.toml", SETTINGS + "[grid]\nmax_household = 8\n", "reject", "CFG_UNKNOWN"),
    ("gridplan.toml", SETTINGS + "[grid]\nmax_households = 300\n", "reject", "CFG_INFEASIBLE"),
    ("gridplan.toml", SETTINGS + "[grid\n", "reject", "CFG_SYNTAX"),
    ("gridplan.toml", SETTINGS.replace("4549", "4490"), "reject", "CFG_CRS"),
]


@pytest.mark.parametrize(("name", "content", "action", "code"), FILES)
def test_a_file_is_told_by_what_it_is(tmp_path, name, content, action, code):
    done, findings = said(town(tmp_path / "t", **{name.replace(".", "__"): content}))
    assert (done, code in {f.code for f in findings}) == (action, True), [(f.code, f.action) for f in findings]


@pytest.mark.parametrize(
    ("crs", "form", "action", "code"),
    [
        (3857, "geojson", "repair", "CRS_LEGACY"),
        (2437, "gpkg", "warn", "CRS_DATUM"),
        (None, "gpkg", "reject", "CRS_MISSING"),
    ],
)
@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_coordinate_system_is_told(tmp_path, crs, form, action, code):
    folder = town(tmp_path / "t")
    grids = gpd.GeoDataFrame({"grid_id": ["G1"]}, geometry=[box(*BOX)], crs=4326)
    grids = grids.to_crs(crs) if crs else grids.set_crs(None, allow_override=True)
    grids.to_file(folder / f"grids.{form}")
    done, findings = said(folder)
    assert code in {f.code for f in findings}, [(f.code, f.action) for f in findings]
    assert done == action


def test_layers_without_a_fitting_name_are_asked_for(tmp_path):
    folder = town(tmp_path / "t")
    for name in ("a", "b"):
        gpd.GeoDataFrame({"id": [1]}, geometry=[box(*BOX)], crs=4326).to_file(folder / "grids.gpkg", layer=name)
    assert "LAYER_CHOICE" in {f.code for f in said(folder)[1]}
