"""
Why not: requests for owners and backups whose rules can't be met together.

`arithmetic` tells what plain sums show, `minimal` the smallest set of rules in conflict, `repairs` the cheapest ways
out, each of them tried; `explaining` puts them in order and `sentences` into words.
"""

from gridplan.planning.staffing.conflicts.explaining import explain as explain
from gridplan.planning.staffing.conflicts.why_not import branch_roster as branch_roster
from gridplan.planning.staffing.conflicts.why_not import why_not as why_not
