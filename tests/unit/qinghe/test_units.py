import pytest
import shapely

from tests.unit.qinghe.counties import qinghe, qinghe_in_metres, small_county


@pytest.fixture(scope="module", params=["qinghe", 1, 2])
def inputs(request):
    return qinghe() if request.param == "qinghe" else small_county(request.param)


def test_units_cover_the_county_without_gap_or_overlap(inputs):
    shapes = inputs.units.geometry.to_numpy()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.is_valid(shapes).all()
    border = inputs.layers.county.geometry.iloc[0]
    assert border.geom_type == "Polygon"
    assert not border.interiors
    assert shapely.area(shapes).sum() == pytest.approx(border.area)


def test_every_unit_is_one_polygon(inputs):
    assert (inputs.units.geom_type == "Polygon").all()


def test_every_town_hangs_together_and_is_made_of_its_units(inputs):
    towns = inputs.layers.towns
    assert (towns.geom_type == "Polygon").all()
    assert shapely.coverage_is_valid(towns.geometry.to_numpy())
    own = inputs.units.groupby("town").geometry.apply(lambda shapes: shapely.area(shapes.to_numpy()).sum())
    assert shapely.area(towns.geometry.to_numpy()) == pytest.approx(own.reindex(towns.index).to_numpy())


def test_borders_bend_like_those_of_land_that_was_settled():
    inputs = qinghe_in_metres()
    villages = inputs.units[inputs.units["type"] == "village"]
    corners = shapely.get_num_coordinates(villages.geometry.to_numpy())
    assert (corners > 20).mean() > 0.95
    square_km = villages.area / 1e6
    assert square_km.min() > 0.2
    assert square_km.median() == pytest.approx(6, abs=3)


def test_villages_are_smaller_in_the_valleys_than_in_the_hills():
    inputs = qinghe_in_metres()
    villages = inputs.units[inputs.units["type"] == "village"]
    by_river = villages.intersects(inputs.layers.barriers.query("kind == 'river'").union_all())
    assert villages.area[by_river].median() < villages.area[~by_river].median()
