"""What the templates refuse.

TemplatesError
├── DocumentRefused    a body holds something that a body may not hold
├── DocumentUnwritable a body holds something that Markdown cannot express
├── TextRefused        a text holds a control character
├── AddressRefused     a link leads where a letter may not lead
├── ThemeRefused       a theme names a colour or font that does not exist
├── ColoursRefused     two colours are too close to be read
├── DesignUnknown      no such design
├── LetterIncomplete   an e-mail lacks what it is about
├── TemplateMissing    no such e-mail
├── PrinterMissing     no PDF without its extra
├── BrowserMissing     no picture of a letter without Chromium
├── BrowserFailed      Chromium is there, and does not answer
├── FileRefused, FileTaken, FolderRefused    what an administrator named cannot be read or written
└── TemplateRefused    a template cannot be compiled
"""

from __future__ import annotations

from typing import Any

from runtime.errors import BadInput, RelaisError
from runtime.language import N_


class TemplatesError(RelaisError):
    """The root of what goes wrong between a context and its letter."""


class DocumentRefused(TemplatesError, BadInput):
    """A body holds something that a body may not hold."""

    message = N_("Ce texte ne peut pas être enregistré : {reason}.")


class DocumentUnwritable(TemplatesError, BadInput):
    """A body holds something that Markdown cannot express."""

    message = N_(
        "Markdown ne sait pas dire tout ce texte (cellules fusionnées, listes dans un tableau…) : "
        "choisissez un fichier .html."
    )


class TextRefused(TemplatesError, BadInput):
    """A text holds a control character, which no keyboard writes and no reader sees."""

    message = N_("Le texte « {text} » contient un caractère de contrôle invisible ({character}) : effacez-le.")


class AddressRefused(TemplatesError, BadInput):
    """A link leads where a letter may not lead."""

    message = N_("L’adresse « {url} » ne convient pas : {reason}.")


class ColoursRefused(TemplatesError, BadInput):
    """Text in one colour cannot be read on the other."""

    message = N_(
        "Le contraste entre {foreground} et {background} est de {ratio} : il doit atteindre 4,5 pour être lisible."
    )


class ThemeRefused(TemplatesError, BadInput):
    """A theme names a colour or a font that does not exist."""

    message = N_("Thème, {name} : {reason}.")


class DesignUnknown(TemplatesError, BadInput):
    """There is no design of this key."""

    message = N_("Il n’y a pas de présentation « {design} » ; choisissez parmi {known}.")


class LetterIncomplete(TemplatesError, BadInput):
    """An e-mail lacks what it is about."""

    message = N_("Cette lettre est incomplète : {reason}.")


class TemplateMissing(TemplatesError, BadInput):
    """There is no e-mail of this name."""

    message = N_("Il n’existe pas de modèle nommé « {name} ».")


class TemplateRefused(TemplatesError, BadInput):
    """A template cannot be compiled.

    `file` and `reason` name what must be corrected first. `findings` (of `linting`, each with its file, line and
    component) name all of it; they are empty when the line is unknown.
    """

    message = N_("Le modèle « {file} » ne peut pas être utilisé : {reason}.")

    def __init__(self, **data: Any) -> None:
        super().__init__(**{"findings": (), **data})


class FileRefused(TemplatesError, BadInput):
    """A file cannot be read as text."""

    message = N_("« {file} » ne peut pas être lu : il faut un fichier de texte en UTF-8.")


class FileTaken(TemplatesError, BadInput):
    """A file that somebody may have changed would be overwritten."""

    message = N_("« {file} » existe déjà et n’est pas le modèle d’origine : choisissez un autre dossier.")


class FolderRefused(TemplatesError, BadInput):
    """A folder cannot be written to."""

    message = N_("Rien ne peut être écrit dans « {folder} » ({reason}).")


class PrinterMissing(TemplatesError, BadInput):
    """PDF files need an extra that is not installed."""

    message = N_(
        "Pour écrire un PDF il faut WeasyPrint : tapez « .venv/bin/python -m pip install -e '.[pdf]' » dans le dossier "
        "de Relais, et installez la bibliothèque Pango du système ; ou demandez une autre forme que le PDF."
    )


class BrowserMissing(TemplatesError, BadInput):
    """Pictures of a letter need a browser, which is not part of Relais."""

    message = N_("Pour photographier une lettre il faut Chromium : installez-le (« apt-get install chromium »).")


class BrowserFailed(TemplatesError):
    """Chromium is there, and does not do what it is asked."""

    message = N_("Chromium ne répond pas comme il devrait ({reason}) : recommencez.")
