"""The smallest repair of a plan after an event: who leaves, falls ill, what opens, closes or is merged."""

from gridplan.planning.realignment.events import Close, Event, Ill, Leave, Merge, Open
from gridplan.planning.realignment.repair import Repair
from gridplan.planning.realignment.repairing import branches_concerned, repair

__all__ = ["Close", "Event", "Ill", "Leave", "Merge", "Open", "Repair", "branches_concerned", "repair"]
