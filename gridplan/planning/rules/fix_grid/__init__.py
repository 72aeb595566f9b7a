"""Fix the grid (定格): sixteen rules, one a file."""

from __future__ import annotations

from gridplan.planning.rules.fix_grid.g01_full_cover import G01
from gridplan.planning.rules.fix_grid.g02_no_overlap import G02
from gridplan.planning.rules.fix_grid.g03_follows_units import G03
from gridplan.planning.rules.fix_grid.g04_contiguous import G04
from gridplan.planning.rules.fix_grid.g05_household_size import G05
from gridplan.planning.rules.fix_grid.g06_villages_per_grid import G06
from gridplan.planning.rules.fix_grid.g07_merchants_per_grid import G07
from gridplan.planning.rules.fix_grid.g08_special_grids import G08
from gridplan.planning.rules.fix_grid.g09_type_in_set import G09
from gridplan.planning.rules.fix_grid.g10_reach_of_branch import G10
from gridplan.planning.rules.fix_grid.g11_no_barrier_crossing import G11
from gridplan.planning.rules.fix_grid.g12_compact import G12
from gridplan.planning.rules.fix_grid.g13_workload_balance import G13
from gridplan.planning.rules.fix_grid.g14_locked_unchanged import G14
from gridplan.planning.rules.fix_grid.g15_disruption import G15
from gridplan.planning.rules.fix_grid.g16_levels_nest import G16
from gridplan.planning.rules.rule import Rule

FIX_GRID: list[Rule] = [G01, G02, G03, G04, G05, G06, G07, G08, G09, G10, G11, G12, G13, G14, G15, G16]
