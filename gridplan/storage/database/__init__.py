"""The database of a workspace: SQLite by default, PostgreSQL by one setting; the same code for both."""
