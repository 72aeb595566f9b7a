import pytest

from gridplan.errors import SettingsError
from gridplan.model.plan import PRESETS, PlanParams
from gridplan.storage.settings import read_settings


def _workspace(folder, text):
    (folder / "gridplan.toml").write_text(text, encoding="utf-8")
    return folder


def test_what_is_left_out_keeps_its_default(tmp_path):
    settings = read_settings(_workspace(tmp_path, 'name = "小镇"\n'))
    assert settings.name == "小镇"
    assert not settings.synthetic
    assert settings.params.presets == PRESETS


def test_a_bank_turns_its_dials(tmp_path):
    text = "[plan]\ntolerance = 0.1\n[presets.town]\nhh_max = 900\nhh_hard = [300, 1800]\n"
    params = read_settings(_workspace(tmp_path, text)).params
    assert params.tolerance == 0.1
    assert params.presets["town"].hh_max == 900
    assert params.presets["town"].hh_hard == (300, 1800)
    assert params.presets["rural"] == PRESETS["rural"]


def test_a_bank_turns_the_numbers_of_rules(tmp_path):
    text = '[rules.G12]\nseverity = "E"\npolsby_popper_min = 0.4\n[rules.G06]\nrange = [2, 5]\n'
    params = read_settings(_workspace(tmp_path, text)).params
    assert params.rules == {"G12": {"severity": "E", "polsby_popper_min": 0.4}, "G06": {"range": [2, 5]}}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[rules.G99]\n", "rules.G99"),
        ("[rules.G12]\nhue = 1\n", "rules.G12.hue"),
        ('[rules.G12]\nseverity = "X"\n', "rules.G12.severity"),
        ('[rules.G12]\npolsby_popper_min = "round"\n', "polsby_popper_min"),
        ("[rules.G06]\nrange = [5, 2]\n", "G06: range"),
        ("[rules.G06]\nrange = [5]\n", "G06: range"),
    ],
)
def test_a_number_that_no_rule_takes_is_refused(tmp_path, text, word):
    with pytest.raises(SettingsError, match=word):
        read_settings(_workspace(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "word"),
    [("[plan]\nluck = 1\n", "luck"), ("[presets.moon]\n", "moon"), ("[presets.town]\nhue = 3\n", "hue")],
)
def test_a_dial_that_does_not_exist_is_named(tmp_path, text, word):
    with pytest.raises(SettingsError, match=word):
        read_settings(_workspace(tmp_path, text))


def test_a_broken_file_and_a_missing_one_are_told_apart(tmp_path):
    with pytest.raises(SettingsError, match="gridplan new"):
        read_settings(tmp_path)
    with pytest.raises(SettingsError, match="TOML"):
        read_settings(_workspace(tmp_path, "name = "))


def test_synthetic_must_be_said_outright(tmp_path):
    assert not read_settings(_workspace(tmp_path, "synthetic = false\n")).synthetic
    with pytest.raises(SettingsError, match="synthetic"):
        read_settings(_workspace(tmp_path, 'synthetic = "yes"\n'))
    assert read_settings(_workspace(tmp_path, "synthetic = true\n")).synthetic


def test_sizes_of_all_grids_take_the_place_of_every_preset_s(tmp_path):
    text = "[grid]\nmin_households = 100\nmax_households = 400\nradius_km = 3\n[presets.town]\nhh_max = 900\n"
    presets = read_settings(_workspace(tmp_path, text)).params.presets
    assert (presets["rural"].hh_min, presets["rural"].hh_max, presets["rural"].radius_m) == (100, 400, 3_000.0)
    assert presets["town"].hh_max == 900


@pytest.mark.parametrize(
    ("given", "kept"), [("max_households = 300", (300, 300)), ("min_households = 1200", (1200, 1200))]
)
def test_one_size_of_grids_moves_the_other_where_it_must(tmp_path, given, kept):
    rural = read_settings(_workspace(tmp_path, f"[grid]\n{given}\n")).params.presets["rural"]
    assert (rural.hh_min, rural.hh_max) == kept


def test_privacy_and_weights_are_kept(tmp_path):
    settings = read_settings(_workspace(tmp_path, "[score]\nw_distance = 2\n[privacy]\nk = 7\n"))
    assert (settings.k, settings.weights) == (7, {"w_distance": 2.0})
    assert read_settings(_workspace(tmp_path, "")).k == 5


def test_visits_and_markets_have_dials_of_their_own(tmp_path):
    text = (
        '[plan]\nfrequency_from = "table"\nfrequency = {priority = 3}\n'
        'care_order = ["develop", "priority", "periodic", "watch"]\n[presets.market]\nmerchants_max = 400\n'
    )
    params = read_settings(_workspace(tmp_path, text)).params
    assert params.frequency == {**PlanParams().frequency, "priority": 3}
    assert (params.frequency_from, params.care_order[0], params.market.merchants_max) == ("table", "develop", 400)
