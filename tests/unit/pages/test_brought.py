import pytest

from gridplan.pages.brought import Brought, digest, kinds, laid_out, plain_file


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("branches.csv", "branches.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\tables\\网点.xlsx", "网点.xlsx"),
        ("a\x00b.csv", "ab.csv"),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_a_file_has_a_bare_name(sent, name):
    assert plain_file(sent, b"").name == name


def test_a_name_tells_what_a_file_holds_or_somebody_does():
    assert Brought("网点.csv", b"").holds == "branches"
    assert Brought("roads.osm.pbf", b"").holds == "roads"
    odd = Brought("2026.csv", b"x")
    assert odd.holds == ""
    assert odd.renamed("branches") == Brought("branches.csv", b"x")
    assert {"branches", "households", "roads", "leaves"} <= set(kinds())


def test_files_lie_in_a_folder_that_is_gone_afterwards():
    with laid_out([Brought("a.csv", b"1"), Brought("a.csv", b"2")]) as paths:
        assert [path.name for path in paths] == ["a.csv", "a.csv"]
        assert [path.read_bytes() for path in paths] == [b"1", b"2"]
    assert not any(path.exists() for path in paths)


def test_other_files_or_another_datum_are_another_digest():
    files = [Brought("a.csv", b"1")]
    seen = {digest(files, ""), digest(files, "gcj02"), digest([Brought("a.csv", b"2")], ""), digest([], "")}
    assert len(seen) == 4
