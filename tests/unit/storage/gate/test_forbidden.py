import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from shapely.geometry import LineString, Point, box

from gridplan.storage.gate.forbidden import forbidden_names
from gridplan.storage.importing import check_files
from tests.unit.storage.rough import HOUSEHOLDS, county_folder

_WORDS = (
    "密码 交易密码 密\u200b码 ＣＶＶ cvv2 CVN2 cvc_code 人脸 人脸特征 指纹 磁道信息 二磁道 卡有效期 "
    "login_password 虹膜 声纹 PIN pin码 生物特征 动态码 FACE_ID"
)
HIDDEN = [*_WORDS.split(" "), "密 码", "C V V", "Finger Print"]
HARMLESS = "户编号 备注 pinyin 拼音 surface 面积 face_n passing 有效期 微信号 shipping 身份证号".split()


@pytest.mark.parametrize("name", HIDDEN)
def test_secrets_are_found_however_they_are_spelled(name):
    assert forbidden_names(["户编号", name]) == [name]


@pytest.mark.parametrize("name", HARMLESS)
def test_other_columns_are_none(name):
    assert forbidden_names([name]) == []


def _denied(folder):
    findings = check_files([folder])
    return {(f.code, f.file, f.action) for f in findings if f.action == "deny"}


def _with(name):
    head, *rows = HOUSEHOLDS.splitlines()
    return "\n".join([f"{head},{name}", *(f"{row},1" for row in rows)]) + "\n"


@pytest.mark.parametrize("name", ["密码", "ＣＶＶ２", "人 脸"])
@pytest.mark.parametrize("table", ["households.csv", "households.xlsx"])
def test_a_table_with_secrets_is_denied(tmp_path, name, table):
    folder = county_folder(tmp_path / "c", households__csv=_with(name))
    if table.endswith(".xlsx"):
        pd.read_csv(folder / "households.csv", dtype=str).to_excel(folder / table, index=False)
        (folder / "households.csv").unlink()
    assert _denied(folder) == {("PII_C3", table, "deny")}


def test_secrets_in_another_sheet_are_denied(tmp_path):
    folder = county_folder(tmp_path / "c", officers__csv=None)
    book = openpyxl.Workbook()
    for row in (["员工号", "姓名", "网点编号"], ["E1", "张三", "B1"]):
        book.active.append(row)
    other = book.create_sheet("备份")
    for row in (["名单"], ["员工号", "登录密码"], ["E1", "x"]):
        other.append(row)
    other.sheet_state = "hidden"
    book.save(folder / "officers.xlsx")
    assert _denied(folder) == {("PII_C3", "officers.xlsx", "deny")}


@pytest.mark.parametrize("form", ["geojson", "gpkg"])
@pytest.mark.parametrize(
    ("role", "shape"),
    [
        ("county", box(118.9, 33.5, 119.2, 33.7)),
        ("special_areas", box(119, 33.6, 119.01, 33.61)),
        ("crossings", Point(119, 33.6)),
        ("roads", LineString([(119, 33.6), (119.1, 33.6)])),
    ],
)
def test_secrets_among_the_attributes_of_a_layer_are_denied(tmp_path, role, shape, form):
    folder = county_folder(tmp_path / "c", **({"county__geojson": None} if role == "county" else {}))
    table = {"name": ["a"], "kind": ["river"], "type": ["park"], "highway": ["primary"], "指纹": ["x"]}
    gpd.GeoDataFrame(table, geometry=[shape], crs=4326).to_file(folder / f"{role}.{form}")
    assert _denied(folder) == {("PII_C3", f"{role}.{form}", "deny")}
