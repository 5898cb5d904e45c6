"""Signing letters with DKIM (RFC 6376), with RSA and Ed25519 keys (RFC 8301, RFC 8463), several at once.

    canonical  the form of a letter that stays the same when a server re-folds it
    signing    a letter and keys -> the letter with one signature per key before it
    keys       the keys, in files that no other user can read
    records    the DNS record of a key

Refuses to verify: that is for receivers. Refuses SHA-1, RSA keys below 2048 bits, and the tag `l=`.
"""

from mailer.dkim.keys import Algorithm, Key
from mailer.dkim.signing import sign

__all__ = ["Algorithm", "Key", "sign"]
