"""Where the next service point or weekly stationing slot reaches most of those whom nobody reaches yet."""

from gridplan.planning.white_space.finding import WhiteSpace, find_white_space
from gridplan.planning.white_space.slots import SlotDials

__all__ = ["SlotDials", "WhiteSpace", "find_white_space"]
