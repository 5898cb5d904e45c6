"""Click's own words in French: click has no catalogue of its own, and ships English only.

Owns nothing but these tables; `speak` lets click look its sentences up here before its own.
"""

from __future__ import annotations

import importlib
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
    "Invalid value: {message}": N_("Valeur inutilisable : {message}"),
    "Invalid value for {param_hint}: {message}": N_("Valeur inutilisable pour {param_hint} : {message}"),
    "Choose from:\n\t{choices}": N_("Au choix : {choices}."),
    "{value!r} is not {choice}.": N_("« {value} » n’est pas {choice}."),
    "{value!r} is not one of {choices}.": N_("« {value} » n’est pas l’un de {choices}."),
    "{value!r} is not a valid {number_type}.": N_("« {value} » n’est pas un {number_type}."),
    "{value} is not in the range {range}.": N_("{value} n’est pas dans l’intervalle {range}."),
    "{value!r} does not match the format {format}.": N_("« {value} » n’a pas la forme {format}."),
    "{value!r} does not match the formats {formats}.": N_("« {value} » n’a aucune des formes {formats}."),
    "{name} {filename!r} does not exist.": N_("{name} « {filename} » : cela n’existe pas."),
    "{name} {filename!r} is a file.": N_("{name} « {filename} » : c’est un fichier, un dossier est attendu."),
    "{name} {filename!r} is a directory.": N_("{name} « {filename} » : c’est un dossier, un fichier est attendu."),
    "{name} {filename!r} is not readable.": N_("{name} « {filename} » : lecture impossible."),
    "{name} {filename!r} is not writable.": N_("{name} « {filename} » : écriture impossible."),
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
_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")


def speak() -> None:
    """Make click speak French in this process; before the first command is described."""
    click.Context.formatter_class = click_groups.Formatter
    for kind, name in TYPES.items():
        kind.name = _(name)
    for name in _MODULES:
        module = importlib.import_module(f"click.{name}")
        if hasattr(module, "_"):
            module._ = _french(module._)  # type: ignore[attr-defined]  # click does not call it public
        if hasattr(module, "ngettext"):
            module.ngettext = _french_plural(module.ngettext)  # type: ignore[attr-defined]  # click does not call it public


def _french(original: Callable[[str], str]) -> Callable[[str], str]:
    def translate(message: str) -> str:
        return _(SENTENCES[message]) if message in SENTENCES else original(message)

    return translate


def _french_plural(original: Callable[[str, str, int], str]) -> Callable[[str, str, int], str]:
    def translate(singular: str, plural: str, n: int) -> str:
        chosen = singular if n < 2 else plural
        return _(SENTENCES[chosen]) if chosen in SENTENCES else original(singular, plural, n)

    return translate
