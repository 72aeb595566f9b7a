"""F08: SQLite on a drive of another machine is refused before a file is made; a server's database is not."""

import pytest

from gridplan.errors import SettingsError
from gridplan.storage.database.engine import open_database

KINDS = ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "glusterfs", "vboxsf"]


def _mounts(folder, kind):
    file = folder / "mountinfo"
    file.write_text(f"22 1 259:1 / / rw - ext4 /dev/vda rw\n30 22 0:25 / {folder}/far rw - {kind} server:/far rw\n")
    return file


@pytest.mark.parametrize("kind", KINDS)
def test_f08_a_network_drive_is_refused_with_its_reason(tmp_path, kind):
    far = tmp_path / "far" / "county"
    far.mkdir(parents=True)
    with pytest.raises(SettingsError, match=rf"network drive \({kind}\).*GRIDPLAN_DATABASE") as caught:
        open_database(far, mounts=_mounts(tmp_path, kind))
    assert caught.value.exit_code == 3
    assert list(far.iterdir()) == []


def test_f08_a_link_to_a_network_drive_is_seen_through(tmp_path):
    far = tmp_path / "far"
    far.mkdir()
    (tmp_path / "near").symlink_to(far)
    with pytest.raises(SettingsError):
        open_database(tmp_path / "near", mounts=_mounts(tmp_path, "cifs"))


def test_f08_a_file_named_in_the_setting_is_looked_at_too(tmp_path):
    (tmp_path / "far").mkdir()
    with pytest.raises(SettingsError):
        open_database(tmp_path, url=f"sqlite:///{tmp_path}/far/county.db", mounts=_mounts(tmp_path, "nfs"))


def test_f08_a_local_disk_is_taken(tmp_path):
    with open_database(tmp_path, mounts=_mounts(tmp_path, "nfs")).reading():
        assert (tmp_path / "gridplan.db").is_file()


def test_f08_a_server_keeps_its_data_elsewhere(tmp_path, server):
    far = tmp_path / "far"
    far.mkdir()
    with open_database(far, url=server, mounts=_mounts(tmp_path, "nfs")).reading():
        assert list(far.iterdir()) == []
