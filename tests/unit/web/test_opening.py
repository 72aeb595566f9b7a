"""Before the first visitor: pages are got ready beside, and what fails there stops nobody."""

import sys
from threading import Event
from types import SimpleNamespace

import pytest
from streamlit import runtime

from gridplan.web import opening


@pytest.fixture(autouse=True)
def _running(monkeypatch):
    monkeypatch.setattr(runtime, "exists", lambda: True)


def test_pages_are_got_ready(monkeypatch):
    done = Event()
    monkeypatch.setitem(sys.modules, "beginning_of_a_test", SimpleNamespace(begin=done.set))
    opening._begin("beginning_of_a_test")
    assert done.is_set()


def test_what_fails_is_noted_and_stops_nobody(monkeypatch):
    noted = []
    monkeypatch.setattr(opening, "note_incident", lambda error, where: noted.append((str(error), where)))
    opening._begin("nothing_of_this_name")
    assert noted == [("No module named 'nothing_of_this_name'", "begin")]
