"""Access (GDPR art. 15) and portability (art. 20): a `.zip` with all that is known of one person, for that person.

`donnees.json` is for machines, `lisez-moi.html` says the same in French and opens in any browser, without network. Both
begin with what art. 15(1) requires. Refuses to send anything: the officer who hands it over has checked the identity.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from campaigns.acting.rights import gathering, labels, own_page, person_file, register
from campaigns.acting.rights.person_file import File
from campaigns.editorial import event_times, publications
from campaigns.editorial.publications import Controller
from lists import addresses
from lists.kinds import Right
from lists.permission import suppressing
from lists.retention import terms
from runtime import audit, clock, json_values
from runtime.installation import Installation
from runtime.language import _
from templates.views import paper

JSON, HTML = "donnees.json", "lisez-moi.html"


@dataclass(frozen=True)
class Answer:
    """What the person receives."""

    made_at: datetime
    #: The controllers of the data: one for each letter that knows the person.
    controllers: tuple[Controller, ...]
    #: What art. 15(1) requires to be told, one sentence each.
    information: tuple[str, ...]
    person: File

    def as_json(self) -> dict[str, Any]:
        """Return what `donnees.json` holds; a single controller stands alone, several come with their letters."""
        document = json_values.document(self)
        document.pop("controllers")
        made_at = {"made_at": document.pop("made_at")}
        return made_at | _controllers(self.controllers) | document


@dataclass(frozen=True)
class FileSection:
    """One part of the page: a table, or a sentence where there is nothing."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def access(opened: Installation, email: str, *, evidence: str, actor: str, right: Right = Right.ACCESS) -> bytes:
    """Return the `.zip`, and close the request for access or portability; register one first if there is none.

    Raises:
        lists.errors.AddressRefused.
    """
    address = addresses.parse(addresses.clean(email))
    now = opened.clock.now()
    key = suppressing.address_key(opened.keyring, address)
    with opened.database.transaction() as session:
        controllers, information = _informed(session, key)
        number = register.fulfil(session, opened, key, right, note=evidence, actor=actor)
        audit.record(session, now, actor, "reader.accessed", request=number)
    answer = Answer(now, controllers, information, gathering.gather(opened, address))
    texts = {
        JSON: json.dumps(answer.as_json(), ensure_ascii=False, indent=2),
        HTML: _page(address.shown, now, information, answer.person),
    }
    return _zipped(texts, clock.in_paris(now))


def page(opened: Installation, token: str) -> str:
    """Return the same page for the person behind the link to their own page; changes nothing.

    Raises:
        as `own_page.look`.
    """
    with opened.database.reading() as session:
        key, hers = own_page.visitor(session, opened, token)
        address = addresses.parse(hers[0].email)
        _whose, information = _informed(session, key)
        person = gathering.of(session, opened, key, address)
    return _page(address.shown, opened.clock.now(), information, person)


def _page(address: str, now: datetime, information: Sequence[str], person: File) -> str:
    return paper.page(
        "access", address=address, day=event_times.day(clock.in_paris(now).date()), information=information,
        sections=sections(person),
    )  # fmt: skip


def _zipped(texts: dict[str, str], moment: datetime) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, text)
    return held.getvalue()


def _informed(session: Session, key: bytes) -> tuple[tuple[Controller, ...], tuple[str, ...]]:
    """Return, for each letter that knows the person, the controller and what art. 15(1) requires, as sentences."""
    hers = publications.concerning(session, key)
    controllers = tuple(publications.controller(one) for one in hers)
    kept = max(terms.value(session, terms.CONTACT, one.mailing_list_id) for one in hers)
    letters = _(" et ").join(_("« {name} »").format(name=one.letter) for one in controllers)
    return controllers, (
        *(_responsible(one, several=len(controllers) > 1) for one in controllers),
        _("Pourquoi : vous envoyer {letters} et les messages que vous demandez.").format(letters=letters),
        _("La base légale de chaque liste est indiquée ci-dessous."),
        _("Qui voit ces données : l’équipe de la lettre, et les prestataires qui l’hébergent ou la transmettent. "
          "Rien n’est vendu ni transmis à d’autres."),
        _("Combien de temps : {years} après votre dernier signe, sauf si votre organisation tient toujours au "
          "partenariat.").format(years=terms.said(terms.CONTACT.unit, kept)),
        _("Ensuite, seule reste une empreinte de votre adresse, qui ne permet pas de la retrouver : elle empêche "
          "qu’un fichier vous ramène."),
        _("Vos droits : accès, rectification, effacement, limitation, opposition, portabilité ; nous répondons "
          "sous un mois. Vous pouvez aussi saisir la CNIL (cnil.fr)."),
        _("Aucune décision automatisée n’est prise à votre sujet."),
    )  # fmt: skip


def _controllers(controllers: Sequence[Controller]) -> dict[str, Any]:
    """Return the controller, or for several letters one each."""
    known = [{"name": one.name, "contact": one.contact, "postal": ", ".join(one.postal)} for one in controllers]
    if len(known) == 1:
        return {"controller": known[0]}
    return {"controllers": [{"letter": one.letter} | said for one, said in zip(controllers, known, strict=True)]}


def _responsible(one: Controller, *, several: bool) -> str:
    words = (
        _("Responsable de « {letter} » : {who}, {postal}. Pour toute demande : {contact}.")
        if several
        else _("Responsable : {who}, {postal}. Pour toute demande : {contact}.")
    )
    return words.format(letter=one.letter, who=one.name, postal=", ".join(one.postal), contact=one.contact)


def sections(file: File) -> list[FileSection]:
    """Return the parts of the page, in the order in which they are read."""
    return [
        *(_contact(one) for one in file.contacts),
        _table(_("Listes de diffusion"), ("list", "basis", "note", "state", "since"),
               [listed for one in file.contacts for listed in one.lists]),
        _table(_("Segments choisis à la main"), ("segment", "included"),
               [picked for one in file.contacts for picked in one.segments]),
        _table(_("Consentements, et les mots exacts"), ("at", "list", "purpose", "act", "wording", "source", "proof"),
               file.consents),
        _table(_("Ce qui arrête nos lettres"), ("since", "reason", "list", "evidence"), file.suppressions),
        _table(_("Effacements"), ("at", "evidence"), file.erased),
        _table(_("Lettres envoyées"), ("at", "campaign", "title", "state", "reason", "reply"), file.letters),
        _table(_("Ce qui est revenu de ces lettres"), ("at", "campaign", "event", "link"), file.events),
        _table(_("Réponses aux invitations"), ("at", "campaign", "title", "coming", "people", "represented_by"),
               file.answers),
        _table(_("Ce que vous nous avez écrit"), ("at", "subject", "words", "attachments", "our_answers"),
               file.written),
        _table(_("Absences annoncées"), ("first_day", "last_day"), file.absences),
        _table(_("Articles proposés"), ("at", "proposal", "title", "standing"), file.proposals),
        _table(_("Historique des échanges"), ("at", "campaign", "fact"), file.history),
        _table(_("Rencontres"), ("meeting", "starts", "name", "side", "invited", "answer", "answered", "attended"),
               file.meetings),
        _table(_("Désignations"), ("designation", "side", "name", "function", "deputy", "first_day", "last_day"),
               file.designations),
        _table(_("Bons à tirer"), ("title", "side", "name", "sent", "reminded", "verdict", "comment", "at"),
               file.proofs),
        _table(_("Messages de service"), ("at", "message", "state"), file.messages),
        _table(_("Demandes sur ces données"), ("received_on", "kind", "due_on", "closed_on", "ending"), file.requests),
    ]  # fmt: skip


def _contact(one: person_file.Contact) -> FileSection:
    names = (
        "email", "civility", "first_name", "last_name", "organisation", "function", "role", "phone", "nature",
        "language", "collected_from", "collected_on", "informed_on",
    )  # fmt: skip
    rows = [(labels.label(name), labels.value(name, said)) for name in names if (said := getattr(one, name))]
    if one.import_:
        rows.append((labels.label("file"), f"{one.import_.file}, {labels.value('at', one.import_.at)}"))
    title = _("Coordonnées, {where}").format(where=one.organisation or _("sans organisation"))
    return FileSection(title, (), tuple(rows))


def _table(title: str, names: Sequence[str], rows: Sequence[object]) -> FileSection:
    head = tuple(labels.label(name) for name in names)
    return FileSection(
        title, head, tuple(tuple(labels.value(name, getattr(row, name)) for name in names) for row in rows)
    )
