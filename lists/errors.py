"""Everything that `lists` refuses on purpose.

RelaisError
└── ListsError
    ├── AddressRefused      one e-mail address
    ├── PlaceUnknown        a département, région or territory
    ├── PostcodeUnknown     a postcode
    ├── RuleRefused         the rule of a segment
    ├── SegmentUnknown      a segment that nobody saved
    ├── MailingListUnknown  a mailing list that does not exist
    ├── MailingListUnnamed  a name that no mailing list has
    ├── ContactUnknown      an address that no contact has here
    ├── PersonUnknown, OrganisationUnknown      a number that nobody and nothing has here
    ├── OrganisationUnclear     a name that several organisations have, or none
    ├── MergeRefused        two rows that cannot become one
    ├── EntryRefused        a person who cannot be entered, or put on a list
    ├── BasisRefused        a legal basis that the law does not know
    ├── FileRefused         a whole file; one bad line never refuses the file
    │   ├── EncodingUnclear     it reads better in another encoding than the usual one
    │   ├── RegisterNumberMissing  a list of companies without SIREN or SIRET
    │   └── DirectoryMisnamed   it is a directory of missions locales, and was said to be something else
    ├── FormRefused         the name of a subscription form
    ├── NothingToConfirm    a subscription that nobody asked for
    ├── EvidenceMissing     what a person said, without how they said it
    ├── NothingToLift       an objection that nobody made
    ├── StillStopped        a subscription of somebody who objected
    ├── ImportUnknown       an import that does not exist
    ├── UndoRefused         an import that cannot be taken back
    ├── TermUnknown, TermRefused        how long something is kept
    ├── RequestUnknown, RequestRefused  what a person asked about their data
    ├── CorrectionRefused, ContactUnclear, NothingToCorrect     a correction of what is known
    └── ReplacementRefused  the successor of a contact
"""

from __future__ import annotations

from runtime.errors import BadInput, FieldRefused, OutsideMissing, RelaisError
from runtime.language import N_


class ListsError(RelaisError):
    """The root of what `lists` refuses."""


class AddressRefused(ListsError, BadInput):
    """This text is not an address that a letter can be sent to."""

    message = N_("L’adresse « {value} » est refusée : {reason}.")


class PlaceUnknown(ListsError, BadInput):
    """This text names no département, région or territory, or more than one."""

    message = N_("Le territoire « {value} » est refusé : {reason}.")


class PostcodeUnknown(ListsError, BadInput):
    """No place has this postcode."""

    message = N_("Ce code postal n’existe pas : il a cinq chiffres, comme 26000.")


class RuleRefused(ListsError, BadInput):
    """The rule of a segment cannot be used; `path` leads to the node at fault."""

    message = N_("La règle est refusée à « {path} » : {reason}.")


class SegmentUnknown(ListsError, BadInput):
    """Nobody saved a segment under this name."""

    message = N_("Aucun segment ne s’appelle « {name} ».")


class MailingListUnknown(ListsError, BadInput):
    """There is no such mailing list."""

    message = N_("Cette liste de diffusion n’existe pas.")


class MailingListUnnamed(ListsError, BadInput):
    """No mailing list has this name."""

    message = N_("Aucune liste de diffusion ne s’appelle « {name} » ; celles qui existent : {known}.")


class ContactUnknown(ListsError, BadInput):
    """No contact has this address."""

    message = N_("Aucun contact n’a l’adresse « {value} ».")


class PersonUnknown(ListsError, BadInput):
    """No contact that the asker may see has this number."""

    message = N_("Cette personne n’est pas connue, ou ne l’est plus.")


class OrganisationUnknown(ListsError, BadInput):
    """No organisation has this number."""

    message = N_("Cette organisation n’est pas connue, ou ne l’est plus.")


class OrganisationUnclear(ListsError, FieldRefused):
    """Several organisations have this name, or none has."""


class MergeRefused(ListsError, BadInput):
    """Two rows cannot become one."""

    message = N_("Rien n’est réuni : {reason}.")


class EntryRefused(ListsError, FieldRefused):
    """A person cannot be entered so, or put on a list."""


class BasisRefused(ListsError, BadInput):
    """The law knows no such legal basis."""

    message = N_("La base légale « {basis} » est inconnue ; choisissez parmi {known}.")


class FileRefused(ListsError, BadInput):
    """The whole file is refused: nothing of it was read."""

    message = N_("Le fichier « {name} » est refusé : {reason}.")


class EncodingUnclear(FileRefused):
    """A file without a byte order mark reads better in another encoding (`better`) than in the one of Excel."""


class RegisterNumberMissing(FileRefused):
    """A list of companies without SIREN or SIRET; they may be made from their names, when somebody asks for it."""


class DirectoryMisnamed(FileRefused):
    """A directory of missions locales was said to be something else."""


class ImportUnknown(ListsError, BadInput):
    """No import has this number."""

    message = N_("Il n’y a pas d’import n° {id}.")


class ImportUndoRefused(ListsError, BadInput):
    """The import cannot be taken back, as a whole."""

    message = N_("L’import n° {id} ne peut pas être annulé : {reason}.")


class TermUnknown(ListsError, BadInput):
    """There is no such term of retention."""

    message = N_("La durée « {name} » est inconnue ; celles qui existent : {known}.")


class TermRefused(ListsError, BadInput):
    """A term of retention may not be that long, or that short."""

    message = N_("La durée « {name} » est refusée : {reason}.")


class NothingToConfirm(ListsError, BadInput):
    """Nobody asked for this subscription, or so long ago that it was forgotten."""

    message = N_("Cette inscription n’a pas été demandée, ou la demande a été oubliée depuis : refaites-la.")


class LeftSince(ListsError, BadInput):
    """The person left after they had asked for this subscription: the question is answered no longer."""

    message = N_("Vous vous êtes désinscrit après cette demande : elle ne vaut plus. Inscrivez-vous de nouveau.")


class StillStopped(ListsError, BadInput):
    """This address objected to letters, reported them, or was erased: a form does not take that back."""

    message = N_("Cette adresse s’est opposée à nos envois : seule une personne peut lever cette opposition.")


class RequestUnknown(ListsError, BadInput):
    """No request has this number."""

    message = N_("Il n’y a pas de demande n° {id}.")


class RequestRefused(ListsError, BadInput):
    """Something cannot be done with a request."""

    message = N_("La demande ne peut pas être traitée ainsi : {reason}.")


class CorrectionRefused(ListsError, FieldRefused):
    """A correction of what is known cannot be used."""


class ContactUnclear(CorrectionRefused):
    """One person is several contacts, and the correction may not be true of all of them."""


class NothingToCorrect(ListsError, BadInput):
    """The correction holds no value."""

    message = N_("Indiquez au moins une correction.")


class FormRefused(ListsError, BadInput):
    """A subscription form cannot have this name."""

    message = N_("Le formulaire « {form} » est refusé : {reason}.")


class ReplacementRefused(ListsError, BadInput):
    """A successor cannot be put in somebody's place."""

    message = N_("Le remplacement n’est pas possible : {reason}.")


class EvidenceMissing(ListsError, FieldRefused):
    """The evidence of how a person said what is to be recorded is missing."""

    message = N_("{field} : {reason}.")


class NothingToLift(ListsError, BadInput):
    """Neither an objection nor a complaint of this address is known."""

    message = N_("Aucune opposition ni plainte de cette adresse n’est connue : il n’y a rien à lever.")


class LeaveUnwritable(ListsError, OutsideMissing):
    """Neither the database nor the disk takes a departure."""

    message = N_("La désinscription ne peut pas être enregistrée : {reason}.")


class ImportUnderWay(ListsError, BadInput):
    """Another import, or the undoing of one, is at work."""

    message = N_("Un autre import, ou l’annulation d’un import, est en cours : attendez qu’il soit terminé.")
