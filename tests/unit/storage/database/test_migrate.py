from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from gridplan.storage.database import schema
from gridplan.storage.database.migrate import edition_of, newest_edition


def test_migrations_make_the_tables_of_the_schema(database):
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: kind != "table" or name in schema.metadata.tables,
            },
        )
        assert compare_metadata(context, schema.metadata) == []
        assert edition_of(connection) == newest_edition()
