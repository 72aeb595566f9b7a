"""Marks by household: stages of the funnel, and products held."""

from __future__ import annotations

import pandera.pandas as pa

from gridplan.model.tables import FUNNEL, PRODUCTS
from gridplan.model.words import Product, Stage, Word
from gridplan.storage.tables.kind import Field, Kind
from gridplan.storage.tables.kinds.households import HOUSEHOLDS_KIND
from gridplan.storage.tables.words import flag


def _marks(schema: pa.DataFrameSchema, words: type[Word], stems: tuple[str, ...]) -> Kind:
    fields = (Field(str(w), (w.zh, w.en, f"已{w.zh}", f"是否{w.zh}", f"有{w.zh}"), flag) for w in words)
    return Kind(schema, HOUSEHOLDS_KIND.ids, tuple(fields), stems=stems)


FUNNEL_KIND = _marks(FUNNEL, Stage, ("漏斗", "整村授信进度", "进度"))
PRODUCTS_KIND = _marks(PRODUCTS, Product, ("产品", "产品持有", "持有产品"))
