"""The root of every error that Relais raises on purpose.

    RelaisError
    ├── runtime.errors.SettingRefused, SettingsFileRefused, DatabaseUnreachable, DatabaseTooNew, ...
    ├── lists.errors.ListsError
    ├── templates.errors.TemplatesError
    ├── mailer.errors.MailerError
    └── campaigns.errors.CampaignsError

An error carries its data as attributes and one French sentence that a person can act on. It knows neither exit codes
nor HTTP statuses, neither options nor labels: each face (command line, web) has its own table of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from runtime.language import N_, _


class RelaisError(Exception):
    """Any error that one sentence can explain to a person, who can then act on it."""

    #: The French sentence, with `{name}` for the data that the error carries.
    message = N_("Une erreur est survenue.")

    def __init__(self, **data: Any) -> None:
        super().__init__(self.message)
        self.data = data

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["data"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __str__(self) -> str:
        return _(self.message).format(**self.data)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let an error pass from one process to another with all its data."""
        return _again, (type(self), self.data)


def _again(kind: type[RelaisError], data: dict[str, Any]) -> RelaisError:
    return kind(**data)


class BadInput(RelaisError):
    """What a person gave cannot be used: they can correct it and try again."""


class FieldRefused(BadInput):
    """A value that was given for one field cannot be used.

    `field` is a key (the keyword of the verb, `reply_to`), or several joined by ", ". Each face replaces it by its own
    name, an option or a label, before it shows the sentence: see `renamed`.
    """

    message = N_("{field} : {reason}.")

    def renamed(self, names: Mapping[str, str]) -> Self:
        """Return the same error with the names that a face has for its fields; a key without a name stays."""
        fields = ", ".join(names.get(key, key) for key in self.field.split(", "))
        return type(self)(**self.data | {"field": fields})


class OutsideMissing(RelaisError):
    """Something outside of Relais (database, mail server, mailbox) does not answer."""


class SettingRefused(BadInput):
    """A setting has a value that cannot be used."""

    message = N_("Le réglage {name} est inutilisable : {reason}.")


class SettingsFileRefused(BadInput):
    """The file of the settings cannot be read."""

    message = N_("Le fichier de réglages « {file} » est inutilisable : {reason}.")


class DatabaseUnreachable(OutsideMissing):
    """The database does not answer or cannot be opened."""

    message = N_("La base de données ne répond pas ({url}) : {reason}.")


class DatabaseBusy(OutsideMissing):
    """The database answers, but everything that may ask it at once is waiting already."""

    message = N_("La base de données est occupée par d’autres demandes. Réessayez dans quelques instants.")


class AddressTaken(OutsideMissing):
    """Nothing can be served at an address of this machine."""

    message = N_(
        "L’adresse {host}:{port} ne peut pas être ouverte : un autre programme y répond, ou elle n’est pas d’ici."
    )


class JournalUnwritable(OutsideMissing):
    """The journal of objections cannot be appended to."""

    message = N_("Le journal des oppositions « {path} » ne peut pas être écrit : {reason}.")


class JournalUnreadable(OutsideMissing):
    """The journal of objections cannot be read."""

    message = N_("Le journal des oppositions « {path} » ne peut pas être lu : {reason}.")


class DatabaseTooNew(BadInput):
    """The database was migrated by a later version of Relais than the one that runs."""

    message = N_(
        "La base de données a été créée par une version plus récente de Relais (révision {revision}) : "
        "installez cette version, ou restaurez une sauvegarde."
    )


class DatabaseMissing(BadInput):
    """No database was ever made in this data folder."""

    message = N_("Rien n’est encore installé dans « {folder} ».")


class DatabaseTooOld(BadInput):
    """The database lacks migrations that this version needs."""

    message = N_("La base de données attend une mise à jour (révision {revision}).")


class DatabaseExposed(BadInput):
    """Other users of this machine can read the database (`file`, in `folder`)."""

    message = N_(
        "D’autres utilisateurs de cette machine peuvent lire la base de données « {file} » et les adresses qu’elle "
        "contient. Tapez « chmod 700 {folder} »."
    )


class KeyringRefused(BadInput):
    """The signing keys are missing, damaged, or readable by others."""

    message = N_("Le trousseau de clés « {path} » est inutilisable : {reason}.")


class KeyringMissing(KeyringRefused):
    """There are no signing keys: nothing was ever installed here."""

    message = N_("Le trousseau de clés « {path} » est inutilisable : il n’existe pas.")


class SecretLost(BadInput):
    """A secret that the database keeps cannot be read with the keys that are here."""

    message = N_(
        "Un mot de passe enregistré ne peut plus être lu avec les clés de cette installation : saisissez-le de nouveau."
    )
