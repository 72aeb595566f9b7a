"""Choices stand in the address, written there together."""

import pytest
import streamlit as st

from gridplan.pages import choices
from gridplan.pages.choices import choose, hold, keep_in_address, one_address


class Address(dict):
    written = 0

    def to_dict(self):
        return dict(self)

    def from_dict(self, told):
        self.written += 1
        self.clear()
        self.update(told)


@pytest.fixture
def address(monkeypatch):
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "query_params", Address(role="branch_head", place="B1"))
    return st.query_params


def test_all_that_is_chosen_is_written_at_once(address):
    with one_address():
        keep_in_address("indicator", "indicator", "penetration")
        keep_in_address("level", "level", "grid")
        keep_in_address("cover_place", "place", "")
    assert address == {"role": "branch_head", "indicator": "penetration", "level": "grid"}
    assert address.written == 1


def test_what_stands_there_already_is_not_written(address):
    with one_address():
        assert hold("cover_place", "place") == "B1"
    assert address.written == 0


def test_outside_each_is_written_by_itself(address):
    keep_in_address("level", "level", "grid")
    assert address["level"] == "grid"


def _told(monkeypatch, told):
    """Draw a choice, have the browser tell something, and draw it again."""
    given = []

    def component(*, key, data, on_chosen_change):
        given.append((key, data, on_chosen_change))

    monkeypatch.setattr(choices, "_component", lambda: component)
    assert choose("kind", "Kind", ["a", "b"], str.upper, link="kind") == "a"
    key, data, take = given[-1]
    assert data["options"] == [["a", "A"], ["b", "B"]]
    st.session_state[key] = {"chosen": told}
    take()
    return choose("kind", "Kind", ["a", "b"], str.upper, link="kind")


def test_what_is_chosen_holds_and_stands_in_the_address(address, monkeypatch):
    assert _told(monkeypatch, "b") == "b"
    assert address["kind"] == "b"


@pytest.mark.parametrize("told", ["c", None, 1, ["b"], {"chosen": "b"}])
@pytest.mark.usefixtures("address")
def test_what_was_not_offered_is_not_believed(monkeypatch, told):
    assert _told(monkeypatch, told) == "a"


@pytest.mark.usefixtures("address")
def test_a_choice_without_its_list_is_passed_over(monkeypatch):
    takes = []
    monkeypatch.setattr(choices, "_component", lambda: lambda *, on_chosen_change, **_: takes.append(on_chosen_change))
    choose("kind", "Kind", ["a", "b"], str.upper)
    takes[0]()
    assert choose("kind", "Kind", ["a", "b"], str.upper) == "a"
