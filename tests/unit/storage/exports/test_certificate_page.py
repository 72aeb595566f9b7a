import geopandas as gpd
import pytest
from shapely.geometry import box

from gridplan.planning.certificate import Signature, certificate, verify_plan
from gridplan.storage.exports.certificate_page import certificate_page
from gridplan.storage.exports.grid_picture import grid_picture
from tests.town.planned import plan_town


@pytest.fixture(scope="module")
def plan():
    return verify_plan(plan_town())


@pytest.mark.parametrize(("lang", "title"), [("zh", "三定核验书"), ("en", "Certificate of a plan")])
def test_it_says_who_signed_and_what_was_found(plan, lang, title):
    told = certificate(plan, [Signature("approved", "<manager>", "2026-03-01")], issued_at="", issued_by="x")
    page = certificate_page(told, plan.grids, lang)
    assert f"<title>{title}</title>" in page
    assert "&lt;manager&gt;" in page
    assert told["sha256"] in page
    assert all(row["rule"] in page for row in told["rules"])


def test_every_grid_is_drawn_and_named():
    shapes = gpd.GeoSeries([box(119, 29, 119.1, 29.1), box(119.1, 29, 119.2, 29.1)], index=["a<", "b"], crs=4326)
    picture = grid_picture(shapes)
    assert picture.count("<path") == 2
    assert "a&lt;" in picture


def test_without_grids_there_is_no_picture():
    assert not grid_picture(gpd.GeoSeries([], crs=4326))
