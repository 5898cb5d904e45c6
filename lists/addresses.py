"""E-mail addresses: one strict grammar, checked once when an address comes in.

Owns what an address is: RFC 5321 dot-atom local part, IDNA2008 domain. Refuses everything that a mail
library would repair (quoted strings, routes, comments, IP literals, control characters, spaces): a repaired
address is another person's address. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import idna

from lists import errors
from runtime.language import _

#: RFC 5321 4.5.3.1.1, in octets.
LOCAL_OCTETS = 64
#: RFC 5321 4.5.3.1.3: a path is at most 256 octets with its two angle brackets.
ADDRESS_OCTETS = 254
LABEL_OCTETS = 63

# RFC 5322 3.2.3 atext, plus the letters, marks and digits of RFC 6531; bidirectional and zero-width
# characters are not among them and are refused.
_ASCII_ATEXT = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_AROUND_AT = re.compile(r"\s*@\s*")
_IN_BRACKETS = re.compile(r"<([^<>]*)>")
_BETWEEN = re.compile(r"[\s;,/|<>]+")


_HIDDEN = "•••"


#: Where dots before the @ say nothing (support.google.com/mail/answer/7436150).
_DOTLESS = frozenset({"gmail.com", "googlemail.com"})


@dataclass(frozen=True, slots=True)
class Address:
    """One address that a letter can be sent to."""

    #: Before the @, in NFC, case kept: it belongs to the receiving server (RFC 5321 2.4).
    local: str
    #: After the @: lower case A-labels.
    domain: str

    @property
    def wire(self) -> str:
        """The address as it goes on the wire."""
        return f"{self.local}@{self.domain}"

    @property
    def needs_smtputf8(self) -> bool:
        """Whether every server on the way must offer SMTPUTF8 (RFC 6531)."""
        return not self.local.isascii()

    @property
    def shown(self) -> str:
        """The address as people write it, its domain in Unicode."""
        domain = idna.decode(self.domain) if "xn--" in self.domain else self.domain
        return f"{self.local}@{domain}"

    @property
    def mailbox_text(self) -> str:
        """The mailbox that the address most likely leads to: without « +anything », and at Gmail without dots.

        For counting only: whether two spellings are one mailbox is known to their server alone.
        """
        local = self.local.casefold().partition("+")[0]
        return f"{local.replace('.', '') if self.domain in _DOTLESS else local}@{self.domain}"

    @property
    def key_text(self) -> str:
        """What is hashed to recognise the address: case folded as a whole, in NFC."""
        return unicodedata.normalize("NFC", self.wire.casefold())


def parse(text: str) -> Address:
    """Read one address, exactly as it stands.

    Raises:
        errors.AddressRefused: with the value and a French reason.
    """
    local, at, domain = unicodedata.normalize("NFC", text).rpartition("@")
    reason = _refusal(text, local, at, domain)
    if reason is None:
        try:
            address = Address(local, _a_labels(domain.lower()))
        except idna.IDNAError:
            reason = _("son domaine n’est pas un nom de domaine valable")
        else:
            if len(address.wire.encode()) <= ADDRESS_OCTETS:
                return address
            reason = _("elle est trop longue")
    raise errors.AddressRefused(value=text, reason=reason)


def _refusal(text: str, local: str, at: str, domain: str) -> str | None:
    """Return why this cannot be an address, the most helpful reason first; `None` when it can."""
    if not text.isprintable() or any(character.isspace() for character in text):
        return _("elle contient une espace ou un caractère invisible")
    if not at:
        return _("il y manque le signe @")
    if local.startswith('"'):
        return _("les guillemets n’y sont pas admis")
    if "@" in local:
        return _("elle contient plusieurs signes @")
    return _local_refusal(local) or _domain_refusal(domain)


def _local_refusal(local: str) -> str | None:
    if not local:
        return _("il manque ce qui précède le signe @")
    if not all(atom and all(map(_is_atext, atom)) for atom in local.split(".")):
        return _("ce qui précède le signe @ contient un caractère interdit ou un point mal placé")
    if len(local.encode()) > LOCAL_OCTETS:
        return _("ce qui précède le signe @ est trop long")
    return None


def _domain_refusal(domain: str) -> str | None:
    if domain.startswith("["):
        return _("une adresse IP n’est pas un nom de domaine")
    if "." not in domain:
        if "," in domain:
            return _("une virgule y tient la place d’un point")
        return _("il manque un point dans son domaine")
    last = domain.rpartition(".")[2]
    if last.isdigit():
        return _("une adresse IP n’est pas un nom de domaine")
    return None


def _is_atext(character: str) -> bool:
    if character.isascii():
        return character in _ASCII_ATEXT
    return unicodedata.category(character)[0] in "LMN"


def _a_labels(domain: str) -> str:
    labels = [_a_label(label) for label in domain.split(".")]
    if not all(_LABEL.fullmatch(label) and len(label) <= LABEL_OCTETS for label in labels):
        raise idna.IDNAError
    return ".".join(labels)


def _a_label(label: str) -> str:
    if label.isascii() and not label.startswith("xn--"):
        return label
    # A label that is already encoded is decoded first, so that both spellings end as one.
    return idna.alabel(idna.ulabel(label)).decode("ascii")


def clean(cell: str) -> str:
    """Take off what a spreadsheet or a mail program left around an address; inside, nothing is guessed."""
    text = _AROUND_AT.sub("@", _ZERO_WIDTH.sub("", cell)).strip()
    if bracketed := _IN_BRACKETS.search(text):
        text = bracketed[1].strip()
    if text[:7].casefold() == "mailto:":
        text = text[7:].partition("?")[0]
    return text.strip(" \t\r\n\u00a0\u202f<>.,;:'’")


def several(cell: str) -> list[str]:
    """Return the cleaned addresses of a cell: zero, one, or several written side by side."""
    text = _AROUND_AT.sub("@", _ZERO_WIDTH.sub("", cell))
    if text.count("@") > 1:
        pieces = [clean(piece) for piece in _BETWEEN.split(text) if "@" in piece]
        return list(dict.fromkeys(pieces))
    alone = clean(cell)
    return [alone] if alone else []


def veiled(shown: str) -> str:
    """Return `c•••@e•••.fr`: its owner recognises it, nobody else can use it, and it hides the length too."""
    local, _at, domain = shown.rpartition("@")
    name, dot, country = domain.rpartition(".")
    return f"{local[:1]}{_HIDDEN}@{(name or country)[:1]}{_HIDDEN}{dot}{country if name else ''}"
