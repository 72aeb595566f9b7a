"""S14: a copied cookie ends when the table of sessions says so: idle, too old, signed out, revoked."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from gridplan.access.schema import SESSION
from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.access.stamps import stamp
from gridplan.storage.database.engine import open_database
from gridplan.workspace.accounts import end_sessions
from tests.attack.wire import refused, stream

MANAGER = Scope(Viewer.REGIONAL_MANAGER)


def _age(bank, name, **ago):
    moments = {column: stamp(datetime.now(UTC) - timedelta(minutes=minutes)) for column, minutes in ago.items()}
    with open_database(bank.workspace.path).writing() as connection:
        connection.execute(update(SESSION).where(SESSION.c.account == name).values(moments))


@pytest.mark.parametrize("ago", [{"seen_at": 31}, {"seen_at": 1, "opened_at": 481}])
def test_s14_idle_or_too_old(app, bank, newcomer, ago):
    name, cookie = newcomer(MANAGER)
    with stream(app, cookie) as page:
        assert page.run("coverage").alerts == []
        _age(bank, name, **ago)
        assert page.run("coverage").alerts == ["登录已失效"]
    assert refused(app, cookie) == 403
    assert app.ask("/", cookie=cookie).status == 401


def test_s14_still_good_within_both_limits(app, bank, newcomer):
    name, cookie = newcomer(MANAGER)
    _age(bank, name, seen_at=29, opened_at=470)
    assert app.ask("/", cookie=cookie).status == 200


def test_s14_revoked(app, bank, newcomer):
    name, cookie = newcomer(MANAGER)
    assert end_sessions(OPERATOR, bank.workspace, name, now=datetime.now(UTC)) == 1
    assert refused(app, cookie) == 403


def test_s14_the_cookie_ends_with_the_browser(app, newcomer):
    name, _ = newcomer(MANAGER)
    cookie = app.post("/sign-in", {"name": name, "password": "Sturdy-Bridge-7"}).headers["set-cookie"]
    assert "max-age" not in cookie.casefold()
    assert "expires" not in cookie.casefold()
