import io
import json

import pytest

from gridplan.errors import StorageError
from gridplan.storage.backup.members import Manifest, Packer, unpack


def _packed(members, /, **told):
    sink = io.BytesIO()
    packer = Packer(sink, Manifest("2026-11-25T00:00:00+00:00", "小镇", "0002"))
    for name, data in members.items():
        with packer.member(name) as member:
            member.write(data)
    for name, value in told.items():
        setattr(packer.manifest, name, value)
    packer.finish()
    return sink.getvalue()


def _unpack(data, folder):
    return unpack(io.BytesIO(data), folder)


MEMBERS = {"a.txt": b"a", "layers/道路.gpkg": bytes(3_000_000), "empty": b""}


def test_members_come_out_as_they_went_in(tmp_path):
    manifest = _unpack(_packed(MEMBERS), tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in MEMBERS} == MEMBERS
    assert (manifest.county, manifest.revision, set(manifest.members)) == ("小镇", "0002", set(MEMBERS))


def test_a_file_goes_in_as_it_lies_there(tmp_path):
    (tmp_path / "a").write_bytes(bytes(2_000_000))
    sink = io.BytesIO()
    packer = Packer(sink, Manifest("", "", ""))
    packer.file("b", tmp_path / "a")
    packer.finish()
    assert _unpack(sink.getvalue(), tmp_path).members.keys() == {"b"}
    assert (tmp_path / "b").read_bytes() == bytes(2_000_000)


@pytest.mark.parametrize("name", ["../a", "/a", "a/../b", ".hidden", "a//b", "", "a\\b", "a/"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(StorageError, match="under that name"):
        _packed({name: b"x"})
    forged = _packed({"n": b"x"}).replace(b"\0\0\0\1n", len(name).to_bytes(4, "big") + name.encode(), 1)
    with pytest.raises(StorageError, match="no name of a member"):
        _unpack(forged, tmp_path / "in")


@pytest.mark.parametrize("change", [{"a.txt": None}, {"b.txt": "0" * 64}, {"a.txt": "0" * 64}])
def test_what_the_manifest_does_not_say_is_refused(tmp_path, change):
    sums = _unpack(_packed(MEMBERS), tmp_path / "1").members | change
    wrong = {name: digest for name, digest in sums.items() if digest}
    with pytest.raises(StorageError, match=r"[ab]\.txt is missing or changed"):
        _unpack(_packed(MEMBERS, members=wrong), tmp_path / "2")


def test_another_edition_is_refused(tmp_path):
    with pytest.raises(StorageError, match="has edition 2"):
        _unpack(_packed({}, edition=2), tmp_path)


@pytest.mark.parametrize("tail", [b"x", b"\0\0\0\0"])
def test_nothing_follows_the_manifest(tmp_path, tail):
    with pytest.raises(StorageError, match="goes on after"):
        _unpack(_packed({}) + tail, tmp_path)


@pytest.mark.parametrize("size", [3, 8, 20, 40])
def test_a_member_without_end_is_refused(tmp_path, size):
    with pytest.raises(StorageError, match="no end"):
        _unpack(_packed({"a": bytes(40)})[:size], tmp_path)


def test_the_manifest_is_plain_json_at_the_end():
    data = _packed({"a": b"1"})
    text = data[data.index(b'{"made_at"') : -4]
    assert json.loads(text)["rows"] == {}
