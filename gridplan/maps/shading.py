"""Grids in the classes of an indicator, for maps that are printed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from gridplan.locale import gettext
from gridplan.maps.colours import UNKNOWN, breaks, classify, ramp
from gridplan.maps.measures import MEASURES, figure
from gridplan.model.plan import Plan
from gridplan.model.words import GridKind


def shaded_grids(plan: Plan, indicator: str, lang: str) -> tuple[str, Mapping[str, str], list[tuple[str, str, str]]]:
    """
    Colour the base grids by an indicator.

    Parameters
    ----------
    plan
        The plan, cut to what the viewer may see; a figure that is withheld is not known.
    indicator
        A code of `MEASURES`.
    lang
        `zh` or `en`.

    Returns
    -------
    title
        Name of the indicator, and of the base of a share.
    colours
        Colour by grid.
    rows
        Rows of the legend: colour, text, count.
    """
    measure = MEASURES[indicator]
    found = plan.indicators[(plan.indicators["level"] == "grid") & (plan.indicators["indicator"] == indicator)]
    grids = plan.grids.index[plan.grids["kind"] == GridKind.BASE]
    values = found.set_index("id")["value"].reindex(grids).to_numpy(dtype=float)
    limits = breaks(values)
    classes = classify(values, limits)
    colours = ramp(measure.palette, len(limits) + 1)
    finite = values[np.isfinite(values)]
    ends = [float(finite.min()), *limits, float(finite.max())] if finite.size else []
    shown = [figure(end, share=measure.share) for end in ends]
    texts = [low if low == high else f"{low} – {high}" for low, high in pairwise(shown)]
    rows = [(c, text, str(int((classes == n).sum()))) for n, (c, text) in enumerate(zip(colours, texts, strict=False))]
    if (classes < 0).any():
        rows.append((UNKNOWN, gettext("No figure", lang), str(int((classes < 0).sum()))))
    picked = [colours[n] if n >= 0 else UNKNOWN for n in classes.tolist()]
    bases = [gettext(str(one), lang) for one in found["base"].dropna().unique() if measure.share]
    return " · ".join([gettext(measure.name, lang), *bases]), dict(zip(map(str, grids), picked, strict=True)), rows
