"""A number is shown for a reason, and only then."""

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from gridplan.errors import AccessError
from gridplan.locale import gettext, refusal
from gridplan.pages import call

FRAME = SimpleNamespace(
    scope=None, workspace=None, say=lambda text: gettext(text, "zh"), refusal=lambda error: refusal(error, "zh")
)


def _page(frame):
    from gridplan.pages.call import _why  # noqa: PLC0415 # runs as a page of its own

    _why(frame, "h1")


@pytest.fixture
def asked(monkeypatch):
    """Stand in for the server: what it was asked for."""
    said = []

    def reveal(*about, now):
        assert now.tzinfo
        said.append(about[2:])
        return "19900000001"

    monkeypatch.setattr(call, "reveal", reveal)
    return said


def test_the_number_comes_after_the_reason(asked):
    page = AppTest.from_function(_page, args=(FRAME,)).run()
    assert asked == []
    page.button[1].click().run()
    assert asked == [("h1", "phone", "Follow up a visit")]
    assert "tel:19900000001" in page.get("html")[0].proto.body
    assert not page.button


def test_who_has_seen_too_many_is_told(monkeypatch):
    def refuse(*_, now):
        assert now.tzinfo
        raise AccessError(
            "{most} personal fields an hour are the limit; ask your administrator if you need more", most=9
        )

    monkeypatch.setattr(call, "reveal", refuse)
    page = AppTest.from_function(_page, args=(FRAME,)).run()
    page.button[0].click().run()
    assert page.error[0].value.startswith("每小时最多查看 9 项")
