"""Every export keeps the same promises."""

from dataclasses import fields, replace
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from gridplan.errors import StorageError
from gridplan.model.plan import Layers
from gridplan.storage.exports import EXPORTS, file_name
from gridplan.storage.exports.wording import SYNTHETIC
from tests.attack.hostile import SCRIPTS
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


#: Names as people and machines put them into tables.
NAMES = [
    *SCRIPTS, '=HYPERLINK("http://127.0.0.1/")', "@SUM(1)", "\u202egnp.exe", "a\x00b\x07", "线\r\n行", "𠮷野家",
    "é" * 3_000, "🏦", "]]>", "&lt;b&gt;", " ", "../../etc", "%s %d {0}", "\ufeff名",
]  # fmt: skip


def _named(table, start):
    return table.assign(name=[NAMES[(start + n) % len(NAMES)] for n in range(len(table))])


@pytest.fixture(scope="module", params=range(0, len(NAMES), 6))
def hostile(plan, request):
    """The town whose every name is one of the corpus; six at a time reach every place."""
    named = {
        table: _named(getattr(plan, table), request.param + n)
        for n, table in enumerate(("branches", "units", "officers"))
    }
    grids = type(plan.grids)(_named(plan.grids, request.param), geometry="geometry", crs=plan.grids.crs)
    meta = replace(plan.meta, county=NAMES[request.param], credit=NAMES[request.param + 1], notes=(NAMES[0],))
    return replace(plan, **named, grids=grids, meta=meta)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_name_does_anything_in_a_file(hostile, form, lang, tmp_path):
    path = _written(hostile, tmp_path, form, lang)
    content = path.read_bytes()
    if form == "kml":
        texts = [node.text or "" for node in ET.fromstring(content).iter()]  # noqa: S314 # our own file
        assert not [text for text in texts if "<" in text]
    if path.suffix == ".pdf":
        read = PdfReader(path)
        assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(read.trailer["/Root"])
        assert not [page for page in read.pages if "/Annots" in page or "/AA" in page]
    if form == "png":
        assert "<" not in text_of(path)
