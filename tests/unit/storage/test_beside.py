from gridplan.model.plan import PRESETS
from gridplan.storage.gathering import gather_together


def test_a_workspace_is_told_of_its_bad_reference_layer(tmp_path):
    (tmp_path / "layers").mkdir()
    (tmp_path / "layers" / "layers.toml").write_text('[schools]\nfile = "schools.geojson"\n', encoding="utf-8")
    (tmp_path / "layers" / "schools.geojson").write_text("{", encoding="utf-8")
    told = {"folder": str(tmp_path), "stored": [], "datum": ""}
    findings = gather_together(told, PRESETS, lambda *_: None)[1]
    assert ("schools.geojson", "W") in {(finding.file, finding.severity) for finding in findings}
