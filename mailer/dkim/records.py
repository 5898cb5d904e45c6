"""The DNS record of a key (RFC 6376 3.6.1): its text, its name, its line in a zone file, and reading one back."""

from __future__ import annotations

import base64

from mailer import spf_dmarc
from mailer.dkim.keys import Algorithm, Key

#: The most octets in one character-string of a TXT record (RFC 1035 3.3.14).
_LONGEST_STRING = 255


def name(selector: str, domain: str) -> str:
    """Return the name of the record, without a dot at its end."""
    return f"{selector}._domainkey.{domain}" if domain else f"{selector}._domainkey"


def record(key: Key) -> str:
    """Return the text of the TXT record, in one piece."""
    return f"v=DKIM1; k={key.algorithm.value}; p={base64.b64encode(key.public).decode()}"


def zone_line(key: Key, domain: str) -> str:
    """Return the record as a zone file has it (RFC 1035 5.1), cut into strings of 255 octets at most."""
    text = record(key)
    strings = [text[at : at + _LONGEST_STRING] for at in range(0, len(text), _LONGEST_STRING)]
    return (
        f"{name(key.selector, domain)}{'.' if domain else ''} IN TXT ( " + "\n  ".join(f'"{s}"' for s in strings) + " )"
    )


def publishes(text: str, key: Key) -> bool:
    """Tell whether a TXT record publishes this very key; an empty `p=` revokes it."""
    tags = spf_dmarc.read_tags(text)
    if tags.get("v", "DKIM1") != "DKIM1" or tags.get("k", Algorithm.RSA) != key.algorithm:
        return False
    try:
        return base64.b64decode("".join(tags.get("p", "").split()), validate=True) == key.public
    except ValueError:
        return False
