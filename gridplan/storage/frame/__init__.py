"""The frame of a county: outline, seats of towns, population cells, codes of towns and villages, census."""

from gridplan.storage.frame.reading import CountyFrame, read_frame

__all__ = ["CountyFrame", "read_frame"]
