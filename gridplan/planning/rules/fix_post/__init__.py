"""Fix the post (定岗): ten rules, one a file."""

from __future__ import annotations

from gridplan.planning.rules.fix_post.p01_duties_written import P01
from gridplan.planning.rules.fix_post.p02_posts_available import P02
from gridplan.planning.rules.fix_post.p03_maker_checker import P03
from gridplan.planning.rules.fix_post.p04_visit_quota import P04
from gridplan.planning.rules.fix_post.p05_visit_frequency import P05
from gridplan.planning.rules.fix_post.p06_stationing import P06
from gridplan.planning.rules.fix_post.p07_filings_quota import P07
from gridplan.planning.rules.fix_post.p08_feedback import P08
from gridplan.planning.rules.fix_post.p09_data_scope import P09
from gridplan.planning.rules.fix_post.p10_due_diligence import P10
from gridplan.planning.rules.rule import Rule

FIX_POST: list[Rule] = [P01, P02, P03, P04, P05, P06, P07, P08, P09, P10]
