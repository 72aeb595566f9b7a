from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gridplan.access.anchor import Anchor, anchor_file, append_anchor, read_anchors
from gridplan.errors import StorageError

ONE, TWO = Anchor(1, "a" * 64), Anchor(2, "b" * 64)


def test_heads_are_added_and_read(tmp_path, now):
    file = tmp_path / "audit.anchor"
    assert read_anchors(file) == []
    append_anchor(file, ONE, now=now)
    append_anchor(file, TWO, now=now)
    assert [(anchor.seq, anchor.hash) for anchor in read_anchors(file)] == [(1, "a" * 64), (2, "b" * 64)]


def test_a_line_cut_off_by_a_kill_counts_for_nothing(tmp_path, now):
    file = tmp_path / "audit.anchor"
    append_anchor(file, ONE, now=now)
    whole = file.read_bytes()
    append_anchor(file, TWO, now=now)
    for end in range(len(whole) + 1, file.stat().st_size):
        cut = tmp_path / f"{end}.anchor"
        cut.write_bytes(file.read_bytes()[:end])
        assert [anchor.seq for anchor in read_anchors(cut)] == [1]
        append_anchor(cut, TWO, now=now)
        assert [anchor.seq for anchor in read_anchors(cut)] == [1, 2]


def test_two_dozen_writers_lose_no_line(tmp_path, now):
    file = tmp_path / "audit.anchor"
    with ThreadPoolExecutor(24) as writers:
        list(writers.map(lambda seq: append_anchor(file, Anchor(seq, "c" * 64), now=now), range(1, 241)))
    assert sorted(anchor.seq for anchor in read_anchors(file)) == list(range(1, 241))


def test_a_strange_line_is_refused(tmp_path):
    file = tmp_path / "audit.anchor"
    file.write_text("1 nothing now\n", encoding="ascii")
    with pytest.raises(StorageError, match="no head"):
        read_anchors(file)


def test_a_disk_that_fails_is_said(tmp_path, now):
    with pytest.raises(StorageError, match="can't write"):
        append_anchor(tmp_path, ONE, now=now)
    with pytest.raises(StorageError, match="can't read"):
        read_anchors(tmp_path)


def test_the_file_lies_where_the_setting_says(tmp_path, monkeypatch):
    assert anchor_file(tmp_path) == tmp_path / "audit.anchor"
    monkeypatch.setenv("GRIDPLAN_ANCHOR", "/mnt/apart/heads")
    assert anchor_file(tmp_path) == Path("/mnt/apart/heads")
