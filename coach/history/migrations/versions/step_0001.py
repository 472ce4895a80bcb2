"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "athletes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("name", name="uq_athletes_name"),
    )
    op.create_table(
        "trainings",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name="fk_trainings_athlete_id_athletes"
        ),
    )
    op.create_index("ix_trainings_athlete_id", "trainings", ["athlete_id"])
    op.create_index("ix_trainings_began_at", "trainings", ["began_at"])
    _make_sets()
    _make_parts()
    _make_numbers()


def _make_sets() -> None:
    op.create_table(
        "sets",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("training_id", sa.Text()),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("exercise", sa.Text()),
        sa.Column("side", sa.Text()),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double()),
        sa.Column("score_low", sa.Double()),
        sa.Column("score_high", sa.Double()),
        sa.Column("coverage", sa.Double(), nullable=False),
        sa.Column("load", sa.Text()),
        sa.Column("load_kg", sa.Double()),
        sa.Column("effort", sa.Double()),
        sa.Column("pain_before", sa.Integer()),
        sa.Column("pain_after", sa.Integer()),
        sa.Column("pain_next_morning", sa.Integer()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name="fk_sets_athlete_id_athletes"
        ),
        sa.ForeignKeyConstraint(
            ["training_id"], ["trainings.id"], name="fk_sets_training_id_trainings"
        ),
    )
    for column in ("athlete_id", "training_id", "kept_at", "exercise"):
        op.create_index(f"ix_sets_{column}", "sets", [column])


def _of_set(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["set_id"], ["sets.id"], name=f"fk_{table}_set_id_sets", ondelete="CASCADE"
    )


def _make_parts() -> None:
    op.create_table(
        "recordings",
        sa.Column("set_id", sa.Text(), primary_key=True),
        sa.Column("place", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("film", sa.Text()),
        sa.Column("track", sa.LargeBinary(), nullable=False),
        _of_set("recordings"),
    )
    op.create_index("ix_recordings_digest", "recordings", ["digest"])
    op.create_table(
        "units",
        sa.Column("set_id", sa.Text(), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("leg", sa.Text()),
        sa.Column("began_s", sa.Double(), nullable=False),
        sa.Column("ended_s", sa.Double(), nullable=False),
        sa.Column("score", sa.Double()),
        _of_set("units"),
    )


def _make_numbers() -> None:
    op.create_table(
        "numbers",
        sa.Column("set_id", sa.Text(), primary_key=True),
        sa.Column("leg", sa.Text(), primary_key=True),
        sa.Column("measure", sa.Text(), primary_key=True),
        sa.Column("view", sa.Text(), primary_key=True),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("error", sa.Double(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        _of_set("numbers"),
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("set_id", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        _of_set("corrections"),
    )
    op.create_index("ix_corrections_set_id", "corrections", ["set_id"])
