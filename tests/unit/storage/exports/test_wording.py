import csv
from dataclasses import fields
from importlib.resources import files

import pandas as pd
import pytest

from gridplan.storage.exports.wording import WORDS, label, name, readable
from tests.town.planned import plan_town


@pytest.fixture(scope="module")
def rows():
    text = files("gridplan.storage.exports").joinpath("names.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_every_name_is_there_once_and_in_both_languages(rows):
    assert len({row["code"] for row in rows}) == len(rows)
    assert all(row["zh"] and row["en"].isascii() and not row["zh"].isascii() for row in rows)


def test_a_code_without_a_name_stays_a_code():
    assert name("luck_m", "zh") == "luck_m"
    assert label("grids", "kind", "moon", "zh") == "moon"


def test_every_word_of_the_trade_has_its_label():
    for table, columns in WORDS.items():
        for column, kind in columns.items():
            assert [label(table, column, str(word), "en") for word in kind] == [word.en for word in kind]


def test_yes_and_no_are_words_and_unknown_stays_empty():
    table = pd.DataFrame({"estimated": [True, False], "list": ["eligible", None]}).rename_axis("household_id")
    shown = readable("households", table, "zh")
    assert shown["estimated"].tolist() == ["是", "否"]
    assert shown["list"].iloc[0] == "白名单"
    assert pd.isna(shown["list"].iloc[1])
    assert shown.columns[0] == "household_id"


def test_texts_come_in_one_language():
    table = pd.DataFrame({"message_zh": ["错"], "message_en": ["wrong"]})
    assert readable("findings", table, "en").to_dict("list") == {"message": ["wrong"]}


def test_every_column_and_code_of_a_plan_has_a_name():
    plan = plan_town()
    tables = [getattr(plan, field.name) for field in fields(plan) if hasattr(getattr(plan, field.name), "columns")]
    columns = {name for table in tables for name in [table.index.name, *table.columns] if name}
    shown = {str(column).removesuffix("_zh").removesuffix("_en") for column in columns} - {"geometry"}
    codes = {*plan.indicators["indicator"], *plan.indicators["base"], *plan.assignments["why"]}
    assert not {code for code in shown | codes if name(code, "zh") == code}
