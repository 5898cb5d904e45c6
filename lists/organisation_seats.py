"""How many contacts of one organisation a letter is for, and in which order they come.

A seat that a contact gave up (they objected, left, did not confirm) stays empty: nobody is written to in their place
unless the officer says so. Only an address that bounced makes room for the next contact by itself.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement

from lists.kinds import Nature, Policy, Role, SuppressionReason

#: Seats of an organisation; `all` has no limit.
SEATS = {Policy.ONE: 1, Policy.SEVERAL: 3}

#: The rank of a contact without one: after every contact who has one.
_UNRANKED = 2**31 - 1

#: Who is written to first, unless a rank was given. The letter is about diversity and recruiting: first the people
#: who work on that, then those who decide.
ORDER = (
    Role.DIVERSITY,
    Role.COMPANY_RELATIONS,
    Role.NETWORK_LEADER,
    Role.HUMAN_RESOURCES,
    Role.DIRECTOR,
    Role.SOCIAL_RESPONSIBILITY,
    Role.MANAGER,
    Role.RECRUITMENT,
    Role.ADVISER,
    Role.COMMUNICATION,
    Role.PRESIDENT,
    Role.OTHER,
)


def is_seated(policy: Policy, member: Any) -> ColumnElement[bool]:
    """Return the condition that a row of `member` (contact_id, organisation_id, rank, role, nature, why) has a seat.

    A window function: it may stand among the columns of a statement over all the members of a rule, not in its WHERE.
    """
    if policy not in SEATS:
        return sqlalchemy.true()
    alone = sqlalchemy.func.coalesce(member.organisation_id, -member.contact_id)
    bounced = sqlalchemy.func.coalesce(member.why == SuppressionReason.BOUNCED.value, sqlalchemy.false())
    rank = {role.value: number for number, role in enumerate(ORDER)}
    order = (
        sqlalchemy.case((bounced, 1), else_=0),
        sqlalchemy.func.coalesce(member.rank, _UNRANKED),
        sqlalchemy.case(rank, value=member.role, else_=len(ORDER)),
        sqlalchemy.case((member.nature == Nature.NAMED.value, 0), else_=1),
        member.contact_id,
    )
    seated: ColumnElement[bool] = sqlalchemy.func.row_number().over(partition_by=alone, order_by=order) <= SEATS[policy]
    return seated
