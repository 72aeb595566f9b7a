"""The same villages and figures in plain st_folium; Leaflet lies beside this file, for there may be no internet."""

import os

import folium
import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

folium.Map.default_js = [("leaflet", "/app/static/leaflet.js")]
folium.Map.default_css = [("leaflet", "/app/static/leaflet.css")]
COLOURS = ["#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"]


@st.cache_data
def villages(path: str) -> str:
    return gpd.read_file(path).to_json()


st.set_page_config(layout="wide")
map_ = folium.Map(location=[29.7, 123.3], zoom_start=10, tiles=None)
folium.GeoJson(
    villages(os.environ["GRIDPLAN_VILLAGES"]),
    style_function=lambda one: {"fillColor": COLOURS[hash(one["properties"]["name"]) % 5], "weight": 0.5},
    tooltip=folium.GeoJsonTooltip(["name"]),
).add_to(map_)
st_folium(map_, key="map", use_container_width=True, height=600)
