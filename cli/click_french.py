"""Click's own words in French: click has no catalogue of its own, and ships English only.

Owns nothing but these tables; `speak` lets click look its sentences up here before its own.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from typing import Any

import click

from cli import click_groups
from runtime.language import N_, _

#: Click's message -> ours, with the same placeholders.
SENTENCES = {
    "Usage:": N_("Usage :"),
    "Options": N_("Options"),
    "Positional arguments": N_("Arguments"),
    "Show this message and exit.": N_("Montre cette aide."),
    "Show the version and exit.": N_("Montre la version."),
    "%(prog)s, version %(version)s": N_("%(prog)s, version %(version)s"),
    "default: {default}": N_("par défaut : {default}"),
    "required": N_("obligatoire"),
    "Aborted!": N_("Interrompu."),
    "Missing command.": N_("Il manque une commande : « --help » les montre."),
    "No such command {name!r}.": N_("La commande « {name} » n’existe pas."),
    "No such option {name!r}.": N_("L’option « {name} » n’existe pas."),
    "Did you mean {possibility}?": N_("Vouliez-vous dire {possibility} ?"),
    "(Did you mean one of: {possibilities}?)": N_("(Vouliez-vous dire : {possibilities} ?)"),
    "Missing argument": N_("Il manque l’argument"),
    "Missing option": N_("Il manque l’option"),
    "Missing parameter": N_("Il manque le paramètre"),
    "Invalid value: {message}": N_("Cette valeur n’est pas admise : {message}"),
    "Invalid value for {param_hint}: {message}": N_("{param_hint} : {message}"),
    "Choose from:\n\t{choices}": N_("Valeurs possibles : {choices}."),
    "{value!r} is not {choice}.": N_("« {value} » n’est pas admis. Valeur possible : {choice}."),
    "{value!r} is not one of {choices}.": N_("« {value} » n’est pas admis. Valeurs possibles : {choices}."),
    "{value!r} is not a valid {number_type}.": N_("« {value} » n’est pas un {number_type}."),
    "{value} is not in the range {range}.": N_("{value} n’est pas admis ({range})."),
    "{name} {filename!r} does not exist.": N_("{name} introuvable : « {filename} »."),
    "{name} {filename!r} is a file.": N_("« {filename} » est un fichier : indiquez un dossier."),
    "{name} {filename!r} is a directory.": N_("« {filename} » est un dossier : indiquez un fichier."),
    "{name} {filename!r} is not readable.": N_("{name} illisible : « {filename} »."),
    "{name} {filename!r} is not writable.": N_("{name} protégé en écriture : « {filename} »."),
    "file": N_("fichier"),
    "directory": N_("dossier"),
    "path": N_("chemin"),
    "Option {name!r} does not take a value.": N_("L’option « {name} » ne prend pas de valeur."),
    "Option {name!r} requires an argument.": N_("L’option « {name} » attend une valeur."),
    "Option {name!r} requires {nargs} arguments.": N_("L’option « {name} » attend {nargs} valeurs."),
    "Argument {name!r} takes {nargs} values.": N_("L’argument « {name} » attend {nargs} valeurs."),
    "Got unexpected extra argument ({args})": N_("Argument en trop : {args}."),
    "Got unexpected extra arguments ({args})": N_("Arguments en trop : {args}."),
}
#: What an option takes, by click's type.
TYPES: dict[type[click.ParamType[Any]], str] = {
    click.types.StringParamType: N_("texte"),
    click.types.IntParamType: N_("nombre entier"),
    click.IntRange: N_("nombre entier"),
}
#: Click writes what it quotes as Python does.
_QUOTED = re.compile(r"'([^'\s]+)'")
_BOUNDLESS = 2**63 - 1
_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")


def speak() -> None:
    """Make click speak French in this process; before the first command is described."""
    click.Context.formatter_class = click_groups.Formatter
    for kind, name in TYPES.items():
        kind.name = _(name)
    for bounded in (click.IntRange, click.FloatRange):
        bounded._describe_range = _range  # type: ignore[method-assign, assignment] # noqa: SLF001 -- click has no door
    for name in _MODULES:
        module = importlib.import_module(f"click.{name}")
        if hasattr(module, "_"):
            module._ = _french(module._)  # type: ignore[attr-defined]  # click does not call it public
        if hasattr(module, "ngettext"):
            module.ngettext = _french_plural(module.ngettext)  # type: ignore[attr-defined]  # click does not call it public


def unquoted(sentence: str) -> str:
    """Return a sentence of click with the words that it quotes in Python's manner quoted in French."""
    return _QUOTED.sub("«\u00a0\\1\u00a0»", sentence)


def _range(bounds: click.IntRange | click.FloatRange) -> str:
    """Return the bounds of a number as people say them; the largest whole number of a database is no bound."""
    if bounds.max is None or bounds.max >= _BOUNDLESS:
        return _("{least} au moins").format(least=bounds.min)
    return _("de {least} à {most}").format(least=bounds.min, most=bounds.max)


def _french(original: Callable[[str], str]) -> Callable[[str], str]:
    def translate(message: str) -> str:
        return _(SENTENCES[message]) if message in SENTENCES else original(message)

    return translate


def _french_plural(original: Callable[[str, str, int], str]) -> Callable[[str, str, int], str]:
    def translate(singular: str, plural: str, n: int) -> str:
        chosen = singular if n < 2 else plural
        return _(SENTENCES[chosen]) if chosen in SENTENCES else original(singular, plural, n)

    return translate
