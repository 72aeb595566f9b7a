import pytest

from tests.unit.storage.rough import codes, read_text


def test_a_closed_branch_is_left_out_and_said(tmp_path):
    draft = read_text(
        tmp_path,
        "branches",
        "网点编号,网点名称,经度,纬度,状态\nB1,城关,119.01,33.61,营业\nB2,张庄,119.02,33.62,撤并\n",
    )
    assert draft.table["branch_id"].tolist() == ["B1"]
    assert draft.left_out == {"B2"}
    assert [(f.code, f.row, f.action) for f in draft.findings if f.code == "BRANCH_CLOSED"] == [
        ("BRANCH_CLOSED", 3, "repair")
    ]


def test_an_officer_whose_state_is_leave_is_on_leave(tmp_path):
    draft = read_text(tmp_path, "officers", "员工号,姓名,网点编号,状态\nE1,张三,B1,休假\nE2,李四,B1,在岗\n")
    assert draft.table["on_leave"].tolist() == [True, False]
    assert codes(draft.findings) == []


@pytest.mark.parametrize(
    ("word", "kept", "codes_"),
    [
        ("拟撤并", True, ["ENUM"]), ("未停业", True, ["ENUM"]), ("歇业", False, ["BRANCH_CLOSED"]),
        ("已 撤并（2023年）", False, ["BRANCH_CLOSED"]), ("营业中", True, []), ("", True, []),
    ],
)  # fmt: skip
def test_the_state_of_a_branch_is_a_whole_word(tmp_path, word, kept, codes_):
    draft = read_text(tmp_path, "branches", f"网点编号,网点名称,经度,纬度,状态\nB1,城关,119.01,33.61,{word}\n")
    assert len(draft.table) == kept
    assert [code for code in codes(draft.findings) if code in {"ENUM", "BRANCH_CLOSED"}] == codes_


@pytest.mark.parametrize(
    ("word", "away", "codes_"),
    [
        ("产假已结束，在岗", [False], []), ("产假", [True], []), ("在职、休假", [True], []),
        ("离职", [], ["OFFICER_LEFT"]), ("已调离", [], ["OFFICER_LEFT"]), ("外星", [False], ["ENUM"]),
    ],
)  # fmt: skip
def test_an_officer_works_or_is_away_or_has_left(tmp_path, word, away, codes_):
    draft = read_text(tmp_path, "officers", f"员工号,姓名,网点编号,状态\nE1,张三,B1,{word}\n")
    assert draft.table["on_leave"].tolist() == away
    assert codes(draft.findings) == codes_
