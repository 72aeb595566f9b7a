from functools import partial

import pytest
import streamlit as st

from gridplan.pages import choice_row


@pytest.fixture
def plain_lists(monkeypatch):
    """Draw choices by Streamlit's own lists: its tests know no component."""

    def component(*, key, data, on_chosen_change):
        for place, choice in enumerate(data["choices"]):
            _draw(f"{key}|{place}", choice, partial(_tell, key, place, on_chosen_change))

    monkeypatch.setattr(choice_row, "_component", lambda: component)


def _draw(key, choice, tell):
    texts = dict(map(tuple, choice["options"]))
    st.session_state[key] = choice["chosen"]
    st.selectbox(choice["label"], texts, format_func=texts.__getitem__, key=key, on_change=tell)


def _tell(key, place, changed):
    st.session_state[key] = {"chosen": [place, st.session_state[f"{key}|{place}"]]}
    changed()
