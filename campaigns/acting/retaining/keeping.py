"""A sign of life: the officer's word that somebody gave one, or the person's own answer to the question."""

from __future__ import annotations

from lists import addresses, errors, suppressing
from lists.retention import lapsing
from runtime import audit
from runtime.installation import Installation


def keep(opened: Installation, email: str, evidence: str, actor: str) -> int:
    """Note that she gave a sign today, elsewhere than here; return how many contacts are hers.

    Raises:
        lists.errors.AddressRefused, lists.errors.ContactUnknown.
    """
    key = suppressing.address_key(opened.keyring, addresses.parse(addresses.clean(email)))
    now = opened.clock.now()
    with opened.database.transaction() as session:
        contacts = lapsing.keep(session, key, opened.clock.epoch())
        if not contacts:
            raise errors.ContactUnknown(value=email)
        audit.record(session, now, actor, "reader.kept", contacts=contacts, evidence=evidence)
    return contacts
