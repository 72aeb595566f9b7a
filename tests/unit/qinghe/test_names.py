import numpy as np
import pytest

from gridplan.qinghe.names import TOWNS, area_name, block_name, branch_name, community_names, village_names


def test_villages_have_distinct_names():
    names = village_names(260, np.random.default_rng(1))
    assert len(set(names)) == 260
    assert all(name.endswith("村") and len(name) == 3 for name in names)


def test_communities_are_named_by_street_in_the_seat_and_by_town_elsewhere():
    names = community_names([TOWNS[0], TOWNS[0], TOWNS[1]])
    assert len(set(names)) == 3
    assert names[2] == "云溪社区"


@pytest.mark.parametrize(
    ("place", "name"),
    [("云溪镇", "云溪支行"), ("松岭乡", "松岭支行"), ("文昌社区", "文昌支行"), ("上湾村", "上湾支行")],
)
def test_a_branch_drops_the_rank_of_its_place(place, name):
    assert branch_name(place) == name


def test_blocks_and_areas_say_what_they_belong_to():
    assert block_name("文昌社区", 1) == "文昌社区·二片"
    assert area_name("云溪镇", "street_shops", 0) == "云溪商业街"
    assert area_name("云溪镇", "market", 0) == "云溪农贸市场"
