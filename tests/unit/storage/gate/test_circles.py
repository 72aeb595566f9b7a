from tests.unit.storage.rough import read_text

HEAD = "网点编号,网点名称,经度,纬度,上级编号\n"


def _said(folder, *pairs):
    rows = "".join(f"{name},n,119.{k},33.6,{above}\n" for k, (name, above) in enumerate(pairs))
    return [(f.code, f.row) for f in read_text(folder, "branches", HEAD + rows).findings if f.code == "HIER_CYCLE"]


def test_a_tree_has_no_circle(tmp_path):
    assert _said(tmp_path, ("A", "R"), ("B", "A"), ("C", "A"), ("D", "")) == []


def test_all_rows_of_a_circle_are_named_and_no_other(tmp_path):
    said = _said(tmp_path, ("A", "B"), ("B", "C"), ("C", "A"), ("D", "A"))
    assert said == [("HIER_CYCLE", 2), ("HIER_CYCLE", 3), ("HIER_CYCLE", 4)]


def test_two_circles_and_one_that_is_its_own_superior(tmp_path):
    said = _said(tmp_path, ("A", "B"), ("B", "A"), ("C", "C"), ("D", "E"), ("E", "D"))
    assert [row for _, row in said] == [2, 3, 4, 5, 6]
