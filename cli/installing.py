"""`relais init`: makes what is missing, changes nothing that is there."""

from __future__ import annotations

from campaigns.acting import founding
from cli import faces, groups
from runtime.language import _


@groups.command(help=_("Crée le dossier de données, la base, les clés, une première lettre et sa liste."))
@faces.as_json
def init(json_: bool) -> None:
    """Create or bring up to date the installation that the settings name."""
    founded = founding.found(faces.read_settings())
    words = _("Prêt : {url}\nIl reste à dire qui écrit : « relais publications set --help ».")
    faces.answer(founded.as_json(), words.format(url=founded.database), json_=json_)
