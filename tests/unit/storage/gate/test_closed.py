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
