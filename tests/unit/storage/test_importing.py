from gridplan.storage.importing import check_files
from tests.unit.storage.rough import codes, county_folder


def _files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_checking_changes_nothing(tmp_path):
    folder = county_folder(tmp_path / "c")
    before = _files(folder)
    assert codes(check_files([folder])) == []
    assert _files(folder) == before


def test_files_alone_are_checked_without_the_rest_of_a_county(tmp_path):
    folder = county_folder(tmp_path / "c")
    paths = [folder / "branches.csv", folder / "villages.csv"]
    assert codes(check_files(paths, datum="gcj02")) == []
    assert set(codes(check_files(paths))) == {"DATUM_MISSING"}
    assert [finding.code for finding in check_files([tmp_path / "branches.csv"])] == ["FILE_MISSING"]
