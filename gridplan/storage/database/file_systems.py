"""Which file system a folder lies on: SQLite's shared memory does not work between two machines."""

from __future__ import annotations

import re
from pathlib import Path

from gridplan.errors import SettingsError

#: Linux lists every mount here.
MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "coda", "glusterfs", "gfs2", "lustre"}
    | {"ncpfs", "ocfs2", "vboxsf", "prl_fs", "fuse.sshfs", "fuse.glusterfs", "fuse.cephfs", "fuse.rclone", "fuse.s3fs"}
    | {"fuse.davfs", "davfs", "fuse.vmhgfs-fuse", "beegfs", "gpfs", "orangefs", "fuse.curlftpfs", "fuse.smbnetfs"}
)


def file_system_of(path: Path, mounts: Path = MOUNTS) -> str:
    """
    Tell the kind of file system that a path lies on.

    Parameters
    ----------
    path
        Any path; it need not exist.
    mounts
        The list of mounts, as Linux gives it.

    Returns
    -------
    kind
        Such as `ext4`; empty where the machine keeps no such list.
    """
    if not mounts.is_file():
        return ""
    lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    known = [_mount(line) for line in lines if " - " in line]
    real = path.resolve()
    # of two mounts at one place the later hides the earlier
    fitting = [
        (len(point.parts), number, kind) for number, (point, kind) in enumerate(known) if real.is_relative_to(point)
    ]
    return max(fitting)[2] if fitting else ""


def refuse_network(path: Path, mounts: Path = MOUNTS) -> None:
    """
    Refuse to keep SQLite on a network file system.

    Parameters
    ----------
    path
        Where the database would lie.
    mounts
        The list of mounts, as Linux gives it.

    Raises
    ------
    SettingsError
        If the place belongs to another machine.
    """
    kind = file_system_of(path, mounts)
    if kind in _NETWORK:
        raise SettingsError(
            "{path} lies on a network drive ({kind}), where two machines can damage the database; "
            "keep the workspace on a local disk, or name a PostgreSQL server in GRIDPLAN_DATABASE",
            path=path,
            kind=kind,
        )


def _mount(line: str) -> tuple[Path, str]:
    """Take place and kind out of one line; blanks in places are written as octal codes."""
    before, after = line.split(" - ", 1)
    place = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), before.split(" ")[4])
    return Path(place), after.split(" ")[0]
