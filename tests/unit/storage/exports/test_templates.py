import openpyxl
import pytest

from gridplan.access.scope import OPERATOR
from gridplan.errors import StorageError
from gridplan.model.tables import CONTRACTS
from gridplan.storage.exports.template_columns import register_tables, template_columns, template_tables
from gridplan.storage.exports.templates import write_template
from gridplan.storage.gate.draft import Draft
from gridplan.storage.importing import check_files
from gridplan.storage.persons import persons_of
from gridplan.storage.tables.kinds import KINDS, REGISTER_KINDS
from gridplan.storage.tables.reading import finished, read_table
from gridplan.workspace.importing import import_paths
from gridplan.workspace.loading import load_inputs
from gridplan.workspace.opening import Workspace
from tests.unit.storage.rough import county_folder

tables = pytest.mark.parametrize("table", template_tables())


def _template(folder, table):
    path = folder / f"{table}.xlsx"
    write_template(path, table)
    return path


def _filled(folder, table):
    """Fill a template in as its own examples say."""
    path = _template(folder, table)
    book = openpyxl.load_workbook(path)
    row = [float(c["example"]) if c["words"] == "number" else c["example"] for c in template_columns(table)]
    book.active.append(row)
    book.save(path)
    return path


@pytest.fixture(scope="module")
def units(tmp_path_factory):
    path = _template(tmp_path_factory.mktemp("template"), "units")
    return openpyxl.load_workbook(path).active


def _head(sheet, code):
    at = [column["code"] for column in template_columns(sheet.title)].index(code)
    return sheet[1][at]


def _rule(sheet, code):
    ref = f"{_head(sheet, code).column_letter}2"
    return next((rule for rule in sheet.data_validations.dataValidation if ref in rule), None)


def test_a_template_has_no_rows(units):
    assert units.max_row == 1
    assert units.freeze_panes == "A2"


def test_a_header_says_unit_range_and_words(units):
    said = _head(units, "registered_hh").comment.text
    assert said.splitlines()[:3] == ["必填 needed", "单位 unit：户 households", "范围 range：≥ 0"]
    assert "可选：示范村、重点村、全体村" in _head(units, "tier").comment.text
    assert "-180 – 180" in _head(units, "lon").comment.text


def test_cells_hold_what_the_contract_allows(units):
    whole, degrees, words = (_rule(units, code) for code in ("registered_hh", "lat", "tier"))
    assert (whole.type, whole.operator, whole.formula1) == ("whole", "greaterThanOrEqual", "0")
    assert (degrees.type, degrees.operator, degrees.formula1, degrees.formula2) == ("decimal", "between", "-90", "90")
    assert (words.type, words.formula1) == ("list", '"示范村,重点村,全体村"')
    assert {rule.showErrorMessage for rule in (whole, degrees, words)} == {True}
    assert _rule(units, "name") is None


@tables
def test_codes_and_names_are_text_so_that_zeros_stay(tmp_path, table):
    sheet = openpyxl.load_workbook(_template(tmp_path, table)).active
    for column in template_columns(table):
        form = sheet.column_dimensions[_head(sheet, column["code"]).column_letter].number_format
        assert (form == "@") == (column["words"] == "text"), column["code"]


@tables
def test_a_template_that_is_filled_in_is_read_as_it_was_meant(tmp_path, table):
    path, kind = _filled(tmp_path, table), KINDS[table]
    draft = read_table(path, kind)
    assert isinstance(draft, Draft)
    assert [finding.code for finding in draft.findings if finding.severity != "I"] == []
    if table == "branches":
        draft.table = draft.table.assign(coverage_radius_m=3000.0, drive_min=15.0)
    row = finished(draft, kind).iloc[0]
    examples = {column["code"]: column["example"] for column in template_columns(table)}
    assert row.name == examples[kind.ids.name]
    told = {code: text for code, text in examples.items() if code in row.index and text and row[code] != text}
    words = {column["code"] for column in template_columns(table) if column["words"] != "text"}
    assert set(told) <= words


@pytest.mark.parametrize("register", register_tables())
def test_a_template_of_a_register_is_read_as_it_was_meant(tmp_path, register):
    kind, examples = REGISTER_KINDS[register], {c["code"]: c["example"] for c in template_columns(register)}
    draft = read_table(_filled(tmp_path, register), kind)
    assert isinstance(draft, Draft)
    assert [finding.code for finding in draft.findings if finding.severity != "I"] == []
    row = finished(draft, kind).reset_index().iloc[0]
    assert set(examples) == set(row.index)
    texts = {column["code"] for column in template_columns(register) if column["words"] == "text"}
    assert {code: row[code] for code in texts} == {code: examples[code] for code in texts}


def test_people_are_read_from_a_template(tmp_path):
    person = persons_of(read_table(_filled(tmp_path, "households"), KINDS["households"])).iloc[0]
    assert person.tolist() == ["户主甲", "999999198001010003", "19900000001", "2025-03-01", True]


@tables
def test_the_example_is_no_row(tmp_path, table):
    path = _template(tmp_path, table)
    examples = openpyxl.load_workbook(path).worksheets[1]
    assert all(str(row[4]).startswith("例：") for row in examples.iter_rows(min_row=2, values_only=True))
    read = read_table(path, KINDS[table])
    assert not isinstance(read, Draft) or read.table.empty


@tables
def test_an_empty_template_is_answered_and_wipes_nothing_out(tmp_path, table):
    workspace = Workspace.open(county_folder(tmp_path / "c"))
    path = _template(tmp_path, table)
    for findings in (import_paths(OPERATOR, workspace, [path], datum="wgs84"), check_files([path], datum="wgs84")):
        said = [finding for finding in findings if finding.file == path.name and finding.severity == "E"]
        assert [finding.code for finding in said] == ["OFFICER_NONE" if table == "officers" else "NO_ROWS"]
        assert said[0].layer == table
    assert len(load_inputs(OPERATOR, workspace).households) == 2


def test_empty_templates_beside_each_other_are_no_fault_of_a_workspace(tmp_path):
    folder = county_folder(tmp_path / "c")
    for table in set(CONTRACTS) - {"branches", "units", "households", "officers"}:
        _template(folder, table)
    assert [finding.code for finding in check_files([folder]) if finding.severity == "E"] == []


def test_a_template_is_there_whole_or_not_at_all(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError):
        write_template(tmp_path / "file" / "units.xlsx", "units")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
