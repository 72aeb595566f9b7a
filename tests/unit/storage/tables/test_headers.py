import pytest

from gridplan.storage.tables.kinds import KINDS
from gridplan.storage.tables.reading import read_table
from tests.unit.storage.rough import read_text


def _said(folder, text, kind="branches"):
    path = folder / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    read = read_table(path, KINDS[kind])
    return {finding.code: finding for finding in (read if isinstance(read, list) else read.findings)}


def test_columns_are_found_in_any_order_and_language(tmp_path):
    draft = read_text(tmp_path, "branches", "lat,网点名称,经度,branch_id,Radius_KM\n33.6,城关,119.0,B1,3\n")
    assert draft.origin.spelled == {
        "branch_id": "branch_id",
        "name": "网点名称",
        "coverage_radius_m": "Radius_KM",
        "lon": "经度",
        "lat": "lat",
    }


@pytest.mark.parametrize(
    ("header", "metres"),
    [("覆盖半径", 3_000), ("覆盖半径（米）", 3_000), ("半径_km", 3_000_000), ("覆盖半径(公里)", 3_000_000)],
)
def test_the_unit_of_a_header_is_heeded(tmp_path, header, metres):
    draft = read_text(tmp_path, "branches", f"网点编号,网点名称,经度,纬度,{header}\nB1,城关,119.0,33.6,3000\n")
    assert draft.table["coverage_radius_m"].tolist() == [metres]


def test_a_missing_column_is_said_with_the_one_that_is_likely_meant(tmp_path):
    finding = _said(tmp_path, "网点编号,网点名称,LNG,纬 度\nB1,城关,119.0,33.6\n")["HDR_MISSING"]
    assert finding.severity == "E"
    assert "纬 度" in finding.message.en


def test_two_columns_of_one_meaning_are_refused(tmp_path):
    finding = _said(tmp_path, "网点编号,网点名称,支行名称,经度,纬度\nB1,城关,城关支行,119.0,33.6\n")["HDR_TWICE"]
    assert "网点名称, 支行名称" in finding.message.en


def test_our_own_name_goes_before_an_alias(tmp_path):
    draft = read_text(tmp_path, "branches", "id,branch_id,name,lon,lat\n7,B1,城关,119.0,33.6\n")
    assert draft.table["branch_id"].tolist() == ["B1"]


def test_other_columns_are_named_and_not_read(tmp_path):
    draft = read_text(tmp_path, "branches", "网点编号,网点名称,经度,纬度,电话\nB1,城关,119.0,33.6,0517-1\n")
    assert [f.message.en for f in draft.findings if f.code == "HDR_IGNORED"] == [
        "Columns that are not read and never stored: 电话."
    ]
    assert not draft.table.isin(["0517-1"]).any(axis=None)


@pytest.mark.parametrize("header", ["密码", "CVV", "人脸特征", "login password"])
def test_secrets_and_biometrics_deny_the_whole_file(tmp_path, header):
    finding = _said(tmp_path, f"户编号,村编码,{header}\nH1,V1,x\n", "households")["PII_C3"]
    assert finding.action == "deny"


@pytest.mark.parametrize("header", ["户 数", "户数\n（户）", "户　数 (户)"])
def test_blanks_inside_a_header_that_need_not_be_there_mean_nothing(tmp_path, header):
    draft = read_text(tmp_path, "units", f'村编码,"村\n名","{header}"\nV1,东庄村,20\n')
    assert draft.table["registered_hh"].tolist() == [20]


def test_units_without_households_are_refused(tmp_path):
    assert _said(tmp_path, "村编码,村名,人口\nV1,东庄村,60\n", "units")["HDR_MISSING"].column == "户籍户数"


def test_of_two_columns_that_need_not_be_there_the_usual_one_is_read(tmp_path):
    draft = read_text(tmp_path, "units", "村编码,村名,户数,总人口,常住人口\nV1,东庄村,20,70,60\n")
    assert draft.table["population"].tolist() == [60]
    assert [(f.code, f.action) for f in draft.findings if f.code == "HDR_TWICE"] == [("HDR_TWICE", "warn")]
