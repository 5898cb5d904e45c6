"""E-mail domains that look like a typing error: `gmial.fr`, `orange.rf`, `hotmial.com`. Pure.

Compares with the few domains of the large mail providers only. Refuses to correct: an error is shown, a person
decides.
"""

from __future__ import annotations

from functools import lru_cache

#: What most private and small-business addresses in France end in.
_PROVIDERS = (
    "gmail.com", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net", "hotmail.fr", "hotmail.com",
    "outlook.fr", "outlook.com", "live.fr", "yahoo.fr", "yahoo.com", "bbox.fr", "neuf.fr", "numericable.fr", "aol.com",
    "icloud.com",
)  # fmt: skip
_KNOWN = frozenset(_PROVIDERS) | {
    "live.com", "me.com", "msn.com", "gmx.fr", "gmx.com", "gmx.net", "mail.com", "email.com", "ymail.com",
    "aliceadsl.fr", "club-internet.fr", "orange.com", "free.com", "sfr.com", "laposte.fr", "outlook.be", "hotmail.be",
    "yahoo.be",
}  # fmt: skip
#: A name of fewer letters is too near to too many others.
_SHORTEST = 5
#: Endings of the providers, and typing errors of them.
_ENDINGS = frozenset(("fr", "com", "net", "rf", "cm", "co", "con", "cmo", "ocm", "ner", "vom", "fe", "f", "om", "comm"))


@lru_cache(maxsize=10_000)
def meant(domain: str) -> str | None:
    """Return the domain that was probably meant; `None` when this one may well be right."""
    if domain in _KNOWN:
        return None
    name, _dot, ending = domain.rpartition(".")
    for provider in _PROVIDERS:
        known, _point, right = provider.rpartition(".")
        if name == known and ending != right and ending in _ENDINGS:
            return provider
    near = [one for one in _PROVIDERS if ending in _ENDINGS and _is_near(name, one.rpartition(".")[0])]
    return min(near, key=lambda one: not one.endswith(f".{ending}"), default=None)


def _is_near(one: str, other: str) -> bool:
    """Tell whether two names differ by one letter that is missing, added, replaced, or swapped with the next."""
    if one == other or len(other) < _SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    same = next((rank for rank, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), None)
    start = min(len(one), len(other)) if same is None else same
    left, right = one[start:], other[start:]
    swapped = len(left) == len(right) and left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]
