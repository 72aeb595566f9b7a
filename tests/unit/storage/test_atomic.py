import pytest

from gridplan.errors import StorageError
from gridplan.storage.atomic import new_folder, replacing, sha256_of


def test_a_file_takes_its_place_when_it_is_whole(tmp_path):
    path = tmp_path / "deep" / "a.txt"
    with replacing(path) as beside:
        beside.write_text("new", encoding="utf-8")
        assert not path.exists()
    assert path.read_text(encoding="utf-8") == "new"
    assert list(path.parent.iterdir()) == [path]


def test_what_fails_half_way_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")

    def half():
        with replacing(path) as beside:
            beside.write_text("ne", encoding="utf-8")
            raise KeyError

    with pytest.raises(KeyError):
        half()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_there_whole_or_not_at_all(tmp_path):
    def half():
        with new_folder(tmp_path / "f") as beside:
            (beside / "a").write_text("x", encoding="utf-8")
            raise OSError(28, "No space left on device")

    with pytest.raises(StorageError, match="No space left"):
        half()
    assert list(tmp_path.iterdir()) == []
    with new_folder(tmp_path / "f") as beside:
        (beside / "a").write_text("x", encoding="utf-8")
    assert (tmp_path / "f" / "a").stat().st_mode & 0o222 == 0


def test_a_folder_that_exists_is_not_touched(tmp_path):
    (tmp_path / "f").mkdir()

    def again():
        with new_folder(tmp_path / "f"):
            raise AssertionError

    with pytest.raises(StorageError, match="exists already"):
        again()


def test_the_hash_is_that_of_the_standard(tmp_path):
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256_of(tmp_path / "a").startswith("ba7816bf8f01cfea")
