"""`relais bounces`: letters that come back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from campaigns import errors
from cli import helping
from mailer import bounces as detectors
from runtime.language import _


@click.group(cls=helping.Group, help=_("Les lettres qui reviennent : les lire, les comprendre."))
def bounces() -> None:
    """Group what concerns letters that come back."""


@bounces.command("classify", help=_("Dit ce que sont des lettres revenues, une ligne JSON chacune."))
@click.argument("paths", nargs=-1, required=True, metavar="FICHIER…", type=click.Path(exists=True, path_type=Path))
@click.option("--json", is_flag=True, expose_value=False, help=_("Sans effet : la sortie est toujours en lignes JSON."))
def classify(paths: tuple[Path, ...]) -> None:
    """Print what each letter is, in the order of the paths."""
    for file in _files(paths):
        click.echo(json.dumps(_document(file), ensure_ascii=False))


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file())
        else:
            yield path


def _document(file: Path) -> dict[str, Any]:
    try:
        opinion = detectors.classify(file.read_bytes())
    except OSError:
        raise errors.FileRefused(file=file, reason=_("il ne peut pas être lu")) from None
    reports = [
        {
            "recipient": one.recipient,
            "status": one.status,
            "smtp_code": one.smtp_code,
            "reason": one.reason.value,
            "hard": one.hard,
        }
        for one in opinion.reports
    ]
    return {"file": str(file), "kind": opinion.kind.value, "reports": reports}
