"""A report stays as it was: a campaign keeps how its recipients stood, and campaigns of before keep how they stand now.

What is undone, corrected or erased from here on changes none of their figures.
"""

from __future__ import annotations

import json
from collections import defaultdict

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0412"
down_revision = "0411"
branch_labels = None
depends_on = None

_OF_CONTACT = """
UPDATE delivery SET
    organisation_id = (SELECT organisation_id FROM contact WHERE contact.id = delivery.contact_id),
    role = coalesce((SELECT role FROM contact WHERE contact.id = delivery.contact_id), '')
WHERE contact_id IS NOT NULL
"""
_ORGANISATIONS = """
INSERT INTO launch_organisation (campaign_id, organisation_id, kind, departement, placed_in)
SELECT reached.campaign_id, organisation.id, organisation.kind, organisation.departement,
    coalesce(nullif(organisation.departement, ''), (
        SELECT min(member.departement) FROM organisation AS member
        WHERE member.regional_network_id = organisation.id
    ))
FROM (SELECT DISTINCT campaign_id, organisation_id FROM delivery WHERE organisation_id IS NOT NULL) AS reached
JOIN organisation ON organisation.id = reached.organisation_id
"""
#: Every place of the readers who may belong to others than their organisation's.
_PLACES = """
SELECT DISTINCT delivery.id, employer.kind, coalesce(
    (SELECT max(hers.reads_departement) FROM contact AS hers WHERE hers.address_key = mine.address_key),
    member.departement, employer.departement
)
FROM delivery
JOIN contact AS mine ON mine.id = delivery.contact_id
LEFT JOIN organisation AS own ON own.id = mine.organisation_id
JOIN contact AS same ON same.address_key = mine.address_key
LEFT JOIN organisation AS employer ON employer.id = same.organisation_id
LEFT JOIN organisation AS member
    ON employer.kind = 'regional_network' AND member.regional_network_id = employer.id
WHERE own.kind = 'regional_network'
    OR mine.address_key IN (SELECT address_key FROM contact GROUP BY address_key HAVING count(*) > 1)
    OR mine.address_key IN (SELECT address_key FROM contact WHERE reads_departement IS NOT NULL)
"""


def upgrade() -> None:
    """Add what is written down at launch, and write it down for the campaigns that there are."""
    op.add_column("delivery", sa.Column("organisation_id", sa.Integer(), nullable=True))
    for name in ("role", "places"):
        op.add_column("delivery", sa.Column(name, sqltypes.AutoString(), nullable=False, server_default=""))
    op.create_table(
        "launch_organisation",
        sa.Column("campaign_id", sa.Integer(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("organisation_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("kind", sqltypes.AutoString(), nullable=False),
        sa.Column("departement", sqltypes.AutoString(), nullable=True),
        sa.Column("placed_in", sqltypes.AutoString(), nullable=True),
    )
    op.create_table(
        "erased_recipient",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("campaign_id", sa.Integer(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("role", sqltypes.AutoString(), nullable=False),
        sa.Column("places", sqltypes.AutoString(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_erased_recipient_campaign_id", "erased_recipient", ["campaign_id"])
    op.execute(_OF_CONTACT)
    op.execute(_ORGANISATIONS)
    connection = op.get_bind()
    places = defaultdict(list)
    for delivery, kind, departement in connection.execute(sa.text(_PLACES)):
        places[delivery].append((kind, departement))
    rows = [{"id": one, "said": json.dumps(sorted(said, key=str))} for one, said in places.items()]
    if rows:
        connection.execute(sa.text("UPDATE delivery SET places = :said WHERE id = :id"), rows)
