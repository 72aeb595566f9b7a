"""An empty page of Streamlit."""

import streamlit as st

st.write("empty")
