"""A fictional county, drawn by a seeded generator; every place and figure in it is invented."""

from gridplan.qinghe.whole import CREDIT, county

__all__ = ["CREDIT", "county"]
