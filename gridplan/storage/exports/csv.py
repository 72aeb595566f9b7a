"""A plan as one .csv: its households with their grids, or its grids alone where no household is in view."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from gridplan.geo.datum import to_datum
from gridplan.model.plan import Plan
from gridplan.model.words import Datum
from gridplan.storage.atomic import replacing
from gridplan.storage.exports.digits import sensible
from gridplan.storage.exports.rows import grid_rows, household_rows
from gridplan.storage.exports.taking import PLAIN, Taking
from gridplan.storage.exports.wording import SYNTHETIC, name
from gridplan.storage.formulas import defused


def export(plan: Plan, path: Path, lang: str, taking: Taking = PLAIN) -> None:
    """
    Write a plan as .csv in UTF-8 with the byte-order mark that spreadsheets look for.

    Every text stands in quotes, so that a spreadsheet that cuts at other signs than commas cuts no text; the last
    columns say of every row of which plan it is. In Chinese the households can be imported again.

    Parameters
    ----------
    plan
        The plan, cut to what the viewer may see.
    path
        The file.
    lang
        Language of headers and words, `zh` or `en`.
    taking
        Its datum is that of the coordinates; the file says which.

    Raises
    ------
    StorageError
        If the disk fails; an older file stands.
    """
    table = sensible(_rows(plan, lang, taking))
    headed = table.rename(columns=lambda column: name(str(column), lang))
    headed.columns = pd.Index(defused(pd.Series(headed.columns, dtype="str")))
    with replacing(path) as beside:
        headed.apply(defused).to_csv(
            beside, index=False, encoding="utf-8-sig", lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC
        )


def _rows(plan: Plan, lang: str, taking: Taking) -> pd.DataFrame:
    rows = household_rows(plan, lang) if len(plan.households) else grid_rows(plan, lang)
    said = {}
    if "lon" in rows:
        said["datum"] = taking.datum
        rows[["lon", "lat"]] = to_datum(rows[["lon", "lat"]], str(Datum.WGS84), taking.datum)
    said |= {"label": SYNTHETIC} if plan.meta.synthetic else {}
    said |= {"taken": taking.stamp} if taking.stamp else {}
    return rows.assign(**said, credit=plan.meta.credit, plan_id=plan.meta.plan_id)
