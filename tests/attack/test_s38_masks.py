"""S38: no file, answer, finding or address shows a personal value unmasked, except by a reveal."""

import zipfile
from datetime import UTC, datetime

import pytest

from gridplan.access.personal import personal_patterns
from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError
from gridplan.storage.folder import write_inputs
from gridplan.workspace.exporting import FORMATS, export_plan
from gridplan.workspace.households import household, reveal
from gridplan.workspace.importing import check_paths, import_paths
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.tables import stored_tables
from tests.town import tiny_town

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HEAD = "户编号,村编码,户主,身份证号,手机号,授权日期\n"
CARD, PHONE = "999999198001010011", "19900000001"
SCOPES = [
    OPERATOR,
    Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head"),
    Scope(Viewer.REGIONAL_MANAGER, account="region"),
]


def _card(number):
    """An invented id number whose check sign is right."""
    body = f"99999919800101{number:03d}"
    total = sum(w * int(d) for w, d in zip((7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), body, strict=True))
    return body + "10X98765432"[total % 11]


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    folder = tmp_path_factory.mktemp("masks")
    write_inputs(tiny_town(), folder / "w")
    workspace = Workspace.open(folder / "w")
    plan = make_plan(OPERATOR, workspace, now=NOW)
    ids = stored_tables(OPERATOR, workspace).households.index
    rows = [
        f"{name},{plan.households.at[name, 'unit_id']},王某,{_card(n)},{PHONE},2026-01-05" for n, name in enumerate(ids)
    ]
    path = folder / "households.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    assert not [f for f in import_paths(OPERATOR, workspace, [path], datum="wgs84") if f.severity == "E"]
    return workspace, make_plan(OPERATOR, workspace)


def _text(path):
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return path.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize("form", FORMATS)
def test_s38_no_file_shows_a_number(bank, tmp_path, form):
    for scope in SCOPES:
        text = _text(export_plan(scope, bank[0], form, tmp_path / f"{scope.viewer}.{form}"))
        assert PHONE not in text
        assert CARD[:14] not in text
        assert "王某" not in text


def test_s38_an_answer_is_masked_and_a_reveal_is_limited(bank):
    workspace, plan = bank
    mine = plan.households.index[plan.households["branch_id"] == "B1"][0]
    answer = household(SCOPES[1], workspace, mine, now=NOW)
    assert answer["phone"] == "199****0001"
    assert personal_patterns(str(answer)) == []
    for _ in range(20):
        assert reveal(SCOPES[1], workspace, mine, "phone", "the person called us", now=NOW) == PHONE
    with pytest.raises(AccessError):
        reveal(SCOPES[1], workspace, mine, "phone", "the person called us", now=NOW)


def test_s38_a_finding_repeats_no_number(tmp_path):
    path = tmp_path / "households.csv"
    wrong = _card(7)[:-1] + ("0" if _card(7)[-1] != "0" else "1")
    path.write_text(HEAD + f"H1,u11,王某,{wrong},1990000000,2026-01-05\n", encoding="utf-8")
    findings = check_paths(OPERATOR, [path], datum="wgs84")
    assert {"PII_CHECKSUM", "PII_PHONE"} <= {finding.code for finding in findings}
    assert wrong not in str(findings)
    assert "1990000000" not in str(findings)
