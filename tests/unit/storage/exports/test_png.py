import numpy as np
import pytest
from PIL import Image

from gridplan.storage.exports import png
from gridplan.storage.exports.taking import Taking
from tests.unit.maps.drawn_town import drawn_town


@pytest.fixture(scope="module")
def plan():
    return drawn_town()


def _pixels(plan, path, **taking):
    png.export(plan, path, "zh", Taking(**taking))
    with Image.open(path) as image:
        assert image.size == (1_080, 1_440)
        return np.asarray(image.convert("RGB")).astype(int)


def test_a_branch_is_drawn_alone(plan, tmp_path):
    whole, branch = (_pixels(plan, tmp_path / f"{name}.png", branch_id=name) for name in (None, "B1"))
    assert (whole != branch).any()


def test_the_name_of_who_took_it_lies_over_the_map(plan, tmp_path):
    bare, stamped = (_pixels(plan, tmp_path / f"{who}.png", who=who) for who in ("", "head-b1"))
    inside = (slice(200, 1_300), slice(60, 1_020))
    assert (bare[inside] != stamped[inside]).any(axis=2).mean() > 0.005
