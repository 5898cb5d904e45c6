"""What people choose first, as a rule and not as a list of millions: usual words, runs of keys, repetitions, numbers.

Owns the words. Refuses to judge anything else than what is left of a password when these are taken out of it. Pure.
"""

from __future__ import annotations

import re

#: Words that stand in most lists of stolen passwords of French and English speakers, without accents.
_WORDS = (
    "motdepasse", "password", "passw", "passe", "secret", "admin", "administrateur", "administrator", "utilisateur",
    "user", "login", "connexion", "bonjour", "bonsoir", "salut", "hello", "welcome", "bienvenue", "soleil", "amour",
    "jetaime", "iloveyou", "love", "doudou", "loulou", "chouchou", "coucou", "cheval", "chocolat", "princesse",
    "princess", "nicolas", "thomas", "julien", "camille", "marseille", "paris", "lyon", "france", "football",
    "superman", "batman", "pokemon", "dragon", "monkey", "sunshine", "shadow", "master", "letmein", "changeme",
    "changezmoi", "default", "test", "demo", "temp", "provisoire", "relais", "newsletter", "lettre", "janvier",
    "fevrier", "mars", "avril", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre", "lundi",
    "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "printemps", "automne", "hiver",
)  # fmt: skip
#: Keys beside each other, and what people count.
_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
#: The shortest run of a row that is a habit, and not a word.
_RUN = 4
#: Signs that stand for letters.
_LETTERS = str.maketrans("@4310$57", "aaeiosst")
#: Letters of one's own that make a password one's own.
_OWN = 4
_REPEATED = re.compile(r"(.{1,4})\1{2,}.{0,3}", re.DOTALL)


def _runs() -> list[str]:
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    return [row[start : start + size] for row in rows for size in range(len(row), _RUN - 1, -1)
            for start in range(len(row) - size + 1)]  # fmt: skip


_USUAL = re.compile("|".join(sorted(map(re.escape, [*_WORDS, *_runs()]), key=len, reverse=True)))


def is_common(plain: str) -> bool:
    """Tell whether a password, in lower case and without accents, is one that is tried first."""
    if re.fullmatch(r"[\d\W_]+", plain) or _REPEATED.fullmatch(plain):
        return True
    return any(_is_made_of_words(text) for text in (plain, plain.translate(_LETTERS)))


def _is_made_of_words(text: str) -> bool:
    left, found = _USUAL.subn("", re.sub(r"\s+", "", text))
    return found > 0 and len(re.findall(r"[^\W\d_]", left)) < _OWN
