"""What is wrong with a cell, an id or a number is told in every table, as .csv and as .xlsx."""

import pandas as pd
import pytest

from tests.contract.bad_inputs import BRANCHES, HOUSEHOLDS, OFFICERS, TABLES, UNITS, cell, said, town

CELLS = [
    # table, column, row, value, action, code
    ("villages", "户数", 4, "-7", "reject", "NUM_RANGE"),
    ("villages", "人口", 9, "-1", "reject", "NUM_RANGE"),
    ("villages", "户数", 3, "88.5", "reject", "NUM_INT"),
    ("villages", "人口", 5, "701.2", "reject", "NUM_INT"),
    ("villages", "户数", 6, "约200", "reject", "NUM_PARSE"),
    ("villages", "户数", 6, "2百", "reject", "NUM_PARSE"),
    ("villages", "户数", 13, "不详", "reject", "NUM_PARSE"),
    ("villages", "户数", 2, "nan", "reject", "NUM_PARSE"),
    ("villages", "户数", 8, "２４０", "repair", "NUM_FULLWIDTH"),
    ("villages", "授信户数", 7, "9000", "warn", "NUM_RATIO"),
    ("villages", "经度", 5, "119,05", "reject", "NUM_PARSE"),
    ("branches", "纬度", 3, "33，61", "reject", "NUM_PARSE"),
    ("branches", "经度", 4, "", "reject", "COORD_MISSING"),
    ("branches", "经度", 4, "211.3", "reject", "COORD_RANGE"),
    ("branches", "纬度", 6, "97.2", "reject", "COORD_RANGE"),
    ("villages", "纬度", 6, "36.5711", "reject", "COORD_OUTSIDE"),
    ("branches", "经度", 7, "121.0613", "reject", "COORD_OUTSIDE"),
    ("households", "经度", 9, "119.9", "reject", "COORD_OUTSIDE"),
    ("households", "经度", 2, "119.0213", "warn", "COORD_OUTSIDE"),
    ("branches", "半径_km", 5, "70", "reject", "RADIUS_RANGE"),
    ("branches", "半径_km", 5, "-2", "reject", "RADIUS_RANGE"),
    ("branches", "半径_km", 5, "无", "reject", "RADIUS_RANGE"),
    ("branches", "状态", 6, "已关闭", "repair", "BRANCH_CLOSED"),
    ("branches", "网点编号", 3, "N" * 80, "reject", "ID_FORMAT"),
    ("officers", "员工号", 3, "E\x07" * 2, "reject", "ID_FORMAT"),
    ("households", "村编码", 5, "999901199999", "reject", "FK_ORPHAN"),
    ("officers", "网点编号", 4, "N77", "reject", "FK_ORPHAN"),
    ("officers", "岗位", 5, "宇航员", "reject", "ENUM"),
    ("officers", "姓名", 3, "", "reject", "CELL_MISSING"),
    ("households", "授权日期", 6, "2025-13-01", "reject", "DATE_INVALID"),
    ("households", "授权日期", 6, "2023/2/29", "reject", "DATE_INVALID"),
    ("households", "授权日期", 6, "05/06/07", "reject", "DATE_AMBIGUOUS"),
    ("households", "授权日期", 6, "", "warn", "PII_CONSENT"),
    ("households", "授权日期", 6, "2009-01-01", "warn", "PII_CONSENT"),
    ("households", "手机号", 6, "0517-8888888", "warn", "PII_PHONE"),
    ("households", "备注", 6, "证件 999999198001010003", "warn", "PII_FREETEXT"),
]
FORMS = ("csv", "xlsx")
CIRCLE = ["N03", "R1", "N04", "N01", "R1", "R1"]
COARSE = UNITS.assign(经度=UNITS["经度"].str[:6], 纬度=UNITS["纬度"].str[:5])
CROWD = pd.concat([OFFICERS.assign(员工号=OFFICERS["员工号"] + k) for k in "abcdefgh"])


@pytest.mark.parametrize("form", FORMS)
def test_the_town_is_accepted_with_nothing_to_say(tmp_path, form):
    action, findings = said(town(tmp_path / "t", **{f"{name}__{form}": table for name, table in TABLES.items()}))
    assert (action, [f for f in findings if f.action != "accept"]) == ("accept", [])


@pytest.mark.parametrize(
    ("name", "column", "row", "value", "action", "code", "form"),
    # one form each, in turn; a workbook can't hold control characters
    [(*one, "csv" if "\x07" in one[3] else FORMS[k % 2]) for k, one in enumerate(CELLS)],
)
def test_one_cell_is_told_with_its_row(tmp_path, name, column, row, value, action, code, form):
    done, findings = said(town(tmp_path / "t", **{f"{name}__{form}": cell(name, column, row, value)()}))
    assert done == action
    assert (code, row) in [(f.code, f.row) for f in findings if f.action == action]


def _double(name, **changes):
    table = TABLES[name]
    return pd.concat([table, table.iloc[[1]].assign(**changes)], ignore_index=True)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("name", "table", "action", "code", "rows"),
    [
        ("branches", _double("branches"), "repair", "ID_DUP_SAME", {3}),
        ("villages", _double("villages"), "repair", "ID_DUP_SAME", {3}),
        ("villages", _double("villages", 户数="5"), "reject", "ID_DUP_DIFF", {3, 14}),
        ("households", _double("households", 备注="x"), "reject", "ID_DUP_DIFF", {3, 26}),
        ("officers", _double("officers", 网点编号="N05"), "reject", "OFFICER_DUP", {3, 8}),
        ("branches", _double("branches", 网点编号="Ｎ０２", 网点名称="y"), "reject", "ID_COLLIDE", {3, 8}),
        ("branches", BRANCHES.assign(上级编号=CIRCLE), "reject", "HIER_CYCLE", {2, 4, 5}),
        ("officers", OFFICERS.assign(替岗员工号=["E2", "E1", "", "", "", ""]), "reject", "BACKUP_CYCLE", {2, 3}),
        ("branches", BRANCHES.assign(经度="119.0213", 纬度="33.6112"), "reject", "BRANCH_COINCIDENT", {2, 7}),
        ("branches", BRANCHES.rename(columns={"经度": "纬度", "纬度": "经度"}), "reject", "COORD_SWAPPED", {2, 7}),
        ("villages", UNITS.drop(columns="村名"), "reject", "HDR_MISSING", set()),
        ("branches", BRANCHES.rename(columns={"经度": "LNG"}), "reject", "HDR_MISSING", set()),
        ("officers", OFFICERS.rename(columns={"姓名": "名"}), "reject", "HDR_MISSING", set()),
        ("villages", UNITS.iloc[:0], "reject", "NO_ROWS", set()),
        ("officers", OFFICERS.iloc[:0], "reject", "OFFICER_NONE", set()),
        ("villages", UNITS.assign(村编码=UNITS["村编码"] + "\u3000"), "repair", "WS_TRIM", set()),
        ("households", HOUSEHOLDS.assign(户编号="\u200b" + HOUSEHOLDS["户编号"]), "repair", "WS_TRIM", set()),
        ("villages", COARSE, "warn", "COORD_PRECISION", set()),
        ("households", HOUSEHOLDS.assign(经度="118.9511", 纬度="33.5507"), "warn", "COORD_COINCIDENT", set()),
        ("branches", BRANCHES.assign(半径_km="0.004"), "warn", "COVER_NONE", set()),
        ("officers", OFFICERS.iloc[:1].assign(最多网格数="1"), "warn", "OFFICER_CAPACITY", set()),
        ("officers", CROWD, "warn", "OFFICER_SPARE", set()),
    ],
)  # fmt: skip
def test_what_rows_say_together_is_told(tmp_path, name, table, action, code, rows, form):
    done, findings = said(town(tmp_path / "t", **{f"{name}__{form}": table}))
    assert done == action
    found = [f for f in findings if f.code == code and f.action == action]
    assert found
    assert rows <= {f.row for f in found}


@pytest.mark.parametrize(
    ("table", "accepted"),
    [
        (BRANCHES.iloc[:1], True),
        (BRANCHES.iloc[:2].assign(经度=["119.0", "119.1"], 纬度="33.6"), True),
        (BRANCHES.assign(网址="javascript:alert(1)"), True),
        (BRANCHES.assign(网点名称="<img src=x onerror=alert(1)>"), True),
        (BRANCHES.assign(网点名称="=HYPERLINK(1)"), True),
        (BRANCHES.assign(网点名称="${x} `y` {{7*7}}"), True),
        (BRANCHES[list(reversed(BRANCHES.columns))], True),
    ],
)
def test_odd_but_sound_tables_are_accepted(tmp_path, table, accepted):
    action, findings = said(town(tmp_path / "t", branches__csv=table))
    assert (action == "accept") is accepted, [f for f in findings if f.action != "accept"]
