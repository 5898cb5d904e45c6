"""Everything that `accounts` refuses on purpose.

RelaisError
└── AccountsError
    ├── AccountUnknown     nobody has an account with this address
    ├── AccountExists      somebody has
    ├── AccountRefused     one value of an account
    │   └── PasswordRefused    a password that is too easy to guess
    ├── LastAdministrator  nobody would be left who may give rights
    ├── SessionUnknown     a session that is over, or somebody else's
    ├── LinkUnusable       a one-time link that was used, has expired, or never was
    └── SigningInRefused
        ├── WrongCredentials   the address and the password do not go together
        ├── CodeNeeded         they do, and the account asks for a code too
        ├── WrongCode          a code of the second step
        └── Throttled          too many attempts
"""

from __future__ import annotations

from runtime.errors import BadInput, FieldRefused, RelaisError
from runtime.language import N_, ngettext


class AccountsError(RelaisError):
    """The root of what `accounts` refuses."""


class AccountUnknown(AccountsError, BadInput):
    """No account has this address, or this number."""

    message = N_("Aucun compte n’a cette adresse électronique.")


class AccountExists(AccountsError, FieldRefused):
    """An account has this address already (`field` is `email`)."""


class AccountRefused(AccountsError, FieldRefused):
    """A value of an account cannot be used."""


class PasswordRefused(AccountRefused):
    """A password that others would guess (`field` is `password`)."""


class LastAdministrator(AccountsError, BadInput):
    """Nobody else may give rights."""

    message = N_(
        "Personne d’autre ne peut gérer les comptes : donnez d’abord l’administration de toutes les lettres à une "
        "autre personne."
    )


class SessionUnknown(AccountsError, BadInput):
    """The session is over already, or is that of somebody else."""

    message = N_("Cette session est déjà fermée.")


class LinkUnusable(AccountsError, BadInput):
    """A one-time link was used, has expired, or never was."""

    message = N_("Ce lien ne sert plus : il a déjà servi, ou il est trop ancien. Demandez-en un autre.")


class SigningInRefused(AccountsError, BadInput):
    """The root of why somebody cannot come in."""


class WrongCredentials(SigningInRefused):
    """The address and the password do not go together; the same for an address that nobody has."""

    message = N_("Cette adresse électronique et ce mot de passe ne vont pas ensemble.")


class CodeNeeded(SigningInRefused):
    """The password is right, and the account asks for a code too; `ticket` stands for the password at the next step."""

    message = N_("Ce compte demande aussi le code de votre application.")


class WrongCode(SigningInRefused):
    """A code that is wrong, too old, or was used already."""

    message = N_("Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant.")


class Throttled(SigningInRefused):
    """Too many attempts; `minutes` says how long to wait."""

    def __str__(self) -> str:
        words = ngettext(
            "Trop d’essais : réessayez dans {n} minute, ou recevez un lien.",
            "Trop d’essais : réessayez dans {n} minutes, ou recevez un lien.",
            self.minutes,
        )
        return words.format(n=self.minutes)
