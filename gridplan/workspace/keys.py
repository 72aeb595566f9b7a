"""The keys of personal fields: opened when they fit, made with the first person, changed when asked."""

from __future__ import annotations

from datetime import datetime

from gridplan.access.keys import KeyRing, create_keys, key_file, read_keys, replace_keys
from gridplan.access.persons import reseal_persons
from gridplan.access.scope import Scope, Viewer
from gridplan.storage.database import persons as table
from gridplan.storage.database.batches import read_setting, write_setting
from gridplan.storage.database.engine import Connection
from gridplan.storage.database.locks import hold
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Workspace

_KEY, _LOCK = "key", "keys"


def open_keys(scope: Scope, workspace: Workspace, connection: Connection) -> KeyRing:
    """
    Read the keys, or make them with the first person.

    Parameters
    ----------
    scope
        Who comes along; what is opened with the keys is decided by the use case.
    workspace
        The county.
    connection
        A transaction; it must write where there is no key yet.

    Returns
    -------
    ring
        The keys.

    Raises
    ------
    KeyMissingError
        If the file is missing, or is not the one that people were sealed with; nothing is written then.
    """
    del scope
    file, fingerprint = key_file(workspace.path), read_setting(connection, _KEY)
    if not fingerprint:
        # somebody else may make them at this moment; who waited for that finds them made
        hold(connection, _LOCK)
        fingerprint = read_setting(connection, _KEY)
    if fingerprint:
        ring = read_keys(file)
        ring.require(fingerprint)
        return ring
    ring = read_keys(file) if file.exists() else create_keys(file)
    write_setting(connection, _KEY, ring.fingerprint())
    return ring


def change_key(scope: Scope, workspace: Workspace, *, now: datetime) -> int:
    """
    Seal all people anew with a new key; the old one stays in the file for older backups.

    Parameters
    ----------
    scope
        Who acts; the administrator or the operator.
    workspace
        The county.
    now
        The moment.

    Returns
    -------
    resealed
        How many rows were sealed anew, past ones included.

    Raises
    ------
    KeyMissingError
        If the present key does not fit.
    """
    scope.require(Viewer.ADMINISTRATOR, Viewer.OPERATOR, task="change the key")
    with audited(scope, workspace, "key_changed", now=now) as act:
        # one change at a time: the file that it writes goes on from the file that it read
        hold(act.connection, _LOCK)
        # the file holds both keys before a row is sealed with the new one, so that a crash leaves all rows open
        ring = open_keys(scope, workspace, act.connection).rotated()
        replace_keys(key_file(workspace.path), ring)
        persons = table.read_persons(act.connection, past=True)
        table.reseal_persons(act.connection, reseal_persons(ring, persons))
        write_setting(act.connection, _KEY, ring.fingerprint())
        act.detail = {"rows": len(persons)}
    return len(persons)
