"""Who an actor is, in words: « Marie Diallo » for `user:3`."""

from __future__ import annotations

from accounts import users
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.language import _


def named(opened: Installation, actor: str) -> str:
    """Return the name of whoever acted; empty when nobody is known."""
    kind, _colon, name = actor.partition(":")
    if kind == "user" and name.isdigit():
        try:
            return users.show(opened, int(name)).name
        except RelaisError:
            return _("un compte supprimé")
    return _("{name} (ligne de commande)").format(name=name) if kind == "shell" else actor
