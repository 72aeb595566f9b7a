import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.errors import SettingsError, StorageError
from gridplan.storage.backup import sealed
from gridplan.storage.backup.header import SIZE, Cost
from gridplan.storage.backup.sealed import opening, sealing

CHEAP = Cost(passes=1, lanes=1, memory_kib=8)
WORD = "correct horse 电池"


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(sealed, "CHUNK", 64)


def _seal(path, data, word=WORD):
    with sealing(path, word, cost=CHEAP) as sink:
        sink.write(data)
    return path


def _open(path, word=WORD):
    with opening(path, word) as stream:
        return stream.read()


@pytest.fixture
def whole(tmp_path):
    return _seal(tmp_path / "a.gpb", bytes(range(200)))


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 128, 1000])
def test_what_goes_in_comes_out(tmp_path, size):
    data = bytes(i % 251 for i in range(size))
    path = _seal(tmp_path / "a.gpb", data)
    assert _open(path) == data
    assert data[:40] not in path.read_bytes() or size < 2


def test_written_in_crumbs_it_is_the_same(tmp_path):
    with sealing(tmp_path / "a.gpb", WORD, cost=CHEAP) as sink:
        for byte in range(200):
            sink.write(bytes([byte]))
    assert _open(tmp_path / "a.gpb") == bytes(range(200))


def test_a_wrong_passphrase_is_a_setting_not_a_damage(whole):
    with pytest.raises(SettingsError, match=r"does not open a\.gpb"):
        _open(whole, "wrong horse")


def test_a_passphrase_typed_on_another_keyboard_is_the_same(tmp_path):
    assert _open(_seal(tmp_path / "a.gpb", b"x", "ｐａｓｓ wort ü"), "pass wort ü") == b"x"


def test_a_cut_at_any_byte_is_told(whole):
    data = whole.read_bytes()
    for size in range(len(data)):
        whole.write_bytes(data[:size])
        with pytest.raises(StorageError, match=r"damaged or cut|is cut after"):
            _open(whole)


def test_a_change_of_any_byte_is_told(whole):
    data = whole.read_bytes()
    for place in range(len(data)):
        whole.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises(StorageError, match=r"is damaged|is no backup"):
            _open(whole)


def test_chunks_can_neither_be_swapped_nor_left_out(whole):
    data, step = whole.read_bytes(), 64 + 16
    head, first, second, rest = data[:SIZE], data[SIZE:][:step], data[SIZE + step :][:step], data[SIZE + 2 * step :]
    for forged in (head + second + first + rest, head + second + rest, head + first + first + rest):
        whole.write_bytes(forged)
        with pytest.raises(StorageError, match="damaged or cut at chunk"):
            _open(whole)


def test_a_cut_between_chunks_and_an_appended_chunk_are_named(whole):
    data, step = whole.read_bytes(), 64 + 16
    whole.write_bytes(data[: SIZE + step])
    with pytest.raises(StorageError, match="is cut after chunk 1"):
        _open(whole)
    _seal(whole, bytes(64))
    whole.write_bytes(whole.read_bytes() + b"more")
    with pytest.raises(StorageError, match="goes on after its end"):
        _open(whole)


def test_two_files_share_neither_salt_nor_bytes(tmp_path):
    one, two = (_seal(tmp_path / name, b"same").read_bytes() for name in ("1", "2"))
    assert one[SIZE:] != two[SIZE:]


def test_a_forged_cost_is_not_paid(whole):
    head = bytearray(whole.read_bytes()[: SIZE - 32])
    head[12:16] = b"\xff\xff\xff\xff"
    whole.write_bytes(bytes(head) + hashlib.sha256(head).digest())
    with pytest.raises(StorageError, match="another edition"):
        _open(whole)


def test_a_failure_leaves_the_old_file_and_nothing_else(whole):
    old = whole.read_bytes()
    with pytest.raises(TypeError):
        _seal(whole, None)
    assert whole.read_bytes() == old
    assert list(whole.parent.iterdir()) == [whole]


def test_only_its_owner_reads_it(whole):
    assert whole.stat().st_mode & 0o777 == 0o600


@given(st.binary(max_size=300), st.integers(min_value=0), st.binary(min_size=1, max_size=20))
def test_whatever_is_put_into_it_nothing_wrong_comes_out(tmp_path_factory, data, place, noise):
    path = _seal(tmp_path_factory.mktemp("s") / "a.gpb", data)
    kept = path.read_bytes()
    place %= len(kept)
    path.write_bytes(kept[:place] + noise + kept[place + len(noise) :])
    try:
        assert _open(path) == data
        assert path.read_bytes() == kept
    except (StorageError, SettingsError):
        pass
