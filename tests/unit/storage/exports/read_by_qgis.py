"""Run by a Python that has QGIS: open a package as QGIS does, and tell of each layer how it would be drawn."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from contextlib import closing

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import QgsApplication, QgsVectorLayer


def told(path: str, name: str) -> dict[str, object]:
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    style = layer.loadDefaultStyle()[1]
    kind, drawn = layer.renderer(), None
    if kind.type() == "categorizedSymbol":
        values = layer.uniqueValues(layer.fields().indexOf(kind.classAttribute()))
        drawn = sum(kind.categoryIndexForValue(value) >= 0 for value in values) / max(1, len(values))
    return {
        "valid": layer.isValid(),
        "rows": layer.featureCount(),
        "style": style,
        "renderer": kind.type(),
        "drawn": drawn,
        "label": layer.labeling().settings().fieldName if layer.labelsEnabled() else "",
        "aliases": [field.alias() for field in layer.fields()],
    }


def main() -> None:
    path = sys.argv[1]
    # kept, for QGIS ends with it
    program = QgsApplication([], GUIenabled=False)
    program.initQgis()
    with closing(sqlite3.connect(path)) as base:
        names = [row[0] for row in base.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'")]
    sys.stdout.write(json.dumps({name: told(path, name) for name in names}))
    program.exitQgis()


main()
