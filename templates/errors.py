"""What the templates refuse.

TemplatesError
├── DocumentRefused    a body holds something that a body may not hold
├── TextRefused        a control character stands in a text
├── AddressRefused     a link leads nowhere a letter may lead
├── ColoursRefused     two colours are too close to be read
├── TemplateMissing    no such e-mail
└── TemplateRefused    a template cannot be compiled
"""

from __future__ import annotations

from runtime.errors import BadInput, RelaisError
from runtime.language import N_


class TemplatesError(RelaisError):
    """The root of what goes wrong between a context and its letter."""


class DocumentRefused(TemplatesError, BadInput):
    """A body holds something that a body may not hold."""

    message = N_("Ce texte ne peut pas être enregistré : {reason}.")


class TextRefused(TemplatesError, BadInput):
    """A text holds a control character, which no keyboard writes and no reader sees."""

    message = N_("Le texte « {text} » contient un caractère de contrôle invisible ({character}) : effacez-le.")


class AddressRefused(TemplatesError, BadInput):
    """A link leads nowhere a letter may lead."""

    message = N_("L’adresse « {url} » ne convient pas : {reason}.")


class ColoursRefused(TemplatesError, BadInput):
    """Text in one colour cannot be read on the other."""

    message = N_(
        "Le contraste entre {foreground} et {background} est de {ratio} : il doit atteindre 4,5 pour être lisible."
    )


class TemplateMissing(TemplatesError, BadInput):
    """There is no e-mail of this name."""

    message = N_("Il n’existe pas de modèle nommé « {name} ».")


class TemplateRefused(TemplatesError, BadInput):
    """A template cannot be compiled; `findings` or `reason` says what must be mended."""

    message = N_("Le modèle « {file} » ne peut pas être utilisé : {reason}.")
