"""
Shut a process in: it writes beneath some folders alone and reaches no network.

Landlock is a part of Linux since 5.13 (TCP since 6.7); elsewhere the process stays as it is. The numbers are those of
`linux/landlock.h` and of the system calls, which are the same on every architecture.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION = 1
_BENEATH = 1
_NO_NEW_PRIVILEGES = 38
_OWN_NETWORK, _OWN_USERS = 0x40000000, 0x10000000
#: Rights to write files, to remove and to make them, by the edition of Landlock that knows them.
_WRITE = 1 << 1
_CHANGES = sum(1 << right for right in range(4, 13))
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_BIND_AND_CONNECT = 3
_REFER_SINCE, _TRUNCATE_SINCE, _NETWORK_SINCE = 2, 3, 4


class _Rules(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def shut_in(*folders: Path) -> bool:
    """
    Let this process, and whatever it starts, write beneath some folders alone and connect to nothing.

    Parameters
    ----------
    *folders
        Where it may write.

    Returns
    -------
    shut
        Whether the system could do it; without Landlock only the network may be gone.
    """
    if os.name != "posix" or not hasattr(ctypes.CDLL(None), "unshare"):
        return False
    system = ctypes.CDLL(None, use_errno=True)
    if system.unshare(_OWN_NETWORK) != 0:
        system.unshare(_OWN_USERS | _OWN_NETWORK)
    edition = system.syscall(_CREATE, None, 0, _VERSION)
    return edition > 0 and _restrict(system, edition, folders)


def _restrict(system: ctypes.CDLL, edition: int, folders: Sequence[Path]) -> bool:
    files = _WRITE | _CHANGES | (_REFER if edition >= _REFER_SINCE else 0)
    files |= _TRUNCATE if edition >= _TRUNCATE_SINCE else 0
    rules = _Rules(files, _BIND_AND_CONNECT if edition >= _NETWORK_SINCE else 0)
    ruleset = system.syscall(_CREATE, ctypes.byref(rules), ctypes.sizeof(rules), 0)
    if ruleset < 0:
        return False
    done = all(_allow(system, ruleset, files, folder) for folder in folders)
    done = done and system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0
    done = done and system.syscall(_RESTRICT, ruleset, 0) == 0
    os.close(ruleset)
    return bool(done)


def _allow(system: ctypes.CDLL, ruleset: int, files: int, folder: Path) -> bool:
    place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    beneath = _Beneath(files, place)
    done = system.syscall(_ADD, ruleset, _BENEATH, ctypes.byref(beneath), 0) == 0
    os.close(place)
    return bool(done)
