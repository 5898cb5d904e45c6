"""A letter and keys -> the letter with one `DKIM-Signature` per key before it (RFC 6376, RFC 8463). Pure.

    DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
     d=charte.example; s=2026a;
     h=from:from:to:to:subject:subject:...
     bh=...;
     b=...

`c=relaxed/relaxed` survives a server that re-folds headers. No `l=`: it would let others append to the unsigned part.
No `x=`: a letter may wait for days behind a server that is down. No `t=`: `Date` is signed and says the same.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from mailer import wire_guard
from mailer.dkim import canonical
from mailer.dkim.keys import Key

#: Signed once more often than they occur, so that no other one can be added (RFC 6376 8.15). Both fields of
#: RFC 8058 are among them, as its section 4 asks; so is `Reply-To`, even when the letter has no such field.
OVERSIGNED = (
    b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"list-unsubscribe", b"list-unsubscribe-post",
    b"list-id", b"feedback-id", b"mime-version", b"content-type",
)  # fmt: skip
_LINE = 72


def sign(letter: wire_guard.Proved, domain: str, keys: Sequence[Key]) -> wire_guard.Proved:
    """Return the letter with a signature by each key before it, made over the very bytes that are sent.

    A signature is made of ASCII lines that never begin with a dot, so what was proved of the letter holds for the
    whole. Without keys the letter is returned unchanged.

    Args:
        letter: Its body is canonical by construction, see `wire_guard.Proved`.
        domain: That of `From`, in ASCII: the signature and the sender are aligned (RFC 9989).
        keys: In the order in which their signatures will appear.
    """
    if not keys:
        return letter
    return wire_guard.Proved(b"".join((*signatures(letter, domain, keys), letter)))


def signatures(letter: bytes, domain: str, keys: Sequence[Key]) -> list[bytes]:
    """Return the signatures of any letter, one field per key, each with its CRLF."""
    head, _blank, body = letter.partition(b"\r\n\r\n")
    content = body if type(letter) is wire_guard.Proved else canonical.body(body)
    body_hash = base64.b64encode(hashlib.sha256(content).digest()).decode()
    names, lines = _signed(canonical.fields(head))
    header = b"".join(line + b"\r\n" for line in lines)
    listed = _wrapped("h=" + ":".join(name.decode() for name in names) + ";", ":")
    return [_signature(key, domain, listed, body_hash, header) for key in keys]


def _signed(fields: list[canonical.HeaderField]) -> tuple[list[bytes], list[bytes]]:
    """Return the names for `h=`, and the lines that are hashed: of several fields of a name the last comes first."""
    names: list[bytes] = []
    lines: list[bytes] = []
    for name in OVERSIGNED:
        found = [field.line for field in reversed(fields) if field.name == name]
        names += [name] * (len(found) + 1)
        lines += found
    return names, lines


def _signature(key: Key, domain: str, listed: str, body_hash: str, header: bytes) -> bytes:
    """Return one field. Its form with an empty `b=`, unfolded, is the last thing that is hashed (RFC 6376 3.7)."""
    tags = (
        f"v=1; a={key.algorithm.value}-sha256; c=relaxed/relaxed;\r\n d={domain}; s={key.selector};\r\n"
        f" {listed}\r\n bh={body_hash};\r\n b="
    )
    unfolded = header + b"dkim-signature:" + tags.replace("\r\n", "").encode("ascii")
    signature = base64.b64encode(key.signature(hashlib.sha256(unfolded).digest())).decode()
    lines = "\r\n ".join(signature[at : at + _LINE] for at in range(0, len(signature), _LINE))
    return f"DKIM-Signature: {tags}{lines}\r\n".encode("ascii")


def _wrapped(tag: str, mark: str) -> str:
    """Fold a tag after some of its separators, where blanks are allowed (RFC 6376 3.5)."""
    lines = [""]
    for part in tag.split(mark):
        if len(lines[-1]) + len(part) >= _LINE:
            lines.append("")
        lines[-1] += part + mark
    return "\r\n ".join(lines).removesuffix(mark)
