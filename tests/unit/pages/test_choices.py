"""Choices stand in the address, written there together."""

import pytest
import streamlit as st

from gridplan.pages.choices import hold, keep_in_address, one_address


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
