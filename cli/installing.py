"""`relais init`: makes what is missing, changes nothing that is there."""

from __future__ import annotations

from campaigns.editorial import publications
from cli import faces, helping
from runtime import installation
from runtime.language import _


@helping.command(help=_("Crée le dossier de données, la base, les clés, une première lettre et sa liste."))
@faces.as_json
def init(json_: bool) -> None:
    """Create or bring up to date the installation that the settings name."""
    settings = faces.read_settings()
    made, migrations = installation.make(settings)
    with made.database.transaction() as session:
        publications.ensure(session)
    url = made.database.engine.url.render_as_string(hide_password=True)
    words = _("Prêt : {url}\nIl reste à dire qui écrit : « relais publications set --help ».").format(url=url)
    faces.answer({"database": url, "migrations": migrations}, words, json_=json_)
