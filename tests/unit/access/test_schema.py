from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from gridplan.access.schema import METADATA


def test_migrations_make_the_tables_of_the_schema(database):
    with database.reading() as connection:
        ours = {"compare_type": True, "include_name": lambda name, kind, _: kind != "table" or name in METADATA.tables}
        context = MigrationContext.configure(connection, opts=ours)
        assert compare_metadata(context, METADATA) == []
