"""Read the files of a county together: each by itself, then against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from gridplan.model.findings import InputFinding
from gridplan.model.plan import PRESETS, Preset
from gridplan.storage.gate.branches import fill_sizes
from gridplan.storage.gate.comparing import compare
from gridplan.storage.gate.coordinates import check_coordinates, check_extent
from gridplan.storage.gate.county import CountyFiles
from gridplan.storage.gate.datums import state_datum, to_wgs84
from gridplan.storage.gate.draft import Draft
from gridplan.storage.gate.saying import say
from gridplan.storage.gate.staffing import check_staffing
from gridplan.storage.labels import Labels
from gridplan.storage.layer_reading import read_road_layer, read_role
from gridplan.storage.roles import PARTING, ROLES
from gridplan.storage.sources import Source
from gridplan.storage.stages import Progress, silent
from gridplan.storage.tables.kinds import ALL_KINDS
from gridplan.storage.tables.reading import read_table


def read_files(
    sources: Sequence[Source],
    labels: Labels,
    *,
    presets: Mapping[str, Preset] = PRESETS,
    cache: Path | None = None,
    progress: Progress = silent,
) -> CountyFiles:
    """
    Read the files of a county and check them against each other.

    Parameters
    ----------
    sources
        The files, at most one a table and role.
    labels
        Name and labels of the county; they state the datum.
    presets
        Sizes by kind of branch, for those that the file doesn't tell.
    cache
        Where the road table is kept.
    progress
        Called with the file and the share done.

    Returns
    -------
    files
        Drafts with places in EPSG:4326, WGS84, and all findings.
    """
    files = CountyFiles()
    for done, source in enumerate(sources):
        progress(source.path.name, done / (len(sources) + 1))
        _read(files, source, labels, cache)
    progress("compare", len(sources) / (len(sources) + 1))
    _join_unit_shapes(files)
    if "branches" in files.tables:
        fill_sizes(files.tables["branches"], presets)
    check_staffing(files, presets)
    compare(files, PARTING)
    return files


def _read(files: CountyFiles, source: Source, labels: Labels, cache: Path | None) -> None:
    try:
        if source.name == "roads":
            files.road_file = source.path.name
            files.roads, said = read_road_layer(source.path, source.layer, cache, files.road_notes)
            files.findings += said
        else:
            _read_draft(files, source, labels)
    except MemoryError:
        files.findings.append(say("FILE_TOO_HEAVY", source.path.name, reason_zh="内存", reason_en="memory"))
    except Exception as error:  # noqa: BLE001 # whatever a broken file makes a reader raise is a finding, never a crash
        reason = f"{type(error).__name__}: {error}"
        files.findings.append(say("FILE_DAMAGED", source.path.name, layer=source.layer, reason=reason))


def _read_draft(files: CountyFiles, source: Source, labels: Labels) -> None:
    kind = ALL_KINDS[source.name] if source.is_table else None
    read = read_table(source.path, kind, source.layer) if kind else _read_layer(source)
    if not isinstance(read, Draft):
        files.findings += read
        return
    if kind:
        check_coordinates(read, needed=kind.needs_place)
    else:
        check_extent(read)
    stated = source.datum or labels.datum_of(source.name)
    if not stated and source.path.suffix.casefold() == ".ovkml":
        read.add([read.origin.say("COORD_OVKML")])
    read.add([] if not kind or kind.read_into_plan else [read.origin.say("TABLE_CHECKED")])
    state_datum(read, stated, labels.implied)
    if read.places is not None:
        read.places = to_wgs84(read.places, read.datums)
    (files.tables if kind else files.layers)[source.name] = read


def _read_layer(source: Source) -> Draft | list[InputFinding]:
    return read_role(source.path, ROLES[source.name], source.layer)


def _join_unit_shapes(files: CountyFiles) -> None:
    """Give the units of a table the polygons that a layer has under their id or name."""
    units, layer = files.tables.get("units"), files.layers.get("units")
    if units is None or layer is None or layer.places is None:
        return
    key = next((k for k in ("unit_id", "name") if k in layer.table and layer.table[k].is_unique), None)
    if key is None:
        layer.add(
            [
                layer.origin.say(
                    "HDR_MISSING", "unit_id", wanted="unit_id", names="unit_id, 村编码", near_zh="", near_en=""
                )
            ]
        )
        return
    drawn = layer.places.set_axis(layer.table[key]).reindex(units.table[key]).set_axis(units.table.index)
    units.places = drawn if units.places is None else drawn.where(drawn.notna(), units.places)
    known = layer.table[key].isin(units.table[key]).to_numpy(dtype=bool)
    named = layer.table[key].tolist()
    layer.add(layer.origin.each("FK_ORPHAN", key, ~known, named, target=units.origin.file, action="warn"))
