"""The two cookies of the console: the session, and the sentence that the next page says.

Behind TLS the session's name begins with `__Host-`, so that no other site of the domain can set it (RFC 6265bis
4.1.3.2). `Lax`: the link to a bon à tirer comes from a mail.
"""

from __future__ import annotations

import base64

from starlette.requests import HTTPConnection
from starlette.responses import Response

from runtime.keyring import Keyring

_NAME, _SAID = "relais", "relais-dit"
_PERSON = b"relais-flash"
_MAC = 16
#: Seconds for which a browser keeps a session; `accounts.sessions` may end it before. Seconds for a sentence.
_SESSION, _SENTENCE = 30 * 86_400, 60


def session(request: HTTPConnection) -> str:
    """Return the token of the session; empty without one."""
    return request.cookies.get(_name(request), "")


def open_(request: HTTPConnection, answer: Response, token: str) -> None:
    """Begin a session in this browser."""
    answer.set_cookie(
        _name(request), token, max_age=_SESSION, path="/", secure=_is_secure(request), httponly=True, samesite="lax"
    )


def close(request: HTTPConnection, answer: Response) -> None:
    """End the session in this browser."""
    answer.delete_cookie(_name(request), path="/", secure=_is_secure(request), httponly=True, samesite="lax")


def say(answer: Response, keyring: Keyring, sentence: str) -> None:
    """Have the next page say a sentence; signed, so that no other program puts words there."""
    text = sentence.encode()
    signed = base64.urlsafe_b64encode(keyring.sign(_PERSON, text, _MAC) + text).decode("ascii")
    answer.set_cookie(_SAID, signed, max_age=_SENTENCE, path="/", httponly=True, samesite="strict")


def said(request: HTTPConnection, keyring: Keyring) -> str:
    """Return the sentence that this page says; empty without one."""
    try:
        read = base64.urlsafe_b64decode(request.cookies.get(_SAID, ""))
        mac, text = read[:_MAC], read[_MAC:]
        return text.decode() if text and keyring.verifies(_PERSON, text, mac, keyring.newest) else ""
    except ValueError:
        return ""


def has_said(answer: Response) -> None:
    """Forget the sentence: it was shown."""
    answer.delete_cookie(_SAID, path="/", httponly=True, samesite="strict")


def _name(request: HTTPConnection) -> str:
    return f"__Host-{_NAME}" if _is_secure(request) else _NAME


def _is_secure(request: HTTPConnection) -> bool:
    return request.url.scheme == "https"
