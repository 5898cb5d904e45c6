"""Merge fields as other programs write them (Mailchimp, Word, Brevo, Sarbacane…): found in a text, and never filled.

Pure. Here they would print as they stand: « Bonjour *|FNAME|* ». Refuses to guess: what stands between signs is a field
only when it is called like one, so that « [sic] », « 20 % » and « Bonjour » in quotation marks are none.
"""

from __future__ import annotations

import re
import unicodedata

from templates import merge_fields

#: Names, without accents, capitals and what parts their words -> the field of ours that says the same; empty for none.
_NAMES = {
    "civilite": "civilite", "prenom": "prenom", "firstname": "prenom", "fname": "prenom", "givenname": "prenom",
    "nom": "nom", "lastname": "nom", "lname": "nom", "surname": "nom", "nomdefamille": "nom", "fonction": "fonction",
    "jobtitle": "fonction", "organisation": "organisation", "organization": "organisation", "societe": "organisation",
    "entreprise": "organisation", "company": "organisation", "structure": "organisation",
    "raisonsociale": "organisation", "departement": "departement", "region": "region",
    "missionlocale": "mission_locale", "name": "", "fullname": "", "nomcomplet": "", "nomprenom": "", "prenomnom": "",
    "email": "", "mail": "", "emailaddress": "", "adresse": "", "adressemail": "", "adresseemail": "", "address": "",
    "ville": "", "city": "", "codepostal": "", "zip": "", "phone": "", "telephone": "", "salutation": "",
    "unsubscribe": "", "unsubscribeurl": "", "desinscription": "", "desabonnement": "", "unsub": "", "archive": "",
    "liendesinscription": "", "webversion": "", "mirror": "", "versionenligne": "", "date": "",
    "greetingline": "", "addressblock": "", "blocadresse": "", "formuledepolitesse": "",
}  # fmt: skip
#: What comes before a name in the fields of some programs: `contact.FIRSTNAME`, `!Contact.FirstName`, `$prenom`.
_BEFORE = re.compile(
    r"\A(?:[!$@=]|(?:contact|lead|recipient|subscriber|user|person|params|destinataire|data)[._])+", re.IGNORECASE
)
#: Whatever stands between these signs is a field.
_CERTAIN = r"\*\|[^|*\n]{1,60}\|\*|\$\{[^{}\n]{1,60}\}|<%=?[^%\n]{1,60}%>|%%[A-Za-z_][\w.-]{1,40}%%|%recipient\.\w+%"
_NAME = r"[^\W\d_][\w .'’-]{1,40}"
_SIGNS = (
    ("«", "»"), ("%", "%"), (r"\[\[", r"\]\]"), (r"\[%?", r"%?\]"), (r"(?<!\{)\{[!$]?", r"\}(?!\})"), ("<", ">"),
    ("#", "#"), ("__", "__"), ("@", "@"), (r"\$", r"\$"),
)  # fmt: skip
_PERHAPS = "|".join(f"{begins}(?:{_NAME}){ends}" for begins, ends in _SIGNS)
_FOUND = re.compile(f"{_CERTAIN}|{_PERHAPS}")
_CERTAINLY = re.compile(_CERTAIN)
_BLANK_INSIDE = re.compile(r"«[\s\u00a0\u202f]|[\s\u00a0\u202f]»")


def found(text: str) -> list[str]:
    """Return the fields of other programs in a text, as they stand there."""
    return [text[start:end] for start, end in spans(text)]


def spans(text: str) -> list[tuple[int, int]]:
    """Return where these fields begin and end."""
    return [match.span() for match in _FOUND.finditer(text) if _is_field(match.group())]


def ours(name: str) -> str | None:
    """Return our field that says what a field of this name says elsewhere; `None` when there is none."""
    known = _NAMES.get(_bare(name), "")
    return known if known in merge_fields.FIELDS else None


def _is_field(typed: str) -> bool:
    if _CERTAINLY.fullmatch(typed):
        return True
    inside = _BEFORE.sub("", typed.strip("«»%[]{}<>#_@$ "), count=1)
    return _bare(inside) in _NAMES and not _BLANK_INSIDE.search(typed)


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold())
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())
