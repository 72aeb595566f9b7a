"""What a kind of table looks like: its fields, the names that banks give them, and its own checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandera.pandas as pa

from gridplan.storage.gate.draft import Draft
from gridplan.storage.tables.cells import Reader
from gridplan.storage.tables.readers import degrees, text
from gridplan.storage.tables.sheet import plain_name
from gridplan.storage.tables.words import read_datum

#: Checks a table or mends it, and notes what it found.
Step = Callable[[Draft], None]

#: Units that a header may state, and how many of ours one of them is.
METRES = {"m": 1.0, "米": 1.0, "km": 1000.0, "公里": 1000.0, "千米": 1000.0}
MINUTES = {"min": 1.0, "分": 1.0, "分钟": 1.0, "h": 60.0, "小时": 60.0}
HOURS = {"h": 1.0, "小时": 1.0, "时": 1.0}
PIECES = {"户": 1.0, "人": 1.0, "个": 1.0, "家": 1.0, "天": 1.0}


@dataclass(frozen=True)
class Field:
    """
    One column of a kind of table.

    Attributes
    ----------
    name
        Its name in the contract.
    aliases
        Other headers that mean it.
    read
        How its cells are read.
    default
        What is taken where nothing stands; None where the contract or a step knows.
    required
        Whether the column must be there.
    filled
        Whether a cell may not be empty where the column is there.
    units
        Units that the header may state.
    range_code
        Code of a value out of range.
    personal
        Whether messages mask its values.
    kept
        Whether it becomes a column of the table; others are checked and forgotten.
    """

    name: str
    aliases: tuple[str, ...]
    read: Reader
    default: object = None
    required: bool = False
    filled: bool = False
    units: Mapping[str, float] | None = None
    range_code: str = "NUM_RANGE"
    personal: bool = False
    kept: bool = True

    def scale(self, header: str) -> float | None:
        """
        Tell whether a header means this field.

        Parameters
        ----------
        header
            A header as `plain_name` writes it.

        Returns
        -------
        scale
            How many of our units one of the column's is; None if the header means something else.
        """
        if not self.required and self.read is not degrees:
            # nobody would miss a column that need not be there
            header = "".join(header.split())
        names = {plain_name(name) for name in (self.name, *self.aliases)}
        if header in names:
            return 1.0
        for unit, scale in (self.units or {}).items():
            for written in (f"_{unit}", f"({unit})", f"[{unit}]", f"/{unit}"):
                if header.endswith(written) and header.removesuffix(written).rstrip("_ ") in names:
                    return scale
        return None

    def rank(self, header: str) -> int:
        """
        Tell how early a header stands among the names of this field.

        Parameters
        ----------
        header
            A header as `plain_name` writes it; one that means this field.

        Returns
        -------
        rank
            0 for its own name.
        """
        names = [plain_name(name) for name in (self.name, *self.aliases)]
        return next((at for at, name in enumerate(names) if header == name), len(names))


#: Where a row lies: degrees, or a shape as text.
PLACE = (
    Field("lon", ("经度", "longitude", "东经"), degrees, kept=False),
    Field("lat", ("纬度", "latitude", "北纬"), degrees, kept=False),
    Field("wkt", ("geometry", "geom", "几何", "图形"), text, kept=False),
    Field("datum", ("坐标系", "坐标基准", "coord_sys"), read_datum, kept=False),
)


@dataclass(frozen=True)
class Kind:
    """
    A kind of table.

    Attributes
    ----------
    schema
        Its contract.
    ids
        The field of its ids.
    fields
        Its other fields.
    stems
        Names that its file may have besides that of the contract.
    placed
        Whether its rows have a place.
    needs_place
        Whether each row must bring its place itself.
    may_be_empty
        Whether a header without rows means that there are none.
    empty_code
        Code of a header without rows, where there must be some.
    unique
        Whether an id stands in one row alone.
    kept
        Where the workspace keeps it: `database`, `file` as it came (registers), or nowhere: only checked against the
        rest.
    either
        Fields of which one at least must be there.
    double_code
        Code of an id that stands in rows that differ.
    steps
        Checks of its own, made on the whole table in this order.
    """

    schema: pa.DataFrameSchema
    ids: Field
    fields: tuple[Field, ...]
    stems: tuple[str, ...] = ()
    placed: bool = False
    needs_place: bool = False
    may_be_empty: bool = True
    empty_code: str = "NO_ROWS"
    unique: bool = True
    kept: str = "database"
    either: tuple[str, ...] = ()
    double_code: str = "ID_DUP_DIFF"
    steps: tuple[Step, ...] = ()

    @property
    def name(self) -> str:
        """
        Name the table.

        Returns
        -------
        name
            Name of the contract.
        """
        return str(self.schema.name)

    @property
    def read_into_plan(self) -> bool:
        """
        Tell whether a plan is made with it.

        Returns
        -------
        read
            Whether the workspace keeps it.
        """
        return bool(self.kept)

    @property
    def columns(self) -> tuple[Field, ...]:
        """
        List all fields.

        Returns
        -------
        fields
            Ids first, places last.
        """
        return (self.ids, *self.fields, *(PLACE if self.placed else ()))
