from dataclasses import replace

import pandas as pd

from gridplan.model.tables import PERSONS, empty_table, keep_contract
from tests.town import tiny_town


def test_persons_can_be_left_out_and_never_show_themselves():
    people = pd.DataFrame({"holder": ["张三"]}, index=pd.Index(["h1"], name="household_id"))
    inputs = replace(tiny_town(), persons=keep_contract(people, PERSONS))
    assert inputs.persons.columns.tolist() == list(PERSONS.columns)
    assert not inputs.persons["consent_valid"].any()
    assert "张三" not in repr(inputs)
    assert inputs.without_persons().persons.equals(empty_table("persons"))
