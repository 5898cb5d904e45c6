"""What « Réglages » lists, in the order of its groups: where each thing is set, what stands, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accounts import users
from campaigns.acting import dkim_keys, getting_started, outside_servers
from campaigns.acting.getting_started import Step
from campaigns.acting.retention import all_terms
from campaigns.editorial import digests, imprints, looks, partner_identities
from campaigns.editorial.imprints import Entry
from campaigns.post.welcomes import welcome_letters
from mailer.errors import SigningKeyRefused
from runtime.installation import Installation
from runtime.language import N_, _, ngettext
from templates import designs

#: What a letter lacks, in words, by `imprints.REQUIRED`.
LACKING = {
    "publisher": N_("qui la publie"),
    "postal": N_("l’adresse postale"),
    "basis": N_("la base légale"),
    "sender": N_("l’expéditeur"),
}
_PUBLICATIONS = "/reglages/publications"


@dataclass(frozen=True)
class Door:
    """One page of the settings."""

    path: str
    title: str
    #: What stands there today, in words.
    said: str
    #: Whether it is set; `None` where there is nothing to miss.
    is_done: bool | None = None


@dataclass(frozen=True)
class Group:
    """Pages that belong together."""

    title: str
    doors: tuple[Door, ...]


def groups(opened: Installation) -> tuple[Group, ...]:
    """Return every page of the settings; those of a letter directly, while there is only one."""
    known = imprints.listed(opened)
    own = of_letter(opened, known[0]) if len(known) == 1 else letters(opened)
    add = Door(_PUBLICATIONS, _("Publications"), _said_letters(len(known)))
    return (
        Group(_("Votre lettre") if len(known) == 1 else _("Vos lettres"), (*own, add)),
        Group(_("L’envoi"), tuple(_sending(opened))),
        Group(_("Les personnes et les organisations"), tuple(_people(opened))),
    )


def letters(opened: Installation) -> tuple[Door, ...]:
    """Return one door for each letter."""
    return tuple(
        Door(f"{_PUBLICATIONS}/{one.id}", one.imprint.name, lacks(one) or one.imprint.sender, not one.imprint.lacking)
        for one in imprints.listed(opened)
    )


def lacks(entry: Entry) -> str:
    """Return in a sentence what a letter lacks; empty when it lacks nothing."""
    words = ", ".join(_(LACKING[name]) for name in entry.imprint.lacking)
    return _("Il manque : {what}.").format(what=words) if words else ""


def of_letter(opened: Installation, entry: Entry, query: str = "") -> tuple[Door, ...]:
    """Return the pages of one letter; `query` is what their addresses end with."""
    missing, imprint = getting_started.missing(opened, entry.imprint.name), entry.imprint
    look, welcome = looks.show(opened, imprint.name), welcome_letters.show(opened, imprint.name)
    digest = digests.show(opened, imprint.name)
    form = _("Ouvert : {address}").format(address=f"/l/s/{imprint.form}") if imprint.form else _("Fermé.")
    return (
        Door("/reglages/organisation" + query, _("Nom et mentions"),
             _("Publiée par {publisher}").format(publisher=imprint.publisher) if imprint.publisher
             else _("Dites qui publie votre lettre, et à quelle adresse."), Step.ORGANISATION not in missing),
        Door("/reglages/expediteur" + query, _("L’expéditeur"),
             imprint.sender or _("Le nom et l’adresse que voient vos lecteurs."), Step.SENDER not in missing),
        Door("/reglages/couleurs" + query, _("Les couleurs et le logo"),
             _("Avec leur contraste, mesuré."), Step.LOOK not in missing),
        Door("/reglages/presentation" + query, _("La présentation des lettres"), designs.known(look.design).name),
        Door("/reglages/textes" + query, _("Les textes légaux"), _("Tels que vos lecteurs les lisent.")),
        Door("/reglages/formulaire" + query, _("Le formulaire d’inscription"), form),
        Door("/reglages/recapitulatif" + query, _("Le récapitulatif"),
             _("Préparé {rhythm}.").format(rhythm=digest.rhythm.words) if digest.is_on else _("Pas en service.")),
        Door("/reglages/bienvenue" + query, _("La lettre de bienvenue"),
             _("Envoyée à qui confirme son inscription.") if welcome.is_on else _("Pas envoyée.")),
    )  # fmt: skip


def _said_letters(many: int) -> str:
    if many == 1:
        return _("Une seule lettre ; vous pouvez en ajouter.")
    return _("{n} lettres, chacune avec sa liste de diffusion.").format(n=many)


def _sending(opened: Installation) -> Iterator[Door]:
    missing = getting_started.missing(opened)
    server, mailbox = outside_servers.shown(opened, "smtp_url"), outside_servers.shown(opened, "mailbox_url")
    is_signed = _is_signed(opened)
    yield Door("/reglages/serveur", _("Le serveur d’envoi"),
               server.host or _("Sans lui, aucune lettre ne part."),
               not {Step.MAIL_SERVER, Step.BASE_URL} & set(missing))  # fmt: skip
    signed = _("Vos lettres sont signées ; vérifiez ici ce que publie votre domaine.")
    unsigned = _("Vos lettres ne sont pas signées : des messageries peuvent les refuser.")
    yield Door("/reglages/domaines", _("Le domaine de l’expéditeur"), signed if is_signed else unsigned, is_signed)
    yield Door("/reglages/messageries", _("Les messageries"), _("Orange, Gmail, Outlook… : à quel rythme leur écrire."))
    yield Door("/reglages/retours", _("La boîte de retour"),
               mailbox.shown or _("Là où reviennent les lettres que l’on n’a pas pu remettre."),
               Step.MAILBOX not in missing)  # fmt: skip


def _is_signed(opened: Installation) -> bool:
    try:
        return bool(dkim_keys.listed(opened))
    except SigningKeyRefused:
        return False


def _people(opened: Installation) -> Iterator[Door]:
    newest = {one.code: one.name for one in reversed(partner_identities.listed(opened))}
    yield Door("/reglages/partenaires", _("Les partenaires"), ", ".join(newest.values()) or _("Aucun partenaire."))
    many = len(users.listed(opened))
    yield Door("/reglages/comptes", _("Les comptes"), ngettext("{n} compte", "{n} comptes", many).format(n=many))
    changed = sum(one.value != one.term.default or bool(one.by_list) for one in all_terms.listed(opened))
    said = ngettext("{n} durée changée", "{n} durées changées", changed).format(n=changed)
    yield Door("/reglages/conservation", _("Les durées de conservation"), said if changed else _("Durées conseillées."))
