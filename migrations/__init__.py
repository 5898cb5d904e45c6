"""The shape of the database over time, as Alembic migrations. They run on SQLite and PostgreSQL alike."""
