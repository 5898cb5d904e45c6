"""What can go wrong in the story of a letter.

CampaignsError
├── ItemRefused, FileRefused, ImageRefused, DocumentRefused, DocumentNameRefused
├── PartnerRefused, LineMissing, PublicationRefused, PublicationUnknown
├── campaigns.editorial.item_errors: StillDraft, NotReady, EditedMeanwhile, ...
├── UnknownItem, UnknownIssue, UnknownSection, UnknownCampaign, UnknownReader, AlreadyPlaced, NotPlaced
├── CommentUnknown
├── DeletionRefused, InBin: IssueInBin
├── SenderMissing, IssueRefused, WrongMoment, WindowRefused, NothingToSendWith, WorkersNeedServer, SendersDied
├── ChangedMeanwhile, AudienceMoved
├── ForbiddenTransition, UnknownWarning, NotMutable, NotMuted
├── ProviderRefused: ProviderUnknown, RateAlone
└── NotInArchive, NameNotFound
"""

from __future__ import annotations

from runtime.errors import BadInput, FieldRefused, RelaisError
from runtime.language import N_


class CampaignsError(RelaisError):
    """The root of this package's errors."""


class ItemRefused(CampaignsError, BadInput):
    """A file does not hold an item that can be used."""

    message = N_("« {file} », ligne {line}, {field} : {reason}.")


class FileRefused(CampaignsError, BadInput):
    """A file cannot be read at all."""

    message = N_("« {file} » : {reason}.")


class ImageRefused(CampaignsError, BadInput):
    """A picture is missing, or is not a PNG, JPEG, GIF or WebP picture."""

    message = N_("Image « {image} » : {reason}.")


class DocumentRefused(CampaignsError, BadInput):
    """This kind of file is not kept for readers."""

    message = N_("« {file} » : {reason}.")


class DocumentNameRefused(CampaignsError, FieldRefused):
    """A document cannot have this name."""

    message = N_("« {field} » : {reason}.")


class PublicationRefused(CampaignsError, FieldRefused):
    """A value for the publication cannot be used."""


class PublicationUnknown(CampaignsError, FieldRefused):
    """No publication has this name, or there are several and no name was given."""


class PartnerRefused(CampaignsError, FieldRefused):
    """What was given for a partner cannot be used."""


class LineMissing(CampaignsError, BadInput):
    """An issue needs a title."""

    message = N_("Donnez un titre au numéro.")


class UnknownItem(CampaignsError, BadInput):
    """There is no such item."""

    message = N_("Il n’y a pas d’article n° {id}.")


class UnknownIssue(CampaignsError, BadInput):
    """There is no such issue."""

    message = N_("Il n’y a pas de numéro n° {id}.")


class UnknownSection(CampaignsError, BadInput):
    """There is no such section."""

    message = N_("La rubrique « {section} » n’existe pas ; les rubriques sont {known}.")


class AlreadyPlaced(CampaignsError, BadInput):
    """The item already stands in this issue."""

    message = N_("L’article n° {item} est déjà dans ce numéro, rubrique « {section} ».")


class NotPlaced(CampaignsError, BadInput):
    """The item does not stand in this issue."""

    message = N_("L’article n° {item} n’est pas dans ce numéro.")


class CommentUnknown(CampaignsError, BadInput):
    """The issue has no such remark."""

    message = N_("Ce numéro n’a pas de remarque n° {id}.")


class InBin(CampaignsError, BadInput):
    """An item was deleted, and can still be restored."""

    message = N_("{what} est dans la corbeille.")


class IssueInBin(InBin):
    """An issue was."""


class DeletionRefused(CampaignsError, BadInput):
    """Something is not deleted while it stands elsewhere, or once readers have received it."""

    message = N_("{what} ne peut pas être supprimé : {reason}.")


class UnknownCampaign(CampaignsError, BadInput):
    """There is no such campaign."""

    message = N_("Il n’y a pas d’envoi n° {id}.")


class NothingToChoose(CampaignsError, BadInput):
    """No reader of this campaign waits for the better of two subjects."""

    message = N_("L’envoi n° {id} n’attend pas que l’on choisisse un objet.")


class UnknownReader(CampaignsError, BadInput):
    """Nobody on the mailing list has this address."""

    message = N_("Personne sur la liste de diffusion n’a cette adresse : vérifiez-la, ou importez le contact.")


class SenderMissing(CampaignsError, BadInput):
    """The publication has no sender yet, so there is no letter to look at."""

    message = N_("L’expéditeur manque.")


class IssueRefused(CampaignsError):
    """The checks found something that must be fixed first; `findings` says what."""

    message = N_("Ce numéro ne peut pas partir tant que cela bloque : {codes}.")


class UnknownWarning(CampaignsError, BadInput):
    """No check has this code."""

    message = N_("Aucune vérification ne s’appelle « {code} ».")


class NotMutable(CampaignsError, BadInput):
    """A blocking finding cannot be muted."""

    message = N_("« {code} » bloque l’envoi et ne se met pas en sourdine : passez outre au lancement, avec une raison.")


class NotMuted(CampaignsError, BadInput):
    """The warning is not muted there."""

    message = N_("« {code} » n’est pas en sourdine ici.")


class ChangedMeanwhile(CampaignsError):
    """The issue was changed, or launched by somebody else, while it was checked."""

    message = N_("Ce numéro a changé, ou quelqu’un l’a lancé, pendant sa vérification : relisez-le, puis relancez.")


class WrongMoment(CampaignsError, BadInput):
    """The state of the campaign does not allow what was asked."""

    message = N_("L’envoi n° {id} est {state} : {reason}.")


class AudienceMoved(CampaignsError):
    """There are no longer as many recipients as the person read."""

    message = N_("Le nombre de destinataires a changé : {read} → {now}. Relisez avant d’envoyer.")


class WindowRefused(CampaignsError, FieldRefused):
    """The window of a send makes no sense."""


class ForbiddenTransition(CampaignsError):
    """The table of transitions does not allow this move of a delivery."""

    message = N_("Un destinataire « {source} » ne peut pas devenir « {target} ».")


class NothingToSendWith(CampaignsError, BadInput):
    """No SMTP server is set."""

    message = N_(
        "Aucun serveur d’envoi n’est réglé : donnez RELAIS_SMTP_URL, par exemple "
        "smtp+starttls://utilisateur:motdepasse@serveur:587."
    )


class WorkersNeedServer(CampaignsError, BadInput):
    """Workers need a database that several machines share, which SQLite is not."""

    message = N_("Plusieurs machines partagent une base PostgreSQL : réglez RELAIS_DATABASE_URL.")


class ProviderRefused(CampaignsError, FieldRefused):
    """What was given for a group of mailbox providers cannot be used."""

    message = N_("Messagerie « {name} » : {reason}.")


class ProviderUnknown(ProviderRefused):
    """There is no such group, and no domains were given to make one."""


class RateAlone(ProviderRefused):
    """The entry for all groups together accepts only a rate."""


class SendersDied(CampaignsError):
    """Sending processes died without a report (`many` of them), and letters are still due."""

    message = N_("Les processus d’envoi se sont arrêtés sans rien dire ({many}).")


class NoMailbox(CampaignsError, BadInput):
    """No mailbox is set."""

    message = N_(
        "Aucune boîte de retour n’est réglée : donnez RELAIS_MAILBOX_URL, par exemple "
        "imaps://utilisateur:motdepasse@serveur/INBOX."
    )


class UnknownPending(CampaignsError, BadInput):
    """No letter of that number waits for a decision."""

    message = N_("Aucune lettre n° {id} n’attend de décision.")


class SenderUnclear(CampaignsError, BadInput):
    """The address of a letter's sender cannot be used."""

    message = N_("L’expéditeur de la lettre n° {id} n’a pas d’adresse lisible : répondez-lui, puis classez-la.")


class DutyFailed(CampaignsError):
    """Something that nobody foresaw kept one duty of the tick from its work."""

    message = N_("Erreur inattendue ({kind}) pendant une des tâches dues ; les autres sont faites.")


class NothingToUndo(CampaignsError, BadInput):
    """No unsubscription that a letter has caused, and nobody else confirmed, stands."""

    message = N_(
        "La lettre n° {id} n’a désinscrit personne, ou cette personne s’est aussi désinscrite autrement : "
        "rien n’est changé."
    )


class NotInArchive(CampaignsError, BadInput):
    """No article of this number was ever sent in a numbered issue."""

    message = N_("L’article n° {item} n’est pas dans les archives : il n’a paru dans aucun numéro.")


class NameNotFound(CampaignsError, BadInput):
    """The article does not contain this name."""

    message = N_("Ce nom ne se trouve pas dans l’article n° {item} : écrivez-le comme dans l’article.")
