"""What a person does on their own page: correct, consent, receive less, choose another region, leave, be erased.

Each act is one verb of the desk, with the page as evidence. Only the link identifies the person, see `own_page`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from campaigns.acting.rights import objection_and_erasure, own_page, rectification
from campaigns.editorial import event_times
from campaigns.post.readers import signup_forms, unsubscribing, waiting_leaves
from campaigns.post.tokens import Leave
from lists import errors as lists_errors
from lists import geography
from lists.contacts import double_opt_in
from lists.kinds import Purpose, SuppressionReason
from lists.permission import consents, special_issues, suppressing
from lists.retention import inactivity
from runtime import audit
from runtime.errors import OutsideMissing
from runtime.installation import Installation
from runtime.language import _

_ACTOR = "reader"


def correct(opened: Installation, token: str, contact_id: int, given: Mapping[str, str]) -> None:
    """Correct one of the person's contacts.

    Raises:
        as `own_page.look`; lists.errors.CorrectionRefused, lists.errors.NothingToCorrect,
        templates.errors.TextRefused.
    """
    with opened.database.transaction() as session:
        key, hers = own_page.visitor(session, opened, token)
        rectification.require(given)
        rectification.put_right(session, opened, key, hers, given, contact=contact_id, evidence=_source(), actor=_ACTOR)


def choose(opened: Installation, token: str, agreed: Collection[Purpose], letter: int | None = None) -> None:
    """Give or withdraw the person's consents to the measures of a letter, in the words of `WORDINGS`.

    Unchanged consents are not recorded again. `letter` is the number of a letter, optional for a single one.

    Raises:
        as `own_page.look`; errors.PublicationUnknown.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        key, _hers = own_page.visitor(session, opened, token)
        publication = own_page.meant(session, key, letter)
        listed = publication.mailing_list_id
        proof = _("lien envoyé à l’adresse le {moment}").format(
            moment=event_times.moment(own_page.asked(opened, token))
        )
        for one in own_page.measures(session, publication, key):
            if one.given and one.purpose not in agreed:
                consents.withdraw(session, [key], [one.purpose], listed, source=_source(), now=now)
            elif one.purpose in agreed and not one.given:
                consents.give(
                    session, key, one.purpose, listed, wording=one.wording, source=_source(), now=now, proof=proof
                )


def receive(opened: Installation, token: str, *, special_only: bool, letter: int | None = None) -> None:
    """Have every issue of a letter sent to the person, or the special ones only.

    Raises:
        as `choose`.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        key, _hers = own_page.visitor(session, opened, token)
        listed = own_page.meant(session, key, letter).mailing_list_id
        if special_only:
            special_issues.reduce(session, key, listed, now)
        else:
            special_issues.restore(session, key, listed)
        audit.record(session, now, _ACTOR, "reader.chose", special_only=special_only)


def read_from(opened: Installation, token: str, departement: str) -> None:
    """Send the person the regional items of this département code; with an empty one, those of their workplace.

    Raises:
        as `own_page.look`; lists.errors.CorrectionRefused: there is no such département.
    """
    now = opened.clock.now()
    if departement and departement not in geography.departements():
        raise lists_errors.CorrectionRefused(field="departement", reason=_("choisissez-le dans la liste"))
    with opened.database.transaction() as session:
        key, hers = own_page.visitor(session, opened, token)
        for one in hers:
            one.reads_departement = departement or None
            session.add(one)
        inactivity.keep(session, key, opened.clock.epoch())
        audit.record(session, now, _ACTOR, "reader.read_from", departement=departement)


def leave(opened: Installation, token: str, letter: int | None = None) -> None:
    """Take the person off the list of a letter; their other letters go on.

    Raises:
        as `choose`.
    """
    now = opened.clock.now()
    with opened.database.reading() as session:
        key, _hers = own_page.visitor(session, opened, token)
        listed = own_page.meant(session, key, letter).mailing_list_id
    try:
        with opened.database.transaction(patience=unsubscribing.PATIENCE) as session:
            news = suppressing.suppress(
                session, key, reason=SuppressionReason.UNSUBSCRIBED, since=now, mailing_list_id=listed,
                evidence=_source(),
            )  # fmt: skip
            audit.record(session, now, _ACTOR, "reader.left", news=news)
    except OutsideMissing:
        unsubscribing.leave_later(opened, Leave(listed, 0, key), opened.clock.epoch())


def come_back(opened: Installation, token: str, letter: int | None = None) -> None:
    """Put the person back on the list of a letter that they left: the link to this page came to their mailbox.

    Raises:
        as `choose`; lists.errors.StillStopped: they objected, an officer must hear them first.
    """
    now = opened.clock.now()
    waiting_leaves.record_all(opened)
    with opened.database.transaction() as session:
        key, _hers = own_page.visitor(session, opened, token)
        listed = own_page.meant(session, key, letter).mailing_list_id
        proof = _("demande faite sur la page personnelle, dont le lien est arrivé dans la boîte aux lettres")
        double_opt_in.confirm(
            session, key, listed, wording=signup_forms.wording(session, listed), source=_source(), now=now, proof=proof
        )
        audit.record(session, now, _ACTOR, "reader.came_back")


def erase(opened: Installation, token: str) -> None:
    """Erase the person; see `objection_and_erasure.forget` for what stays.

    Raises:
        as `own_page.look`.
    """
    with opened.database.transaction() as session:
        key, hers = own_page.visitor(session, opened, token)
        objection_and_erasure.grant_erasure(session, opened, key, hers[0].email, actor=_ACTOR, evidence=_source())


def _source() -> str:
    return _("page personnelle")
