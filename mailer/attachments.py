"""What a letter carries besides its text: inline pictures, a calendar entry, attached files.

Owns the tree of MIME parts, their headers and their base64. Refuses a file name that could be read as more than a name,
and anything that differs from reader to reader: enclosures are encoded once.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import quote

from mailer import encodings, errors
from runtime.language import _

_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(?:; [a-z]+=[A-Za-z0-9_-]+)*")
_ID = re.compile(r"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+")
_LINE = 76


class AttachmentRole(Enum):
    """Where in the letter it stands."""

    #: In the HTML part, which points to it as `cid:`.
    INLINE = auto()
    #: Beside text and HTML, as another form of the same.
    ALTERNATIVE = auto()
    #: After the letter, to be kept or opened.
    ATTACHED = auto()


@dataclass(frozen=True)
class Enclosure:
    """One thing enclosed."""

    role: AttachmentRole
    #: A file name, in any script.
    name: str
    #: Such as `image/png`, with its parameters.
    media_type: str
    content: bytes
    #: What follows `cid:` in the HTML; INLINE only.
    content_id: str = ""


class Tree:
    """The MIME parts of a letter while they are written; a multipart that would hold one part only is left out."""

    def __init__(self, seed: bytes, enclosed: Sequence[Enclosure], add: Callable[[str], None]) -> None:
        self._seed = seed
        self._enclosed = enclosed
        self._add = add
        #: Boundaries of the multiparts that are open, the outermost first.
        self._open: list[str] = []

    def mixed(self) -> AbstractContextManager[None]:
        """Open the multipart of the letter and its attachments."""
        return self._branch("mixed", AttachmentRole.ATTACHED)

    def alternative(self) -> AbstractContextManager[None]:
        """Open the multipart of the forms of one content, the best one last; there are always at least two."""
        return self._branch("alternative", AttachmentRole.ALTERNATIVE)

    def related(self) -> AbstractContextManager[None]:
        """Open the multipart of the HTML part and its inline pictures."""
        return self._branch("related", AttachmentRole.INLINE)

    def begin(self, lines: str) -> None:
        """Begin a part of the innermost multipart with its headers, each with its line end."""
        self._add((f"\r\n--{self._open[-1]}\r\n" if self._open else "") + lines)

    @contextmanager
    def _branch(self, kind: str, role: AttachmentRole) -> Iterator[None]:
        held = [one for one in self._enclosed if one.role is role]
        if not held and role is not AttachmentRole.ALTERNATIVE:
            yield
            return
        # The boundary is derived, so that the same letter has the same bytes. No encoding here ever writes `=_`.
        boundary = "=_" + hashlib.sha256(self._seed + kind.encode()).hexdigest()[:24]
        more = '; type="text/html"' if role is AttachmentRole.INLINE else ""
        self.begin(f'Content-Type: multipart/{kind}{more}; boundary="{boundary}"\r\n')
        self._open.append(boundary)
        yield
        for one in held:
            self.begin(headers(one) + "\r\n")
            self._add(body(one))
        self._add(f"\r\n--{self._open.pop()}--\r\n")


def headers(one: Enclosure) -> str:
    """Return the MIME headers of an enclosure, each with its line end.

    Raises:
        errors.HeaderRefused: its type, its name or its id cannot be written.
    """
    if not _TYPE.fullmatch(one.media_type) or encodings.is_unsafe(one.name) or not one.name:
        raise errors.HeaderRefused(name="Content-Type", reason=_("son type ou son nom n’est pas permis"))
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", one.name)
    lines = [f'Content-Type: {one.media_type};\r\n name="{plain}"', "Content-Transfer-Encoding: base64"]
    if one.role is not AttachmentRole.ALTERNATIVE:
        kind = "inline" if one.role is AttachmentRole.INLINE else "attachment"
        lines.append(f"Content-Disposition: {kind};\r\n {_file_name(one.name, plain)}")
    if one.role is AttachmentRole.INLINE:
        if not _ID.fullmatch(one.content_id):
            raise errors.HeaderRefused(name="Content-ID", reason=_("il n’est pas fait de lettres et de chiffres"))
        lines.append(f"Content-ID: <{one.content_id}>")
    return "\r\n".join(lines) + "\r\n"


def body(one: Enclosure) -> str:
    """Return its content in base64, in lines of 76 (RFC 2045 6.8)."""
    encoded = base64.b64encode(one.content).decode("ascii")
    return "\r\n".join(encoded[start : start + _LINE] for start in range(0, len(encoded), _LINE))


def _file_name(name: str, plain: str) -> str:
    """Return the parameter that names a file, encoded by RFC 2231 4 where the name is not plain ASCII.

    Programs that do not know RFC 2231 show the plain name of the type. Both forms in one header would be ambiguous.
    """
    return f'filename="{plain}"' if plain == name else f"filename*=utf-8''{quote(name, safe='')}"
