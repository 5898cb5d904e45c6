"""The columns that an import knows: one French heading each, and what people and other tools write instead. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lists.folding import fold
from lists.kinds import ImportKind
from runtime.language import _

_EMAIL = (
    "E-mail", "Email", "Mail", "Courriel", "Mél", "Adresse e-mail", "Adresse mail", "Adresse électronique",
    "Adresse courriel", "Email address", "E-mail professionnel", "Mail professionnel", "Courriel professionnel",
    "Adresse e-mail professionnelle", "Adresse électronique professionnelle", "E-mail pro", "Mail pro", "Courriel pro",
    "E-mail du contact", "Mail du contact", "E-mail contact", "Mail contact", "Courriel du contact",
)  # fmt: skip
_PERSON: Mapping[str, tuple[str, ...]] = {
    "civility": ("Civilité", "Civ", "Titre", "Civility"),
    "first_name": ("Prénom", "Prénom du contact", "Firstname", "First name"),
    "last_name": ("Nom", "Nom du contact", "Nom de famille", "Contact", "Lastname", "Last name",
        "Nom complet", "Nom et prénom", "Prénom et nom", "Nom prénom", "Prénom nom"),
    "function": ("Fonction", "Poste", "Qualité", "Job title"),
    "email": _EMAIL,
    "phone": (
        "Téléphone", "Tél", "Téléphone du contact", "Portable", "Mobile", "Ligne directe", "SMS", "Landline number",
    ),
}  # fmt: skip
#: What is known of an address besides its person; most files do not have these columns.
_STANDING: Mapping[str, tuple[str, ...]] = {
    "role": ("Rôle",),
    "rank": ("Rang", "Ordre", "Ordre de contact", "Priorité"),
    "nature": ("Nature", "Nature de l'adresse"),
    "collected_from": ("Origine", "Origine de la collecte", "Origine de l'adresse"),
    "collected_on": ("Collecté le", "Collectée le", "Date de collecte", "Added time", "Created at"),
    "informed_on": ("Informé le", "Informée le", "Date d'information"),
    "opted_out": (
        "Désinscrit", "Désinscrite", "Désinscrit le", "Date de désinscription", "Désabonné", "Désabonné le", "Opt-out",
        "Blocklisted", "Blacklisted", "Email blocklisted", "Email blacklisted", "Unsubscribed", "Status",
    ),
}  # fmt: skip
_PLACE: Mapping[str, tuple[str, ...]] = {
    "address": ("Adresse", "Adresse postale", "Rue", "Voie"),
    "postcode": ("Code postal", "CP", "Code postal (CP)"),
    "commune": ("Commune", "Ville", "Localité"),
    "departement": ("Département", "Dépt", "Dép", "Code département", "N° département"),
}
_COMPANY = (
    "Dénomination", "Entreprise", "Raison sociale", "Société", "Dénomination sociale", "Organisme", "Organisation",
    "Company",
)  # fmt: skip
_SIREN: Mapping[str, tuple[str, ...]] = {
    "siren": ("SIREN", "N° SIREN", "Numéro SIREN"),
    "siret": ("SIRET", "N° SIRET", "Numéro SIRET"),
}
_ACTIVE: Mapping[str, tuple[str, ...]] = {
    "active_from": ("Ouverte le", "Ouvert le", "Date d'ouverture"),
    "active_until": ("Fermée le", "Fermé le", "Date de fermeture"),
}
_SITE = ("Site", "Site web", "Site internet", "URL")
_MISSION: Mapping[str, tuple[str, ...]] = {
    "code": ("Code", "Code mission locale", "Code ML"),
    "name": (
        "Nom", "Mission locale", "Nom de la mission locale", "Structure", "Dénomination", "Nom de la structure",
    ),
}  # fmt: skip
_SIGNATURE: Mapping[str, tuple[str, ...]] = {
    "signed_on": ("Date de signature", "Signature", "Signée le", "Signé le", "Date signature"),
    "registered_on": ("Enregistrée le", "Enregistré le", "Date d'enregistrement"),
    "withdrawn_on": ("Retirée le", "Retiré le", "Date de retrait"),
    "referrer": ("Apporteur", "Apportée par", "Mission locale apporteuse"),
}

#: By kind of file: field, then its heading and the synonyms of that heading.
HEADINGS: Mapping[ImportKind, Mapping[str, tuple[str, ...]]] = {
    ImportKind.COMPANIES: {
        **_SIREN,
        "name": _COMPANY,
        "naf": ("NAF", "Code NAF", "APE", "Code APE", "NAF/APE", "Activité", "NAF rév. 2", "NAFRev2"),
        "naf_2025": ("NAF 2025", "NAF2025", "Code NAF 2025", "APE 2025", "Code APE 2025"),
        "size": (
            "Effectif", "Effectifs", "Tranche d'effectif", "Tranche effectif", "Salariés", "Nombre de salariés",
        ),
        **_PLACE,
        "website": _SITE,
        **_ACTIVE,
        **_SIGNATURE,
        **_PERSON,
        **_STANDING,
    },
    ImportKind.MISSIONS: {
        **_MISSION,
        "siret": _SIREN["siret"],
        **_PLACE,
        "network": ("Animation régionale", "ARML", "Association régionale"),
        "served": ("Départements desservis", "Autres départements", "Départements d'intervention"),
        "organisation_phone": ("Téléphone", "Tél", "Téléphone de la mission locale", "Standard"),
        "website": _SITE,
        **_ACTIVE,
        **_PERSON,
        **_STANDING,
    },
    ImportKind.CONTACTS: {
        **_SIREN,
        "code": _MISSION["code"],
        "name": (*_COMPANY, "Mission locale", "Structure"),
        **_PERSON,
        # What listmonk exports: the first name and the name in one.
        "last_name": (*_PERSON["last_name"], "Name"),
        **_STANDING,
    },
    ImportKind.OBJECTIONS: {
        "email": (*_EMAIL, "Adresse", "Adresses"),
        "since": ("Date", "Date d'opposition", "Opposition le", "Opposé le", "Opposée le", "Reçue le"),
    },
}  # fmt: skip

#: Fields that few files have: they are understood, but not expected.
RARE = frozenset(
    (*_STANDING, *_ACTIVE, "naf_2025", "registered_on", "withdrawn_on", "referrer", "served", "since", "website")
)
#: A file is recognised when it has one of these fields, and as many fields as the number says.
#: Organisations that may be made are companies by their name alone.
_NEEDED: Mapping[ImportKind, tuple[tuple[str, ...], int]] = {
    ImportKind.COMPANIES: (("siren", "siret"), 2),
    ImportKind.MISSIONS: (("code", "name"), 2),
    ImportKind.CONTACTS: (("email",), 1),
    ImportKind.OBJECTIONS: (("email",), 1),
}

#: Folded; the column that says what is wrong with a line, in a file of lines to correct: it is never read.
REASON = fold("À corriger")
#: All columns of these fields count: a person who opted out in one of them opted out.
_EVERY = frozenset(("opted_out",))
#: Two headings of a file of missions are written alike for the organisation and for the person: the person's
#: field, and the field beside which it is looked for.
_TWINS = {"name": ("last_name", "first_name"), "organisation_phone": ("phone", "email")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in a file."""

    kind: ImportKind
    #: Folded headings of the file and our fields, see `mapping.read`.
    mapped: Mapping[str, str | None]
    #: Whether organisations may be made from their names.
    creates: bool = False
    #: Whether a line of headings is looked for; otherwise the columns are called by their letters.
    headed: bool = True


def reason_title() -> str:
    """Return the title of the column that says what is wrong with a line."""
    return _("À corriger")


def shown(kind: ImportKind, field: str) -> str:
    """Return the heading of a field, as reports name it."""
    return HEADINGS[kind][field][0]


def obligatory(wanted: Wanted) -> str:
    """Return the headings that a file must have, as part of a sentence: « SIREN ou SIRET »."""
    return _(" ou ").join(shown(wanted.kind, field) for field in needed(wanted)[0])


def expected(kind: ImportKind) -> str:
    """Return the usual headings of a kind of file, as part of a sentence."""
    usual = (names[0] for field, names in HEADINGS[kind].items() if field not in RARE)
    return ", ".join(dict.fromkeys(usual))


def fields(kind: ImportKind) -> dict[str, str]:
    """Return the field of each folded heading; when two fields share a heading, the one that is not the person's."""
    found: dict[str, str] = {}
    for field, names in HEADINGS[kind].items():
        for name in (field, *names):
            found.setdefault(fold(name), field)
    return found


def match(wanted: Wanted, cells: Sequence[str]) -> dict[int, str]:
    """Return the field of each column; an empty dict when this is no line of headings, or lacks one that it needs."""
    found = known(wanted, cells)
    one_of, least = needed(wanted)
    named = set(found.values())
    return found if len(named) >= least and named & set(one_of) else {}


def needed(wanted: Wanted) -> tuple[tuple[str, ...], int]:
    """Return the fields one of which a file must have, and how many fields in all."""
    one_of, least = _NEEDED[wanted.kind]
    return ((*one_of, "name"), least) if wanted.creates and wanted.kind is ImportKind.COMPANIES else (one_of, least)


def known(wanted: Wanted, cells: Sequence[str]) -> dict[int, str]:
    """Return the field of each column whose heading is known.

    Case, accents and order do not matter; what `mapped` says of a folded heading comes first. Of two columns
    with one heading in a file of missions (« Nom »), the person's is the one nearer to « Prénom »
    (« Téléphone »: to « E-mail »), else the second.
    """
    kind, mapped = wanted.kind, wanted.mapped
    folded = [fold(cell) for cell in cells]
    found = {rank: field for rank, cell in enumerate(folded) if (field := mapped.get(cell))}
    folded = ["" if cell in mapped else cell for cell in folded]
    for field, names in HEADINGS[kind].items():
        known = {fold(name) for name in names}
        columns = [rank for rank, cell in enumerate(folded) if cell in known and rank not in found]
        if field in _EVERY:
            found |= dict.fromkeys(columns, field)
        elif columns and field not in found.values():
            found[_chosen(field, columns, folded)] = field
    return found


def is_list_of_people(wanted: Wanted, cells: Sequence[str]) -> bool:
    """Tell whether « Nom » in a file said to be of missions is the name of people: nothing else names a mission."""
    folded = [fold(cell) for cell in cells]
    columns = match(wanted, cells)
    named = [rank for rank, field in columns.items() if field == "name"]
    if wanted.kind is not ImportKind.MISSIONS or [folded[rank] for rank in named] != ["nom"]:
        return False
    has_people = bool(set(folded) & (_folded("first_name") | _folded("civility")))
    has_companies = bool(set(folded) & {fold(name) for name in _COMPANY})
    alone = folded.count("nom") == 1 and "last_name" not in columns.values()
    return alone and (has_companies or (has_people and "code" not in columns.values()))


def is_list_of_companies(cells: Sequence[str]) -> bool:
    """Tell whether a line of headings is that of a list of companies, whatever kind the caller named."""
    return {"name", "siren"} <= set(match(Wanted(ImportKind.COMPANIES, {}), cells).values())


def _chosen(field: str, columns: list[int], folded: Sequence[str]) -> int:
    """Return the column of a field; when two columns share a heading, the one that is not the person's."""
    if field not in _TWINS or len(columns) == 1:
        return columns[0]
    twin, beside = _TWINS[field]
    unmistakable = [rank for rank in columns if folded[rank] not in _folded(twin)]
    anchor = next((rank for rank, cell in enumerate(folded) if cell in _folded(beside)), None)
    if unmistakable or anchor is None:
        return (unmistakable or columns)[0]
    return max(columns, key=lambda rank: (abs(rank - anchor), -rank))


def _folded(field: str) -> set[str]:
    return {fold(name) for name in _PERSON[field]}
