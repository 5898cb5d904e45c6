"""Signing letters with DKIM (RFC 6376), by RSA and Ed25519 keys (RFC 8301, RFC 8463), several at once.

    canonical  what stays the same of a letter when a server re-folds it
    signing    a letter and keys -> the letter with one signature a key before it
    keys       keys in files that nobody else can read
    records    what the DNS must say of a key

Refuses to verify: that is for those who receive. Refuses SHA-1, RSA keys below 2048 bits, and the tag `l=`.
"""

from mailer.dkim.keys import Algorithm, Key
from mailer.dkim.signing import sign

__all__ = ["Algorithm", "Key", "sign"]
