import pandas as pd
import pytest

from gridplan.model.visits import NEVER, funnel_with_visits, next_step, own_rates, reportable, standing, with_visits
from gridplan.model.words import Outcome, Stage

EVERY = {"priority": 6.0, "develop": 0.0}


def _visits(*rows):
    usual = {"household_id": "h1", "device_at": "2026-11-25T09:00:00+00:00", "outcome": "met", "stage": "",
             "next_day": "", "corrects": ""}  # fmt: skip
    columns = ["uuid", *usual]
    return pd.DataFrame([{"uuid": f"v{n}", **usual, **row} for n, row in enumerate(rows)], columns=columns)


def _households(**marks):
    rows = pd.DataFrame({"care": ["priority", "develop"], "list": "eligible", "residence": "at_home"}, ["h1", "h2"])
    rows = rows.assign(segment="farm", households_n=[1.0, 3.0], **{str(stage): False for stage in Stage})
    return rows.assign(**marks)


def _now(*rows, **marks):
    return with_visits(_households(**marks), standing(_visits(*rows)), EVERY)


def test_the_day_is_the_bank_s():
    assert standing(_visits({"device_at": "2026-11-25T16:01:00+00:00"}))["day"].tolist() == ["2026-11-26"]


def test_what_was_corrected_or_taken_back_does_not_stand():
    made = _visits({}, {"corrects": "v0", "outcome": "not_home"}, {}, {"corrects": "v2", "outcome": "withdrawn"})
    assert standing(made)["uuid"].tolist() == ["v1"]


def test_a_visit_moves_the_stages_that_it_saw_and_no_others():
    now = _now({"stage": "filed"}, {"household_id": "h2", "outcome": "not_home"}, {"household_id": "gone"})
    assert now.loc["h1", ["visited", "filed", "rated", "granted"]].tolist() == [True, True, False, False]
    assert not now.loc["h2", [str(stage) for stage in Stage]].any()


def test_who_has_drawn_has_signed_and_been_told_but_no_officer_grants():
    drawn = {"stage": "drawn"}
    assert not _now(drawn).at["h1", "drawn"]
    assert _now(drawn, granted=True).loc["h1", ["notified", "signed", "drawn"]].all()


@pytest.mark.parametrize(
    ("visit", "due"),
    [({}, "2027-01-25"), ({"next_day": "2026-12-01"}, "2026-12-01"), ({"outcome": "not_home"}, "2026-11-26"),
     ({"outcome": "moved"}, NEVER), ({"outcome": "refused"}, "2027-01-25"), ({"household_id": "h2"}, "")],
)  # fmt: skip
def test_a_household_is_due_as_agreed_or_as_its_care_class_says(visit, due):
    assert _now(visit).at["h1", "due"] == due


def test_nobody_asks_for_a_class_that_is_visited_never():
    assert _now({"household_id": "h2"}).at["h2", "due"] == NEVER


def test_the_last_visit_counts():
    now = _now({"next_day": "2026-12-01"}, {"outcome": "not_home", "device_at": "2026-11-27T01:00:00+00:00"})
    assert now.loc["h1", ["last_visit", "due"]].tolist() == ["2026-11-27", "2026-11-28"]


def test_without_visits_and_without_a_funnel_nothing_is_known():
    now = with_visits(_households().drop(columns=[str(stage) for stage in Stage]), standing(_visits()), EVERY)
    assert not now["visited"].any()
    assert set(now["due"]) == {""}


@pytest.mark.parametrize(
    ("reached", "left"),
    [((), ["filed"]), (("filed",), []), (("filed", "granted"), ["notified", "signed", "drawn"]),
     (("filed", "granted", "notified", "signed"), ["drawn"])],
)  # fmt: skip
def test_an_officer_reports_what_happens_at_the_door(reached, left):
    assert reportable(dict.fromkeys(reached, True)) == left


def test_a_plan_made_anew_counts_the_visits():
    funnel = _households()[[str(stage) for stage in Stage]]
    made = standing(_visits({"stage": "filed"}))
    assert funnel_with_visits(funnel, made).loc["h1", ["visited", "filed", "granted"]].tolist() == [True, True, False]
    assert funnel_with_visits(funnel.iloc[:0], made).empty
    assert funnel_with_visits(funnel, standing(_visits())) is funnel


def test_rates_move_by_the_households_that_were_met():
    assert own_rates(_now({}))[Stage.VISITED] == (1.0, 4.0)
    assert own_rates(_now({"household_id": "h2", "stage": "filed"}))[Stage.FILED] == (3.0, 4.0)


def test_every_outcome_is_told_apart():
    assert {str(outcome) for outcome in Outcome} == {"met", "not_home", "refused", "moved", "withdrawn"}


def test_the_next_step_is_the_first_stage_not_reached():
    rows = pd.DataFrame({"visited": [True, False, True], "filed": [False, False, True]})
    assert next_step(rows).tolist() == ["filed", "visited", ""]
    assert next_step(rows[[]]).tolist() == ["", "", ""]
