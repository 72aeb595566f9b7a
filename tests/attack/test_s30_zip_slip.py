"""S30: members of an archive that climb out of it, stand at absolute places or are links; nothing lands outside."""

import stat
import zipfile

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.workspace.importing import check_paths, import_paths
from gridplan.workspace.opening import Workspace
from tests.unit.storage.rough import county_folder

NAMES = ["../../outside.shp", "/tmp/outside.shp", "..\\..\\outside.shp", "C:\\outside.shp", "a/../../outside.shp"]  # noqa: S108 - a hostile name


def _state(root):
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file() and "c" not in path.parts}


def _linked(path):
    member = zipfile.ZipInfo("county.shp")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "/etc/passwd")
    return path


@pytest.mark.parametrize("name", NAMES)
def test_s30_a_member_that_climbs_out_is_denied(name, tmp_path):
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "county.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, b"x")
    _denied(path, tmp_path)


def test_s30_a_link_is_denied(tmp_path):
    (tmp_path / "in").mkdir()
    _denied(_linked(tmp_path / "in" / "county.zip"), tmp_path)


def _denied(path, root):
    workspace = Workspace.open(county_folder(root / "c"))
    before = _state(root)
    findings = check_paths(OPERATOR, [path], datum="wgs84")
    assert "deny" in {finding.action for finding in findings}
    assert import_paths(OPERATOR, workspace, [path], datum="wgs84")
    assert _state(root) == before
