"""Choices stand in the address, written there together."""

import pytest
import streamlit as st

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


@pytest.mark.usefixtures("address")
def test_a_choice_whose_words_change_is_sent_anew(monkeypatch):
    class State(dict):
        sent = ()

        def __setitem__(self, key, value):
            self.sent = (*self.sent, key)
            super().__setitem__(key, value)

    def chosen(words):
        st.session_state.sent = ()
        assert choose("version", "Version", ["P2", "P1"], words.__getitem__) == "P1"
        return any("Version" in str(key) for key in st.session_state.sent)

    monkeypatch.setattr(st, "session_state", State({"version_choice|Version|": "P1"}))
    monkeypatch.setattr(st, "selectbox", lambda *_, key, **__: st.session_state[key])
    assert not chosen({"P1": "P1 submitted", "P2": "P2 draft"})
    assert not chosen({"P1": "P1 submitted", "P2": "P2 submitted"})
    assert chosen({"P1": "P1 approved", "P2": "P2 submitted"})
    assert not chosen({"P1": "P1 approved", "P2": "P2 submitted"})
