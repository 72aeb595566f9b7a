"""S16: guessing passwords locks the account, and makes the address wait; at the real door."""

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.workspace.auditing import audit_entries
from tests.attack.seeded import PASSWORD

MANAGER = Scope(Viewer.REGIONAL_MANAGER)


def _try(app, name, password, address):
    return app.post("/sign-in", {"name": name, "password": password, "lang": "en"}, X_Forwarded_For=address)


def test_s16_many_addresses_lock_the_account(app, bank, newcomer):
    name, _ = newcomer(MANAGER)
    assert {_try(app, name, f"guess-{n}", f"198.51.100.{n}").status for n in range(9)} == {403}
    answer = _try(app, name, PASSWORD, "198.51.100.99")
    assert answer.status == 403
    assert b"Account or password are not right" in answer.body
    actions = [entry.action for entry in audit_entries(OPERATOR, bank.workspace, 400) if entry.account == name]
    assert actions.count("account_locked") == 1
    assert actions.count("sign_in_refused") >= 9


def test_s16_one_address_has_to_wait_whatever_it_types(app, newcomer):
    for n in range(6):
        _try(app, f"nobody-{n}", "guess", "203.0.113.7")
    name, _ = newcomer(MANAGER)
    assert _try(app, name, PASSWORD, "203.0.113.7").status == 403
    assert _try(app, name, PASSWORD, "203.0.113.8").status == 303
