"""Fix the staff (定员): twelve rules, one a file."""

from __future__ import annotations

from gridplan.planning.rules.fix_staff.s01_one_owner import S01
from gridplan.planning.rules.fix_staff.s02_backup_present import S02
from gridplan.planning.rules.fix_staff.s03_officer_in_branch import S03
from gridplan.planning.rules.fix_staff.s04_utilisation import S04
from gridplan.planning.rules.fix_staff.s05_households_per_officer import S05
from gridplan.planning.rules.fix_staff.s06_grids_per_officer import S06
from gridplan.planning.rules.fix_staff.s07_backup_roles import S07
from gridplan.planning.rules.fix_staff.s08_rotation import S08
from gridplan.planning.rules.fix_staff.s09_avoidance import S09
from gridplan.planning.rules.fix_staff.s10_vacancy import S10
from gridplan.planning.rules.fix_staff.s11_layer_owner import S11
from gridplan.planning.rules.fix_staff.s12_key_people import S12
from gridplan.planning.rules.rule import Rule

FIX_STAFF: list[Rule] = [S01, S02, S03, S04, S05, S06, S07, S08, S09, S10, S11, S12]
