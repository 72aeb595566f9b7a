"""S17: a known and an unknown name are answered alike; that the work is the same too is shown in the access tests."""

from gridplan.access.scope import Scope, Viewer


def test_s17_same_status_headers_and_text(app, newcomer):
    name, _ = newcomer(Scope(Viewer.REGIONAL_MANAGER))
    answers = [
        app.post("/sign-in", {"name": typed, "password": "Wrong-Guess-1"}, X_Forwarded_For=f"192.0.2.{n}")
        for n, typed in enumerate((name, "nobody-of-this-name", "", "x" * 200, "' OR 1=1 --"))
    ]
    assert {answer.status for answer in answers} == {403}
    assert len({answer.body for answer in answers}) == 1
    assert len({frozenset(answer.headers) for answer in answers}) == 1
    assert not any("set-cookie" in answer.headers for answer in answers)
