"""Every page has its pictures in `docs/screens/`, and stands in the list there."""

from __future__ import annotations

import pytest

from gridplan.pages import PAGES
from tests.app.looking import SIZES
from tests.app.pictures import FOLDER, gallery


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_a_page_has_its_picture(page, size):
    assert (FOLDER / f"{page}-{size}.png").is_file(), "run `make pictures`"


def test_the_list_is_up_to_date():
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == gallery(), "run `make pictures`"
