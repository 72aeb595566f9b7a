import hashlib
import json
import re
from dataclasses import replace
from importlib.resources import files

import pytest

from gridplan.errors import StorageError
from gridplan.maps.compose import plan_map
from gridplan.maps.offline import SCRIPTS, STYLES, asset, assets_digest, html, save_html
from gridplan.maps.text import script_json
from tests.unit.maps.drawn_town import drawn_town, with_many_households

ASSETS = files("gridplan.maps").joinpath("assets")


@pytest.fixture(scope="module")
def plan():
    return drawn_town()


@pytest.fixture(scope="module")
def page(plan):
    return html(plan_map(plan, lang="zh"))


def test_vendored_files_are_those_that_were_taken_in():
    lines = ASSETS.joinpath("SHA256SUMS").read_text().splitlines()
    for line in lines:
        digest, name = line.split()
        assert hashlib.sha256(ASSETS.joinpath(name).read_bytes()).hexdigest() == digest
    assert {line.split()[1] for line in lines} >= {"leaflet.js", "leaflet.css", "LEAFLET-LICENSE"}


def test_the_licence_of_leaflet_stands_beside_it():
    assert "BSD 2-Clause" in ASSETS.joinpath("LEAFLET-LICENSE").read_text()


def test_the_page_holds_all_it_needs(page):
    assert "Leaflet 1.9.4" in page
    assert "GridPlan.draw(" in page
    assert "data:image/png;base64," in page
    assert "sourceMappingURL" not in page


def test_the_page_shows_credit_scale_legend_and_the_mark_of_invented_data(page):
    for text in ("Synthetic data", "合成数据 · synthetic data", "图例", "L.control.scale"):
        assert text in page


def test_real_data_bears_no_mark(plan):
    real = replace(plan, meta=replace(plan.meta, synthetic=False))
    assert "合成数据 · synthetic data" not in html(plan_map(real, lang="zh"))


def test_coordinates_have_six_digits(page):
    assert not re.search(r"\d\.\d{7,}", page.split("GridPlan.draw(", 1)[1])


def test_data_can_not_end_the_script():
    text = script_json({"name": "</script><b>&\u2028"})
    assert not set(text) & set("<>&\u2028")
    assert json.loads(text) == {"name": "</script><b>&\u2028"}


def test_a_county_of_households_stays_small(plan, tmp_path):
    many = with_many_households(plan, 178_000)
    path = save_html(plan_map(many, lang="zh"), tmp_path / "map.html")
    assert path.stat().st_size < 2_000_000


def test_a_map_that_can_not_be_written_says_so(plan, tmp_path):
    with pytest.raises(StorageError, match=r"map\.html"):
        save_html(plan_map(plan, lang="zh"), tmp_path / "absent" / "map.html")


@pytest.mark.parametrize("name", [*SCRIPTS, *STYLES])
def test_assets_name_no_file_beside_them(name):
    assert "url(images/" not in asset(name)


def test_the_scene_on_screen_is_what_the_export_has_inside(plan, page):
    scene = json.loads(plan_map(plan, lang="zh").scene)
    assert scene["options"]["maxZoom"] == 19
    assert [name for name, _ in scene["calls"]][-2:] == ["furnish", "repaint"]
    inside = re.findall(r"GridPlan\.(\w+)\(map_\w+, (.*)\);\n", page)
    assert [[name, json.loads(given)] for name, given in inside] == scene["calls"]


def test_every_state_of_the_assets_has_a_name_of_its_own():
    assert re.fullmatch("[0-9a-f]{16}", assets_digest())
