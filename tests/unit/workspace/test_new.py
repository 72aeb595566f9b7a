import openpyxl
import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, InputError
from gridplan.model import words
from gridplan.model.tables import CONTRACTS
from gridplan.storage.exports.template_columns import template_columns
from gridplan.storage.folder import read_inputs
from gridplan.storage.tables.headers import known_headers
from gridplan.storage.tables.kinds import KINDS
from gridplan.storage.tables.sheet import plain_name
from gridplan.storage.tables.workbook import read_workbook
from gridplan.workspace.new import new_empty, new_from_frame, new_from_osm
from tests.unit.storage.frame.framed_town import write_frame

MANAGER = Scope(Viewer.REGIONAL_MANAGER)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    return new_empty(OPERATOR, tmp_path_factory.mktemp("new") / "小县")


def _sheet(workspace, table):
    return openpyxl.load_workbook(workspace.path / "data" / f"{table}.xlsx").active


def _column(sheet, header):
    return next(cell.column_letter for cell in sheet[1] if cell.value == header)


def test_an_empty_workspace_opens_and_is_named_as_its_folder(empty):
    assert empty.settings.name == "小县"
    assert not empty.settings.synthetic


@pytest.mark.parametrize("table", CONTRACTS)
def test_every_table_has_a_template_with_chinese_headers(empty, table):
    headers = [cell.value for cell in _sheet(empty, table)[1]]
    assert headers == [column["zh"] for column in template_columns(table)]
    assert not any(header.isascii() for header in headers)


@pytest.mark.parametrize("table", CONTRACTS)
def test_every_header_of_a_template_is_understood_at_import(table):
    kind = KINDS[table]
    for column in template_columns(table):
        meant = [field.name for field in kind.columns if field.scale(plain_name(column["zh"])) == 1]
        assert meant == [column["code"]]


@pytest.mark.parametrize("table", CONTRACTS)
def test_a_template_has_a_column_for_all_that_a_contract_requires(table):
    schema = CONTRACTS[table]
    required = {name for name, column in schema.columns.items() if column.required}
    # radius and minutes come from the kind of a branch
    needed = {schema.index.name} | required - {"coverage_radius_m", "drive_min"}
    assert needed <= {column["code"] for column in template_columns(table) if column["needed"]}


def test_words_are_chosen_from_a_list(empty):
    sheet = _sheet(empty, "branches")
    (listed,) = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert listed.formula1 == '"' + ",".join(kind.zh for kind in words.BranchKind) + '"'
    assert str(listed.sqref).startswith(_column(sheet, "网点类型") + "2:")
    assert len(listed.formula1) <= 255


def test_ids_are_text_so_that_zeros_stay(empty):
    sheet = _sheet(empty, "officers")
    for header in ("客户经理编号", "网点编号"):
        assert sheet.column_dimensions[_column(sheet, header)].number_format == "@"


def test_a_second_sheet_says_what_is_meant(empty):
    sheet = openpyxl.load_workbook(empty.path / "data" / "branches.xlsx").worksheets[1]
    told = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert "城区、镇区、乡村、山区" in told["网点类型"][2]
    assert "datum" in told["经度"][3]


@pytest.mark.parametrize("table", CONTRACTS)
def test_the_sheet_of_help_is_not_taken_for_the_table(empty, table):
    sheet = read_workbook(empty.path / "data" / f"{table}.xlsx", known_headers(KINDS[table]))
    assert sheet.layer == table


def test_a_folder_that_holds_a_workspace_is_refused(empty, tmp_path):
    for make in (
        lambda: new_empty(OPERATOR, empty.path),
        lambda: new_from_frame(OPERATOR, empty.path, tmp_path),
        lambda: new_from_osm(OPERATOR, empty.path, tmp_path),
    ):
        with pytest.raises(InputError, match="holds a workspace already"):
            make()


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="is a file"):
        new_empty(OPERATOR, tmp_path / "file")


def test_the_operator_alone_makes_workspaces(tmp_path):
    with pytest.raises(AccessError):
        new_empty(MANAGER, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_what_cannot_be_read_leaves_no_workspace(tmp_path):
    (tmp_path / "broken.osm").write_text("<osm")
    with pytest.raises(InputError):
        new_from_osm(OPERATOR, tmp_path / "new", tmp_path / "broken.osm")
    with pytest.raises(InputError):
        new_from_frame(OPERATOR, tmp_path / "new", tmp_path / "nowhere")
    assert not (tmp_path / "new").exists()


def test_a_frame_becomes_a_workspace_that_can_be_read(tmp_path):
    stages = []
    frame = write_frame(tmp_path / "frame")
    workspace = new_from_frame(OPERATOR, tmp_path / "new", frame, progress=lambda *told: stages.append(told[1]))
    assert workspace.settings.name == "小县"
    assert "CC BY 4.0" in workspace.settings.credit
    assert stages == sorted(stages)
    assert stages[-1] == 1.0
    inputs, findings = read_inputs(workspace.path)
    assert not [finding for finding in findings if finding.severity == "E"]
    assert len(inputs.units) == 5
    assert inputs.units.geom_type.isin(["Polygon", "MultiPolygon"]).all()
    assert set(inputs.households["unit_id"]) <= set(inputs.units.index)
    assert inputs.notes


ROWS = {
    "branches": ["0001", "城关支行", None, "镇区", "城关镇", 119.0, 33.6],
    "units": ["999901001001", "一村", "行政村", "城关镇", 300, 250, 900, 12, "重点村", None, 119.001, 33.601],
    "officers": ["007", "客户经理甲", "0001", 40, 3, 12, "否"],
}


def test_a_template_that_is_filled_in_can_be_read(tmp_path):
    workspace = new_empty(OPERATOR, tmp_path / "new")
    for table, row in ROWS.items():
        path = workspace.path / "data" / f"{table}.xlsx"
        book = openpyxl.load_workbook(path)
        book.active.append(row)
        book.save(path)
    settings = workspace.path / "gridplan.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('# default = "gcj02"', 'default = "wgs84"'), "utf-8"
    )
    inputs, findings = read_inputs(workspace.path)
    assert {finding.code for finding in findings if finding.severity == "E"} <= {"LAYER_MISSING"}
    assert inputs.branches.loc["0001", ["name", "kind"]].tolist() == ["城关支行", "town"]
    assert inputs.units.loc["999901001001", ["type", "tier"]].tolist() == ["village", "B"]
    assert inputs.officers.index.tolist() == ["007"]
    assert inputs.households.empty
