"""Views with shapes for a GIS that reads a live PostgreSQL database; frozen, since a migration uses them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from gridplan.errors import StorageError

_PIECES = {
    "point": "ST_SetSRID(ST_MakePoint(t.lon, t.lat), 4326)::geometry(Point, 4326) AS geom",
    "shape": "ST_GeomFromWKB(t.shape, 4326)::geometry(Geometry, 4326) AS geom",
    "current": "(SELECT value FROM setting WHERE key = 'current_plan')",
}
#: No view shows a name, a number or a ciphertext of a household's people.
_VIEWS = {
    "v_branch": """
        SELECT t.branch_id, t.name, t.bank, t.kind, t.town, t.coverage_radius_m, t.drive_min, {point}
        FROM branches t WHERE t.valid_to IS NULL""",
    "v_unit": """
        SELECT t.unit_id, t.name, t.type, t.town, t.registered_hh, t.resident_hh, p.grid_id, p.branch_id, {shape}
        FROM units t LEFT JOIN plan_unit p ON p.unit_id = t.unit_id AND p.plan_id = {current}
        WHERE t.valid_to IS NULL""",
    "v_household": """
        SELECT t.household_id, t.unit_id, t.residence, t.segment, t.list, o.grid_id, o.branch_id, {point}
        FROM households t LEFT JOIN holding o ON o.household_id = t.household_id WHERE t.valid_to IS NULL""",
    "v_grid": """
        SELECT t.grid_id, t.branch_id, t.name, a.officer_id, {shape}
        FROM plan_grid t LEFT JOIN plan_assignment a
        ON a.plan_id = t.plan_id AND a.grid_id = t.grid_id AND a.role = 'primary'
        WHERE t.plan_id = {current}""",
}


def make_views() -> None:
    """
    Make the views, and the extension that they need.

    Raises
    ------
    StorageError
        If PostGIS is not there and can't be brought in by this account.
    """
    if not _has_postgis():
        try:
            op.execute("CREATE EXTENSION postgis")
        except sa.exc.DBAPIError:
            raise StorageError(
                "the database has no PostGIS; install it on the server and let an administrator of the database run "
                "CREATE EXTENSION postgis"
            ) from None
    for name, query in _VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {query.format(**_PIECES)}")


def _has_postgis() -> bool:
    return bool(op.get_bind().execute(sa.text("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")).scalar())
