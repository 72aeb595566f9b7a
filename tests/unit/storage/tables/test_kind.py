import pytest

from gridplan.storage.tables.kind import METRES, MINUTES, Field
from gridplan.storage.tables.readers import number
from gridplan.storage.tables.sheet import plain_name

RADIUS = Field("radius_m", ("覆盖半径", "radius"), number, units=METRES)


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("radius_m", 1),
        ("覆盖半径", 1),
        ("覆盖半径（公里）", 1000),
        ("Radius_KM", 1000),
        ("radius (m)", 1),
        ("覆盖半径/千米", 1000),
        ("半径", None),
        ("覆盖半径(分钟)", None),
        ("km", None),
    ],
)
def test_a_header_means_a_field_in_one_of_its_units(header, scale):
    assert RADIUS.scale(plain_name(header)) == scale


def test_hours_are_sixty_minutes():
    assert Field("drive_min", ("车程",), number, units=MINUTES).scale("车程(小时)") == 60
