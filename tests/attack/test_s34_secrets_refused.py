"""S34: a file with columns that must not be collected is refused, and nothing of it reaches the disk."""

import tempfile

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.workspace.importing import check_paths, import_paths
from gridplan.workspace.marking import mark_paths
from gridplan.workspace.opening import Workspace
from gridplan.workspace.tables import stored_tables
from tests.unit.storage.rough import county_folder, write_book

SECRETS = ["交易密码", "CVV", "CVN2", "人脸特征", "指纹", "password", "磁道信息"]
TOLD = "s3cret-71"


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def _holding(root, word):
    return [path for path in root.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


def _brought(folder, suffix, header):
    folder.mkdir()
    path = folder / f"households{suffix}"
    rows = [["户编号", "村编码", header], ["H1", "320800100200", TOLD]]
    if suffix == ".xlsx":
        return write_book(path, rows)
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(("header", "suffix"), [*((header, ".csv") for header in SECRETS), ("CVV", ".xlsx")])
def test_s34_secrets_are_refused_and_nothing_is_kept(header, suffix, tmp_path, temporary):
    workspace = Workspace.open(county_folder(tmp_path / "c"))
    before = {path: path.read_bytes() for path in workspace.path.rglob("*") if path.is_file()}
    path = _brought(tmp_path / "in", suffix, header)
    findings = import_paths(OPERATOR, workspace, [path], datum="wgs84")
    assert ("PII_C3", "deny") in {(finding.code, finding.action) for finding in findings}
    assert {path: path.read_bytes() for path in before} == before
    assert stored_tables(OPERATOR, workspace) is None
    mark_paths(OPERATOR, [path], check_paths(OPERATOR, [path]), tmp_path / "marked.xlsx")
    path.unlink()
    assert _holding(tmp_path, TOLD) == []
    # our own folder for files that are read aside may stay, nothing in it may
    assert [path for path in temporary.rglob("*") if path.is_file()] == []
    assert not [finding for finding in findings if TOLD in str(finding)]
