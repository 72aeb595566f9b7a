import pytest
import streamlit as st

from gridplan.pages import choices


@pytest.fixture
def plain_lists(monkeypatch):
    """Draw choices by Streamlit's own lists: its tests know no component."""

    def component(*, key, data, on_chosen_change):
        texts = dict(map(tuple, data["options"]))

        def tell():
            st.session_state[key] = {"chosen": st.session_state[f"{key}|plain"]}
            on_chosen_change()

        st.session_state[f"{key}|plain"] = data["chosen"]
        st.selectbox(data["label"], texts, format_func=texts.__getitem__, key=f"{key}|plain", on_change=tell)

    monkeypatch.setattr(choices, "_component", lambda: component)
