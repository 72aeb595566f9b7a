"""Every export keeps the same promises."""

from dataclasses import fields, replace

import pytest

from gridplan.errors import StorageError
from gridplan.model.plan import Layers
from gridplan.storage.exports import EXPORTS, file_name
from gridplan.storage.exports.wording import SYNTHETIC
from tests.unit.maps.drawn_town import drawn_town
from tests.unit.storage.exports.reading import text_of


@pytest.fixture(scope="module")
def plan():
    return drawn_town()


@pytest.fixture(params=EXPORTS)
def form(request):
    return request.param


def _written(plan, folder, form, lang="zh"):
    path = folder / file_name("plan", form)
    EXPORTS[form].export(plan, path, lang)
    return path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_names_the_plan_and_says_that_it_is_invented(plan, form, lang, tmp_path):
    text = text_of(_written(plan, tmp_path, form, lang))
    assert plan.meta.plan_id in text
    assert plan.meta.credit in text
    assert SYNTHETIC in text


def test_real_data_is_not_called_synthetic(plan, form, tmp_path):
    real = replace(plan, meta=replace(plan.meta, synthetic=False, credit="© somebody"))
    assert "synthetic" not in text_of(_written(real, tmp_path, form)).replace('"synthetic": false', "")


def test_it_makes_its_folder_and_leaves_nothing_else_in_it(plan, form, tmp_path):
    path = _written(plan, tmp_path / "a" / "b", form)
    assert list(path.parent.iterdir()) == [path]


def test_what_the_viewer_may_not_see_is_not_in_the_file(plan, form, tmp_path):
    cut = replace(plan, households=plan.households.iloc[:0])
    content = text_of(_written(cut, tmp_path, form))
    assert not [household for household in plan.households.index if household in content]


def test_a_failed_export_leaves_the_old_file(plan, form, tmp_path):
    path = tmp_path / file_name("plan", form)
    path.write_text("old")
    with pytest.raises((StorageError, KeyError, AttributeError)):
        EXPORTS[form].export(replace(plan, grids=plan.grids.drop(columns=["name", "geometry"])), path, "zh")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_it_writes_a_plan_without_layers_and_with_empty_tables(plan, form, tmp_path):
    kept = {"branches", "units", "grids", "officers"}
    empty = {
        field.name: getattr(plan, field.name).iloc[:0]
        for field in fields(plan)
        if hasattr(getattr(plan, field.name), "iloc") and field.name not in kept
    }
    bare = replace(plan, **empty, layers=Layers())
    assert plan.meta.plan_id in text_of(_written(bare, tmp_path, form))
