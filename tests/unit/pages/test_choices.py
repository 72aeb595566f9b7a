"""Choices stand in the address, written there together."""

import pytest
import streamlit as st

from gridplan.pages import choice_row
from gridplan.pages.choice_row import one_row
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

    monkeypatch.setattr(choice_row, "_component", lambda: component)
    assert choose("kind", "Kind", ["a", "b"], str.upper, link="kind") == "a"
    key, data, take = given[-1]
    assert data["choices"][0]["options"] == [["a", "A"], ["b", "B"]]
    st.session_state[key] = {"chosen": told}
    take()
    return choose("kind", "Kind", ["a", "b"], str.upper, link="kind")


def test_what_is_chosen_holds_and_stands_in_the_address(address, monkeypatch):
    assert _told(monkeypatch, [0, "b"]) == "b"
    assert address["kind"] == "b"


@pytest.mark.parametrize(
    "told", ["b", [0, "c"], None, 1, [0, ["b"]], [1, "b"], [-1, "b"], ["b"], [0, "b", 0], {"chosen": "b"}]
)
@pytest.mark.usefixtures("address")
def test_what_was_not_offered_is_not_believed(monkeypatch, told):
    assert _told(monkeypatch, told) == "a"


@pytest.mark.usefixtures("address")
def test_a_choice_without_its_list_is_passed_over(monkeypatch):
    takes = []
    monkeypatch.setattr(
        choice_row, "_component", lambda: lambda *, on_chosen_change, **_: takes.append(on_chosen_change)
    )
    choose("kind", "Kind", ["a", "b"], str.upper)
    takes[0]()
    assert choose("kind", "Kind", ["a", "b"], str.upper) == "a"


@pytest.mark.usefixtures("address")
def test_a_row_is_one_part_of_the_page_and_each_choice_its_own(monkeypatch):
    given = []

    def component(*, key, data, on_chosen_change):
        given.append((key, data["choices"], on_chosen_change))

    def draw():
        with one_row("both", 2, 1, 3):
            last = choose("kind", "Kind", ["a", "b"], str.upper, place=1)
            return last, choose("form", "Form", ["c", "d"], str.upper), choose("size", "Size", ["e"], str.upper)

    monkeypatch.setattr(choice_row, "_component", lambda: component)
    assert draw() == ("a", "c", "e")
    ((key, drawn, take),) = given
    assert [(one["label"], one["width"]) for one in drawn] == [("Form", 2), ("Kind", 1), ("Size", 3)]
    st.session_state[key] = {"chosen": [1, "b"]}
    take()
    assert draw() == ("b", "c", "e")


@pytest.mark.usefixtures("address")
def test_a_row_that_was_broken_off_holds_nothing_back(monkeypatch):
    drawn = []
    monkeypatch.setattr(choice_row, "_component", lambda: lambda **given: drawn.append(given["key"]))
    with pytest.raises(ZeroDivisionError), one_row("both", 1, 1):
        choose("kind", "Kind", ["a"], lambda _: str(1 // 0))
    choose("kind", "Kind", ["a"], str.upper)
    assert [key.partition("_")[0] for key in drawn] == ["kind"]
