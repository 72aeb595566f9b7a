"""S15: signing out in one tab signs out in all."""

from gridplan.access.scope import Scope, Viewer
from tests.attack.wire import refused, stream


def test_s15_the_other_tab_is_refused_at_its_next_step(app, bank, newcomer):
    _, cookie = newcomer(Scope(Viewer.BRANCH_HEAD, frozenset({"B1"})))
    with stream(app, cookie) as one, stream(app, cookie) as other:
        assert bank.seen_in(one.run("coverage").raw)
        assert bank.seen_in(other.run("coverage").raw)
        assert app.post("/sign-out", {}, cookie).status == 303
        for tab in (one, other):
            run = tab.run("coverage")
            assert run.alerts == ["登录已失效"]
            assert bank.seen_in(run.raw) == set()
    assert refused(app, cookie) == 403
