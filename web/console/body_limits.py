"""How long a request to the console may be: a form by default, a file where one is brought in.

Refuses anything long from whoever is signed out: a file would be kept on the disk before anybody asked who sends it.
"""

from __future__ import annotations

import re

from web import bodies

#: Octets of a form, or of the JSON of an article.
_FORM = 1_000_000
#: Octets that the parts of a form need beside the file.
_AROUND = 100_000
_FILES = (
    (re.compile(r"/images(/.*)?"), 20_000_000 + _AROUND),
    (re.compile(r"/documents(/.*)?"), 50_000_000 + _AROUND),
    (re.compile(r"/articles/fichier(/.*)?|/destinataires/imports/nouveau"), 50_000_000 + _AROUND),
    (re.compile(r"/reglages/(couleurs|partenaires/.+)"), 20_000_000 + _AROUND),
)


def most(path: str, *, is_signed_in: bool) -> int:
    """Return the octets that the body of a request to a path may have."""
    if not is_signed_in:
        return bodies.MOST
    return next((size for pattern, size in _FILES if pattern.fullmatch(path)), _FORM)
