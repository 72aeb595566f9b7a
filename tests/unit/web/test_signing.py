from datetime import UTC, datetime

import pytest

from gridplan.web.opening import invitation
from tests.unit.web.doors import OWN, PASSWORD, client

NEW = {"new": "Calm-River-42", "again": "Calm-River-42"}


def test_a_right_password_opens_a_session_of_its_own(door):
    door.cookies.set("gridplan", "planted")
    answer = door.post("/sign-in", data={"name": "region", "password": PASSWORD}, headers=OWN)
    cookie = answer.headers["set-cookie"]
    assert "planted" not in cookie
    assert all(mark in cookie for mark in ("HttpOnly", "Path=/", "SameSite=strict"))


@pytest.mark.parametrize("name", ["region", "nobody"])
def test_every_refusal_reads_alike(door, name):
    answer = door.post("/sign-in", data={"name": name, "password": "wrong", "lang": "en"}, headers=OWN)
    assert answer.status_code == 403
    assert "Account or password are not right" in answer.text
    assert name not in answer.text


def test_by_https_the_cookie_is_secure_and_of_this_host_alone(bank):
    visitor = client(bank)
    visitor.base_url = "https://testserver"
    data = {"name": "region", "password": PASSWORD}
    answer = visitor.post("/sign-in", data=data, headers={"origin": "https://testserver"})
    assert answer.headers["set-cookie"].startswith("__Host-gridplan=")
    assert "Secure" in answer.headers["set-cookie"]
    assert "max-age" in answer.headers["strict-transport-security"]


def test_signing_out_ends_the_session_wherever_its_token_is(bank, signed_in):
    token = signed_in.cookies["gridplan"]
    assert signed_in.get("/sign-out").status_code == 200
    assert signed_in.post("/sign-out", headers=OWN).headers["location"] == "/sign-in"
    other = client(bank)
    other.cookies.set("gridplan", token)
    assert other.get("/").status_code == 401


def test_the_first_administrator_comes_by_the_token_of_the_terminal(empty):
    line = invitation(empty)
    token = line.rpartition(" ")[2]
    visitor = client(empty)
    filled = {"token": token, "name": "chief", **NEW}
    wrong = visitor.post("/first-run", data={**filled, "token": "x"}, headers=OWN)
    weak = visitor.post("/first-run", data={**filled, "new": "short", "again": "short"}, headers=OWN)
    unlike = visitor.post("/first-run", data={**filled, "again": "other"}, headers=OWN)
    assert [answer.status_code for answer in (wrong, weak, unlike)] == [403, 400, 400]
    assert visitor.post("/first-run", data=filled, headers=OWN).status_code == 303
    assert visitor.get("/").status_code == 200
    assert visitor.post("/first-run", data={**filled, "name": "second"}, headers=OWN).status_code == 403
    assert invitation(empty) == ""


def test_a_new_password_ends_all_other_sessions(empty):
    desk, now = empty.desk, datetime.now(UTC)
    old = desk.first_run(desk.first_run_token(now=now), "chief", PASSWORD, now=now)
    visitor = client(empty)
    visitor.cookies.set("gridplan", old)
    refused = visitor.post("/password", data={"password": "wrong", **NEW}, headers=OWN)
    assert refused.status_code == 403
    assert visitor.post("/password", data={"password": PASSWORD, **NEW}, headers=OWN).status_code == 303
    assert desk.account_of(old, now=datetime.now(UTC)) is None
    assert desk.sign_in("chief", NEW["new"], address="::1", now=datetime.now(UTC))


def test_a_form_far_too_long_is_not_read(door):
    assert door.post("/sign-in", content=b"x" * 20_000, headers=OWN).status_code == 413


@pytest.mark.parametrize(("query", "text"), [("", "登录"), ("?lang=en", "Sign in")])
def test_forms_speak_two_languages(door, query, text):
    assert f"<h1>{text}</h1>" in door.get(f"/sign-in{query}", headers={"accept-language": "zh-CN"}).text


def test_nothing_that_was_typed_comes_back(door):
    answer = door.post("/sign-in", data={"name": "<script>alert(1)</script>", "password": "x"}, headers=OWN)
    assert "alert(1)" not in answer.text
