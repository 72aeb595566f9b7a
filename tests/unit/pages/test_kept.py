"""What is kept for one viewer is worked out once, and never reaches another."""

from types import SimpleNamespace

from gridplan.access.scope import Scope, Viewer
from gridplan.pages.frame import Frame
from gridplan.pages.kept import kept

PLAN = SimpleNamespace(meta=SimpleNamespace(plan_id="V1"))
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head")


def frame(scope=HEAD, lang="zh", away=()):
    return Frame(SimpleNamespace(path="here"), scope, PLAN, lang, away)


def test_the_same_is_worked_out_once():
    worked = []
    for _ in range(3):
        assert kept(frame(), "once", lambda: worked.append(1) or "made") == "made"
    assert worked == [1]


def test_whatever_tells_two_viewers_apart_keeps_their_results_apart():
    others = [
        frame(Scope(Viewer.BRANCH_HEAD, frozenset({"B2"}), account="head")),
        frame(Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="other")),
        frame(Scope(Viewer.REGIONAL_MANAGER, account="head")),
        frame(lang="en"),
        frame(away=("E1",)),
    ]
    made = [kept(one, "apart", lambda n=n: n) for n, one in enumerate([frame(), *others])]
    assert made == list(range(len(made)))
