"""
Keep plans as immutable versions: one folder each, written beside, fsynced, renamed, read-only.

`plan.json` says what the plan is, with which dials it was made and the SHA-256 of every other file; the tables
are Parquet, those with shapes GeoParquet.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from gridplan.errors import StorageError
from gridplan.model.plan import Plan
from gridplan.model.words import Severity
from gridplan.storage.atomic import new_folder, sha256_of
from gridplan.storage.plan_header import check_edition, plan_header, plan_of, plan_tables

FOLDER, FILE = "plans", "plan.json"
_LISTED = ["plan_id", "created_at", "county", "synthetic", "grids_n", *map(str, Severity), "damaged"]


def save_plan(plan: Plan, root: Path) -> Path:
    """
    Store a plan as a new version.

    Parameters
    ----------
    plan
        The plan; its `meta.plan_id` names the version.
    root
        The workspace.

    Returns
    -------
    folder
        `root/plans/<plan_id>`.

    Raises
    ------
    StorageError
        If the version exists already, its id is no plain name, or the disk fails; no trace is left.
    """
    folder = _folder(root, plan.meta.plan_id)
    with new_folder(folder) as beside:
        for name, table in plan_tables(plan).items():
            table.to_parquet(beside / f"{name}.parquet")
        files = {file.name: sha256_of(file) for file in sorted(beside.iterdir())}
        text = json.dumps(plan_header(plan) | {"files": files}, ensure_ascii=False, indent=1)
        (beside / FILE).write_text(text, encoding="utf-8")
    return folder


def load_plan(root: Path, plan_id: str | None = None) -> Plan:
    """
    Open a stored plan.

    Parameters
    ----------
    root
        The workspace.
    plan_id
        Version; the newest by default.

    Returns
    -------
    plan
        The plan as it was saved.

    Raises
    ------
    StorageError
        If there is no such plan, or a file of it is missing, cut off or changed.
    """
    folder = _folder(root, plan_id or _newest(root))
    header = _read_header(folder)
    for name, digest in header["files"].items():
        file = folder / name
        if not file.is_file() or sha256_of(file) != digest:
            raise StorageError(
                f"plan {folder.name} is damaged: {name} is missing or changed; open another version or plan again"
            )
    try:
        tables = {name.removesuffix(".parquet"): _read(folder / name) for name in header["files"]}
        return plan_of(header, tables)
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise StorageError(f"plan {folder.name} can't be read: {error}") from error


def list_plans(root: Path) -> pd.DataFrame:
    """
    List the versions of a workspace.

    Parameters
    ----------
    root
        The workspace.

    Returns
    -------
    versions
        Newest first: `plan_id`, `created_at`, `county`, `synthetic`, `grids_n`, findings by severity `E`, `W`,
        `I`, and `damaged` where `plan.json` can't be read.
    """
    folders = sorted(path.parent for path in (root / FOLDER).glob(f"[!.]*/{FILE}"))
    table = pd.DataFrame([_row(folder) for folder in folders], columns=_LISTED)
    return table.sort_values(["created_at", "plan_id"], ascending=False, ignore_index=True)


def _folder(root: Path, plan_id: str) -> Path:
    if not plan_id or Path(plan_id).name != plan_id or plan_id.startswith("."):
        raise StorageError(f"{plan_id!r} is no id of a plan")
    return root / FOLDER / plan_id


def _newest(root: Path) -> str:
    versions = list_plans(root)
    if versions.empty:
        raise StorageError(f"{root} holds no plan yet; make one by `gridplan plan {root}`")
    return str(versions["plan_id"].iloc[0])


def _read_header(folder: Path) -> dict[str, Any]:
    try:
        header = json.loads((folder / FILE).read_text(encoding="utf-8"))
        _ = (header["edition"], header["files"], header["meta"], header["findings"], header["grids_n"])
    except FileNotFoundError as error:
        raise StorageError(f"there is no plan {folder.name} in {folder.parent}") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StorageError(f"plan {folder.name} is damaged: {FILE} can't be read ({error})") from error
    check_edition(folder.name, header)
    return dict(header)


def _row(folder: Path) -> dict[str, Any]:
    try:
        header = _read_header(folder)
    except StorageError:
        return {"plan_id": folder.name, "created_at": "", "damaged": True}
    said = {name: header["meta"][name] for name in ("created_at", "county", "synthetic")}
    counts = {"grids_n": header["grids_n"], **header["findings"]}
    return {"plan_id": folder.name, **said, **counts, "damaged": False}


def _read(path: Path) -> pd.DataFrame:
    if path.suffix != ".parquet":
        raise ValueError(f"{path.name} is no table of a plan")
    try:
        shapes: pd.DataFrame = gpd.read_parquet(path)
    except ValueError:
        # a table without shapes
        return pd.read_parquet(path)
    return shapes
