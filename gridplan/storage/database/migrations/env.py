"""Alembic's door: the caller's connection and its transaction are used, so that all steps happen or none."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
