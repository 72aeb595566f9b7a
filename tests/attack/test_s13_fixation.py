"""S13: what an attacker planted before the sign-in is worth nothing after it."""

from tests.attack.seeded import PASSWORD
from tests.attack.wire import refused, stream

PLANTED = "A" * 43


def test_s13_a_planted_cookie_stays_nobody(app):
    answer = app.post("/sign-in", {"name": "region", "password": PASSWORD}, cookie=PLANTED)
    assert answer.status == 303
    assert PLANTED not in answer.headers["set-cookie"]
    assert refused(app, PLANTED) == 403


def test_s13_every_sign_in_has_a_new_token(app):
    assert app.sign_in("region", PASSWORD) != app.sign_in("region", PASSWORD)


def test_s13_a_stream_is_taken_up_by_its_own_session_alone(app, bank, cookies):
    with stream(app, cookies["head-B1"]) as victims:
        victims.run("coverage")
        known = victims.session
    with stream(app, cookies["head-B2"], session=known) as attackers:
        run = attackers.run("coverage")
        assert attackers.session != known
        assert bank.seen_in(run.raw) == bank.households_of("head-B2")
    with stream(app, cookies["head-B1"], session=known) as again:
        again.run("coverage")
        assert again.session == known
