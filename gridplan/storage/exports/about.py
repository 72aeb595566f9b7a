"""What a file says of itself: whose plan, when, of what sources, invented or not."""

from __future__ import annotations

from gridplan.model.bank_time import zoned_clock
from gridplan.model.plan import Plan
from gridplan.storage.exports.taking import PLAIN, Taking
from gridplan.storage.exports.wording import SYNTHETIC, name


def about_rows(plan: Plan, lang: str, taking: Taking = PLAIN, *, crs: str = "EPSG:4326") -> list[tuple[str, str]]:
    """
    Say what a plan is, one item a row.

    Parameters
    ----------
    plan
        The plan.
    lang
        Language of the items.
    taking
        Who takes the file away, and when.
    crs
        Coordinate system of the file.

    Returns
    -------
    rows
        Item and content.
    """
    meta = plan.meta
    rows = [
        ("county", meta.county),
        ("plan_id", meta.plan_id),
        ("created_at", zoned_clock(meta.created_at)),
        ("label", SYNTHETIC if meta.synthetic else ""),
        ("taken", taking.stamp),
        ("credit", meta.credit),
        ("crs", crs),
        ("work_crs", meta.crs),
        ("seed", str(plan.params.seed)),
        ("tolerance", f"{plan.params.tolerance:.0%}"),
        *(("notes", note) for note in meta.notes),
    ]
    return [(name(item, lang), content) for item, content in rows if content]
