import pytest

from gridplan.storage.labels import read_labels


def _read(folder, text):
    (folder / "gridplan.toml").write_text(text, encoding="utf-8")
    return read_labels(folder)


def test_a_folder_without_settings_has_its_own_name(tmp_path):
    labels, findings = read_labels(tmp_path)
    assert (labels.name, labels.synthetic, findings) == (tmp_path.name, False, [])


def test_labels_and_datums_are_read(tmp_path):
    labels, findings = _read(
        tmp_path,
        'name = "某县"\nsynthetic = true\ncredit = "c"\nnotes = ["n"]\n[datum]\ndefault = "GCJ-02"\nunits = "百度"\n',
    )
    assert (labels.name, labels.synthetic, labels.credit, labels.notes) == ("某县", True, "c", ("n",))
    assert (labels.datum_of("branches"), labels.datum_of("units")) == ("gcj02", "bd09")
    assert findings == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name = = 1", "CFG_SYNTAX"),
        ('[datum]\nunits = "moon"', "DATUM_UNKNOWN"),
        ('[project]\nwork_crs = "EPSG:999999"', "CFG_CRS"),
        ('[project]\nwork_crs = "EPSG:4326"', "CFG_CRS"),
    ],
)
def test_settings_that_can_not_be_used_are_said(tmp_path, text, code):
    assert [finding.code for finding in _read(tmp_path, text)[1]] == [code]


@pytest.mark.parametrize(("crs", "datum"), [("EPSG:4549", "cgcs2000"), ("EPSG:32650", "wgs84")])
def test_the_crs_of_a_project_implies_its_datum(tmp_path, crs, datum):
    labels, _ = _read(tmp_path, f'[project]\nname = "p"\nwork_crs = "{crs}"\n')
    assert (labels.name, labels.implied, labels.datum_of("units")) == ("p", datum, "")
