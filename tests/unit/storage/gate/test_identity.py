from tests.unit.storage.rough import read_text

HEAD = "网点编号,网点名称,经度,纬度\n"


def _read(folder, rows, kind="branches", head=HEAD):
    draft = read_text(folder, kind, head + rows)
    return draft, [(f.code, f.row) for f in draft.findings if f.code.startswith(("ID_", "OFFICER"))]


def test_the_same_row_twice_is_kept_once(tmp_path):
    draft, said = _read(tmp_path, "B1,城关,119.0,33.6\nB2,张庄,119.1,33.6\nB1,城关,119.0,33.6\n")
    assert draft.table["branch_id"].tolist() == ["B1", "B2"]
    assert draft.origin.rows.tolist() == [2, 3]
    assert said == [("ID_DUP_SAME", 2)]


def test_one_id_on_rows_that_differ_is_refused_with_both_rows(tmp_path):
    draft, said = _read(tmp_path, "B1,城关,119.0,33.6\nB1,城关,119.0,33.7\n")
    assert said == [("ID_DUP_DIFF", 2), ("ID_DUP_DIFF", 3)]
    assert "纬度" in next(f.message.en for f in draft.findings if f.code == "ID_DUP_DIFF")


def test_ids_that_differ_in_width_alone_collide(tmp_path):
    assert _read(tmp_path, "B01,城关,119.0,33.6\nＢ０１,张庄,119.1,33.6\n")[1] == [("ID_COLLIDE", 2), ("ID_COLLIDE", 3)]


def test_an_officer_in_two_branches_has_a_code_of_its_own(tmp_path):
    head = "员工号,姓名,网点编号\n"
    assert _read(tmp_path, "E1,张三,B1\nE1,张三,B2\n", "officers", head)[1] == [("OFFICER_DUP", 2), ("OFFICER_DUP", 3)]
