"""What a person does at her own page: corrects, agrees, reads less or of another place, leaves, is erased.

Each act is one verb of the desk, with the page as its evidence. Who she is comes from the link alone, see `visiting`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from campaigns.acting import correcting, rights, visiting
from campaigns.editorial import moments
from lists import consents, geography, reducing, suppressing
from lists import errors as lists_errors
from lists.kinds import Purpose, Reason
from lists.retention import lapsing
from runtime import audit
from runtime.installation import Installation
from runtime.language import _

_ACTOR = "reader"


def correct(opened: Installation, token: str, contact_id: int, given: Mapping[str, str]) -> None:
    """Put one of her contacts right.

    Raises:
        as `visiting.look`; lists.errors.CorrectionRefused, lists.errors.NothingToCorrect,
        templates.errors.TextRefused.
    """
    with opened.database.transaction() as session:
        key, hers = visiting.visitor(session, opened, token)
        correcting.require(given)
        correcting.put_right(session, opened, key, hers, given, contact=contact_id, evidence=_source(), actor=_ACTOR)


def choose(opened: Installation, token: str, agreed: Collection[Purpose], letter: int | None = None) -> None:
    """Give or withdraw her consents to the measures of a letter, in the words of `WORDINGS`.

    What is as before is not said again. `letter` is the number of one of hers, needless while she has one.

    Raises:
        as `visiting.look`; errors.PublicationUnknown.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        key, _hers = visiting.visitor(session, opened, token)
        publication = visiting.meant(session, key, letter)
        listed = publication.mailing_list_id
        proof = _("lien envoyé à l’adresse le {moment}").format(moment=moments.moment(visiting.asked(opened, token)))
        for one in visiting.measures(session, publication, key):
            if one.given and one.purpose not in agreed:
                consents.withdraw(session, [key], [one.purpose], listed, source=_source(), now=now)
            elif one.purpose in agreed and not one.given:
                consents.give(
                    session, key, one.purpose, listed, wording=one.wording, source=_source(), now=now, proof=proof
                )


def receive(opened: Installation, token: str, *, special_only: bool, letter: int | None = None) -> None:
    """Have every issue of a letter sent to her, or the special ones only.

    Raises:
        as `choose`.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        key, _hers = visiting.visitor(session, opened, token)
        listed = visiting.meant(session, key, letter).mailing_list_id
        if special_only:
            reducing.reduce(session, key, listed, now)
        else:
            reducing.restore(session, key, listed)
        audit.record(session, now, _ACTOR, "reader.chose", special_only=special_only)


def read_from(opened: Installation, token: str, departement: str) -> None:
    """Have the regional items of a département sent to her, by its code; those of where she works when it is empty.

    Raises:
        as `visiting.look`; lists.errors.CorrectionRefused: there is no such département.
    """
    now = opened.clock.now()
    if departement and departement not in geography.departements():
        raise lists_errors.CorrectionRefused(field="departement", reason=_("choisissez-le dans la liste"))
    with opened.database.transaction() as session:
        key, hers = visiting.visitor(session, opened, token)
        for one in hers:
            one.reads_departement = departement or None
            session.add(one)
        lapsing.keep(session, key, opened.clock.epoch())
        audit.record(session, now, _ACTOR, "reader.read_from", departement=departement)


def leave(opened: Installation, token: str, letter: int | None = None) -> None:
    """Take her off the list of a letter; what else she receives goes on.

    Raises:
        as `choose`.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        key, _hers = visiting.visitor(session, opened, token)
        listed = visiting.meant(session, key, letter).mailing_list_id
        news = suppressing.suppress(
            session, key, reason=Reason.UNSUBSCRIBED, since=now, mailing_list_id=listed, evidence=_source()
        )
        audit.record(session, now, _ACTOR, "reader.left", news=news)


def erase(opened: Installation, token: str) -> None:
    """Erase her; see `rights.forget` for what stays.

    Raises:
        as `visiting.look`.
    """
    with opened.database.transaction() as session:
        key, hers = visiting.visitor(session, opened, token)
        rights.grant_erasure(session, opened, key, hers[0].email, actor=_ACTOR, evidence=_source())


def _source() -> str:
    return _("page personnelle")
