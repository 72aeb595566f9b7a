from gridplan.storage.exports.qml import Style, qml
from gridplan.storage.exports.styles import grid_colours, style_of
from gridplan.storage.exports.symbols import fill, line, marker, rgba
from tests.unit.maps.drawn_town import drawn_town


def test_neighbours_differ_in_colour_and_rows_may_come_in_any_order():
    plan = drawn_town()
    colours = grid_colours(plan.units, plan.adjacency)
    assert set(colours) == set(plan.units["grid_id"])
    grid = plan.units["grid_id"]
    for one, other in zip(plan.adjacency["unit_a"].map(grid), plan.adjacency["unit_b"].map(grid), strict=True):
        assert one == other or colours[one] != colours[other]
    shuffled = grid_colours(plan.units.iloc[::-1], plan.adjacency.iloc[::-1])
    assert shuffled == colours


def test_a_layer_that_nobody_has_styled_gets_a_plain_symbol():
    table = drawn_town().layers.water
    for shape, kind in (("areas", "fill"), ("lines", "line"), ("points", "marker")):
        style = style_of("luck", table, shape, "en", {})
        assert style.symbols[0][2].kind == kind
        assert style.label == ""


def test_water_that_is_a_line_and_water_that_is_an_area_are_drawn_as_such():
    table = drawn_town().layers.water
    assert style_of("water", table, "areas", "zh", {}).symbols[0][2].kind == "fill"
    assert style_of("water", table, "lines", "zh", {}).symbols[0][2].kind == "line"


def test_symbols_carry_what_qgis_reads():
    assert rgba("#ff8000", 0.5) == "255,128,0,128"
    assert fill("#ffffff", outline="#000000", width=0.3, style="no").options["style"] == "no"
    assert line("#000000", 0.5, pen="dash").options["line_style"] == "dash"
    assert marker("square", "#000000", 3, outline="#ffffff").options["name"] == "square"


def test_labels_are_written_only_where_a_field_is_named():
    symbol = [("", "a", line("#000000", 0.5))]
    assert "<labeling" not in qml(Style(symbol))
    assert 'fieldName="name"' in qml(Style(symbol, label="name"))
