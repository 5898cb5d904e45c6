"""`relais templates`: the e-mails as files that an administrator may change, and what their guards say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from cli import click_groups, local_files, rendering, terminal
from runtime.language import _
from templates import catalogue, designs, errors, overriding, urls
from templates.mjml import linting
from templates.views.renditions import Looks

#: Findings that depend on where pictures will be stored: reported, but no reason to refuse a file not yet in use.
_LATER = frozenset({"external_image"})


def _design(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option `--design`."""
    choice = click.Choice(list(designs.DESIGNS))
    return click.option("--design", type=choice, default=designs.INSTITUTIONAL, help=_("La présentation."))(command)


@click.group(cls=click_groups.Group, help=_("Les modèles : les voir, les exporter, les vérifier."))
def templates() -> None:
    """Group what concerns templates."""


@templates.command("list", help=_("Montre les modèles, et lesquels de leurs fichiers sont remplacés ici."))
@terminal.as_json
def list_(json_: bool) -> None:
    """Show the e-mails."""
    found = catalogue.listed(_overrides())
    rows = [[one.name, one.title, ", ".join(one.overridden)] for one in found]
    document = [one.as_json() for one in found]
    terminal.answer(document, terminal.table([_("nom"), _("usage"), _("remplacés")], rows), json_=json_)


@templates.command("designs", help=_("Montre les présentations qu’un numéro peut avoir."))
@terminal.as_json
def designs_(json_: bool) -> None:
    """Show the designs."""
    found = designs.listed()
    rows = [[one.key, one.name, one.sentence] for one in found]
    document = [one.as_json() for one in found]
    terminal.answer(document, terminal.table([_("clé"), _("nom"), _("usage")], rows), json_=json_)


@templates.command("export", help=_("Écrit les fichiers d’un modèle dans un dossier, prêts à être modifiés."))
@click.argument("name")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@_design
@terminal.as_json
def export(name: str, folder: Path, design: str, json_: bool) -> None:
    """Write the files of an e-mail as they are in force."""
    files = [str(file) for file in local_files.export(folder, catalogue.contents(name, _overrides(), design))]
    advice = _("Ceux que vous modifiez, placez-les sous « {folder} », au même chemin ; ne gardez pas les autres.")
    terminal.answer({"files": files}, "\n".join([*files, advice.format(folder=_overrides())]), json_=json_)


@templates.command("compile", help=_("Vérifie un fichier MJML et le convertit en HTML."))
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("-o", "target", type=click.Path(dir_okay=False, path_type=Path), help=_("Où écrire le HTML."))
@_design
@terminal.as_json
def compile_(file: Path, target: Path | None, design: str, json_: bool) -> None:
    """Run one file through the guards; exit 1 when something must be mended."""
    place = file.resolve()
    own = overriding.design(place.parts[:-1])
    if name := overriding.email(place.parts[:-1]):
        files = local_files.templates(place.parents[4 if own else 2])
        checked = overriding.check_email(name, files, own or design)
    else:
        checked = overriding.check(
            local_files.template(file), frozenset({urls.host(terminal.read_settings().base_url)})
        )
    if target is not None and checked.html:
        terminal.write(target, checked.html.encode())
    terminal.answer(checked.as_json(), _words(checked), json_=json_)
    terminal.leave(terminal.FAILED if any(one.code not in _LATER for one in checked.findings) else terminal.DONE)


@templates.command("render", help=_("Montre un modèle tel qu’il est ici, rempli d’un exemple inventé."))
@click.argument("name")
@click.option("-o", "folder", required=True, type=click.Path(file_okay=False, path_type=Path))
@_design
@rendering.looks
@terminal.as_json
def render(name: str, folder: Path, design: str, json_: bool, **wanted: bool) -> None:
    """Write what an e-mail looks like; its pictures are invented, and not shown."""
    contents = overriding.sample(name, _overrides(), Looks(**wanted), design)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise errors.FolderRefused(folder=folder, reason=problem.strerror or str(problem)) from None
    for file, content in contents.items():
        terminal.write(folder / file, content)
    files = [str(folder / file) for file in contents]
    terminal.answer({"files": files}, "\n".join(files), json_=json_)


def _words(checked: overriding.Checked) -> str:
    lines = [_line(one) for one in checked.findings]
    size = _("{size} octets de HTML.").format(size=checked.size) if checked.html else _("Aucun HTML n’a pu être fait.")
    return "\n".join([*lines, size])


def _line(finding: linting.Finding) -> str:
    words = _("ligne {line}, <{component}> : {message} ({code})")
    told = words.format(line=finding.line, component=finding.component, message=finding.message, code=finding.code)
    return f"{finding.file} : {told}" if finding.file else told


def _overrides() -> Path:
    return terminal.read_settings().data / "templates"
