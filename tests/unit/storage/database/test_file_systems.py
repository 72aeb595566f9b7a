from pathlib import Path

import pytest

from gridplan.storage.database.file_systems import MOUNTS, file_system_of

LIST = """\
22 1 259:1 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:25 / /srv rw - nfs4 server:/county rw
31 30 0:26 / /srv/local\\040disk rw shared:2 master:1 - xfs /dev/sdb rw
32 22 0:27 / /home rw - cifs //server/home rw
33 22 0:28 / /home rw - ext4 /dev/sdc rw
"""


@pytest.fixture
def mounts(tmp_path):
    file = tmp_path / "mountinfo"
    file.write_text(LIST, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/county", "ext4"),
        ("/srv/county", "nfs4"),
        ("/srvother", "ext4"),
        ("/srv/local disk/county", "xfs"),
        ("/home/b1", "ext4"),
    ],
)
def test_the_nearest_and_latest_mount_counts(mounts, path, kind):
    assert file_system_of(Path(path), mounts) == kind


def test_a_machine_without_a_list_is_trusted(tmp_path):
    assert file_system_of(tmp_path, tmp_path / "nothing") == ""


@pytest.mark.skipif(not MOUNTS.is_file(), reason="Linux alone lists its mounts there")
def test_this_machine_knows_where_its_files_lie(tmp_path):
    assert file_system_of(tmp_path)
