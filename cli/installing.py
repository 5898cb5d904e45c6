"""`relais init`: makes what is missing, changes nothing that is there."""

from __future__ import annotations

from campaigns.acting import installing
from cli import click_groups, terminal
from runtime.language import _


@click_groups.command(help=_("Crée le dossier de données, la base, les clés, une première lettre et sa liste."))
@terminal.as_json
def init(json_: bool) -> None:
    """Create or bring up to date the installation that the settings name."""
    founded = installing.found(terminal.read_settings())
    lines = [_("Prêt : {url}").format(url=founded.database)]
    for path in founded.closed:
        words = _("« {path} » était ouvert aux autres utilisateurs de cette machine : il ne l’est plus.")
        lines.append(words.format(path=path))
    if not founded.has_sender:
        lines.append(_("Étape suivante : indiquez l’expéditeur, voir « relais publications set --help »."))
    terminal.answer(founded.as_json(), "\n".join(lines), json_=json_)
