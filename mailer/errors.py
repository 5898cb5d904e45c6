"""What can go wrong between a letter and the next server.

    MailerError
    ├── HopRefused                (BadInput)        the address of the server cannot be used
    ├── HeaderRefused             (BadInput)        a header cannot be written
    ├── UnsafeValue               (BadInput)        one reader's value cannot stand in a letter
    ├── UnsafeLetter              (BadInput)        these bytes must not reach the wire
    ├── UnsafeAddress             (BadInput)        this address must not reach the wire
    ├── SelectorRefused           (BadInput)        a DKIM key cannot have this name
    ├── SigningKeyRefused         (BadInput)        a DKIM key cannot be used
    ├── MailboxRefused            (BadInput)        the address of the mailbox cannot be used
    ├── MailboxUnreachable        (OutsideMissing)  no answer from there, or not that of a mailbox
    │   └── MailboxLoginRefused   the user name and password are refused
    └── ServerProblem             (OutsideMissing)
        ├── HopUnreachable        no answer, or not that of a mail server
        ├── TlsRefused            the connection cannot be made private
        └── AuthenticationRefused the server refuses the user name and password

What the server answers about one letter is not an error but an outcome, see `mailer.smtp.outcomes`. No error
carries an address or a password.
"""

from __future__ import annotations

from runtime.errors import BadInput, OutsideMissing, RelaisError
from runtime.language import N_


class MailerError(RelaisError):
    """The root of what this package raises."""


class HopRefused(MailerError, BadInput):
    """The address of the mail server cannot be used (`reason`)."""

    message = N_("L’adresse du serveur d’envoi est inutilisable : {reason}.")


class HeaderRefused(MailerError, BadInput):
    """A header (`name`) is given twice, is reserved, or has a value that cannot be written (`reason`)."""

    message = N_("L’en-tête « {name} » ne peut pas être écrit : {reason}.")


class UnsafeValue(MailerError, BadInput):
    """A value (`name` of the field, never the value) holds what a letter must not: refused, not repaired."""

    message = N_("La valeur du champ « {name} » ne peut pas figurer dans une lettre.")


class UnsafeLetter(MailerError, BadInput):
    """The bytes of a letter break a rule of the wire (`reason`)."""

    message = N_("La lettre ne peut pas partir : {reason}.")


class UnsafeAddress(MailerError, BadInput):
    """An address does not follow the strict grammar of the envelope; the error does not hold the address."""

    message = N_("Une adresse de l’enveloppe n’est pas écrite correctement.")


class SelectorRefused(MailerError, BadInput):
    """A DKIM key cannot have this name (`reason`)."""

    message = N_("Le sélecteur « {selector} » est inutilisable : {reason}.")


class SigningKeyRefused(MailerError, BadInput):
    """A DKIM key is damaged, readable by others, or too weak (`reason`)."""

    message = N_("La clé de signature « {path} » est inutilisable : {reason}.")


class ServerProblem(MailerError, OutsideMissing):
    """The next server cannot be used at all, whatever the letter."""

    message = N_("Le serveur d’envoi {host} est inutilisable : {reason}.")


class HopUnreachable(ServerProblem):
    """Nobody answers at `host`, or not as a mail server does (`reason`)."""

    message = N_("Le serveur d’envoi {host} ne répond pas : {reason}.")


class SenderRefused(ServerProblem):
    """`host` refuses us before it has heard of any reader (`reason`)."""

    message = N_("Le serveur d’envoi {host} refuse nos lettres, quel que soit le lecteur : {reason}.")


class LettersVanish(ServerProblem):
    """`host` takes letters and never says what became of them (`reason`)."""

    message = N_("Le serveur d’envoi {host} reçoit les lettres sans en accuser réception : {reason}.")


class TlsRefused(ServerProblem):
    """The connection to `host` cannot be made private (`reason`)."""

    message = N_("La connexion au serveur d’envoi {host} ne peut pas être chiffrée : {reason}.")


class AuthenticationRefused(ServerProblem):
    """`host` does not take the user name and password (`reason`)."""

    message = N_("Le serveur d’envoi {host} refuse l’identifiant ou le mot de passe : {reason}.")


class MailboxRefused(MailerError, BadInput):
    """The address of the mailbox cannot be used (`reason`)."""

    message = N_("L’adresse de la boîte de retour est inutilisable : {reason}.")


class MailboxUnreachable(MailerError, OutsideMissing):
    """Nobody answers at `mailbox`, or not as a mailbox does (`reason`)."""

    message = N_("La boîte de retour {mailbox} ne répond pas : {reason}.")


class MailboxLoginRefused(MailboxUnreachable):
    """The server of `mailbox` does not take the user name and password."""

    message = N_("La boîte de retour {mailbox} refuse l’identifiant ou le mot de passe.")
