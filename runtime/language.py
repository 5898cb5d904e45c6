"""The words that people read: French in the source, through gettext so that another language can be added.

Refuses to guess a language: the source is French, a catalogue in `runtime/locale` may replace it.
"""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path

_CATALOGUES = Path(__file__).with_name("locale")


class _French(_gettext.NullTranslations):
    """The source language: in French zero and one and a half are singular, two is plural."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Choose the singular for any number below two (French grammar); English has it for one only."""
        return msgid1 if abs(n) < 2 else msgid2


def _catalogue(language: str | None) -> _gettext.NullTranslations:
    if language and language != "fr":
        return _gettext.translation("relais", _CATALOGUES, [language], fallback=False)
    return _French()


_current = _catalogue(None)


def _(message: str) -> str:
    """Translate a French sentence of the source into the language in use."""
    return _current.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Choose and translate the form that goes with `n`."""
    return _current.ngettext(singular, plural, n)


def N_(message: str) -> str:  # noqa: N802 -- the name that gettext tools look for
    """Mark a sentence for translation where it is declared; it is translated where it is shown."""
    return message


def grouped(number: int) -> str:
    """Return a whole number as people read it: its thousands stand apart, and stay on one line."""
    return f"{number:,}".replace(",", "\u202f")
