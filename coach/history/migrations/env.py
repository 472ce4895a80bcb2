"""What Alembic runs for each step: on the connection that it is given."""

from alembic import context

from coach.history.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    # The caller's transaction, in which SQLite changes tables as well.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
