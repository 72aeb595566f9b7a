"""S29: archives that swell, lie about it, hold archives or thousands of members, brought to check and import."""

import resource
import struct
import time
import zipfile

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.workspace.importing import check_paths, import_paths
from gridplan.workspace.opening import Workspace
from gridplan.workspace.tables import stored_tables
from tests.unit.storage.rough import county_folder

MB = 1 << 20
ZEROS = b"0" * (64 * MB)


def _archive(path, members, *, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _swelling(folder):
    return _archive(folder / "branches.xlsx", {"xl/worksheets/sheet1.xml": ZEROS, "[Content_Types].xml": "<x/>"})


def _lying(folder):
    """Declare a few bytes, and hold 64 MB."""
    path = _swelling(folder)
    content = bytearray(path.read_bytes())
    told = struct.pack("<L", len(ZEROS))
    for at in range(len(content) - 4):
        if content[at : at + 4] == told:
            content[at : at + 4] = struct.pack("<L", 512)
    path.write_bytes(bytes(content))
    return path


def _nested(folder):
    _archive(folder / "inner.zip", {"a.csv": ZEROS})
    return _archive(folder / "branches.zip", {"inner.zip": (folder / "inner.zip").read_bytes()})


def _many(folder):
    members = {f"m{n}.xml": "x" for n in range(5_000)}
    return _archive(folder / "branches.xlsx", members, method=zipfile.ZIP_STORED)


@pytest.mark.parametrize("bomb", [_swelling, _lying, _nested, _many])
def test_s29_a_bomb_is_refused_at_once_and_takes_no_memory(bomb, tmp_path):
    (tmp_path / "in").mkdir()
    path = bomb(tmp_path / "in")
    workspace = Workspace.open(county_folder(tmp_path / "c"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    findings = check_paths(OPERATOR, [path], datum="wgs84")
    assert time.process_time() - started < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024
    assert {finding.action for finding in findings} & {"reject", "deny"}
    assert import_paths(OPERATOR, workspace, [path], datum="wgs84")
    assert stored_tables(OPERATOR, workspace) is None
