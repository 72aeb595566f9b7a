import pytest

from gridplan.access.keys import Key, KeyRing, create_keys, key_file, read_keys, replace_keys
from gridplan.errors import KeyMissingError, StorageError


@pytest.fixture
def file(tmp_path):
    return tmp_path / "gridplan.key"


def test_a_key_file_is_made_once_and_for_its_owner_alone(file):
    ring = create_keys(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_keys(file) == ring
    with pytest.raises(StorageError, match="can't make"):
        create_keys(file)
    assert read_keys(file) == ring


def test_each_key_is_another(tmp_path):
    one, two = (create_keys(tmp_path / name) for name in "ab")
    assert one.current.secret != two.current.secret
    assert one.fingerprint() != two.fingerprint()
    assert one.current.derive("a") != one.current.derive("b")


def test_another_or_a_missing_key_is_refused(tmp_path, file):
    one, two = create_keys(file), create_keys(tmp_path / "other.key")
    one.require(one.fingerprint())
    with pytest.raises(KeyMissingError, match="not the one") as refusal:
        two.require(one.fingerprint())
    assert refusal.value.exit_code == 3
    with pytest.raises(KeyMissingError, match="can't be read"):
        read_keys(tmp_path / "none.key")
    with pytest.raises(KeyMissingError, match="lacks"):
        one.key_of(two.current.key_id)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"edition": 1, "keys": []}',
        '{"edition": 1, "keys": ["YQ=="]}',
        '{"edition": 9, "keys": []}',
        "钥匙",
    ],
)
def test_a_damaged_key_file_is_refused(file, text):
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(KeyMissingError):
        read_keys(file)


def test_a_key_file_open_to_everybody_is_refused(file):
    create_keys(file)
    file.chmod(0o644)
    with pytest.raises(KeyMissingError, match="chmod 600"):
        read_keys(file)


def test_a_rotated_ring_keeps_the_old_key_behind_the_new(file):
    old = create_keys(file)
    new = old.rotated()
    replace_keys(file, new)
    assert read_keys(file) == new
    assert file.stat().st_mode & 0o777 == 0o600
    assert new.current != old.current
    assert new.key_of(old.current.key_id) == old.current
    new.require(old.fingerprint())
    assert [path.name for path in file.parent.iterdir()] == ["gridplan.key"]


def test_a_ring_that_can_not_be_written_leaves_the_old_one(file):
    old = create_keys(file)
    with pytest.raises(StorageError, match="can't write"):
        replace_keys(file.parent / "nowhere" / "gridplan.key", old.rotated())
    assert read_keys(file) == old


def test_a_key_does_not_show_itself():
    ring = KeyRing((Key(b"s" * 32),))
    assert "ssss" not in repr(ring)
    assert "7373" not in repr(ring)


def test_the_file_lies_where_the_setting_says(tmp_path, monkeypatch):
    monkeypatch.delenv("GRIDPLAN_KEY", raising=False)
    assert key_file(tmp_path) == tmp_path / "gridplan.key"
    monkeypatch.setenv("GRIDPLAN_KEY", str(tmp_path / "other"))
    assert key_file(tmp_path) == tmp_path / "other"
