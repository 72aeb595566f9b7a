import numpy as np
import pandas as pd
import pytest

from gridplan.storage.gate.saying import RefusedError
from gridplan.storage.tables.kinds import KINDS
from gridplan.storage.tables.opening import open_sheet

KIND = KINDS["officers"]


def test_parquet_keeps_its_types_and_rows_count_like_those_of_a_table(tmp_path):
    path = tmp_path / "t.parquet"
    pd.DataFrame({"officer_id": ["001", "002"], "hours_week": [40.5, np.nan]}).to_parquet(path)
    sheet = open_sheet(path, KIND)
    assert sheet.header == ["officer_id", "hours_week"]
    assert sheet.rows.tolist() == [2, 3]
    assert sheet.cells[1].dtype == float


def test_a_named_index_of_parquet_is_a_column(tmp_path):
    path = tmp_path / "t.parquet"
    pd.DataFrame({"name": ["a"]}, index=pd.Index(["E1"], name="officer_id")).to_parquet(path)
    assert open_sheet(path, KIND).header == ["officer_id", "name"]


@pytest.mark.parametrize(("name", "code"), [("t.docx", "FMT_UNSUPPORTED"), ("t.parquet", "FILE_DAMAGED")])
def test_a_file_that_can_not_be_opened_says_why(tmp_path, name, code):
    (tmp_path / name).write_bytes(b"rubbish")
    with pytest.raises(RefusedError) as refused:
        open_sheet(tmp_path / name, KIND)
    assert [finding.code for finding in refused.value.findings] == [code]
