"""The columns that an import knows: one French heading each, and what people write instead. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lists.folding import fold
from lists.kinds import ImportKind

_PERSON: Mapping[str, tuple[str, ...]] = {
    "civility": ("Civilité", "Civ", "Titre"),
    "first_name": ("Prénom", "Prénom du contact"),
    "last_name": ("Nom", "Nom du contact", "Nom de famille", "Contact"),
    "function": ("Fonction", "Poste", "Qualité"),
    "email": (
        "E-mail",
        "Email",
        "Mail",
        "Courriel",
        "Mél",
        "Adresse e-mail",
        "Adresse mail",
        "Adresse électronique",
    ),
    "phone": ("Téléphone", "Tél", "Téléphone du contact", "Portable", "Mobile", "Ligne directe"),
}
_PLACE: Mapping[str, tuple[str, ...]] = {
    "address": ("Adresse", "Adresse postale", "Rue", "Voie"),
    "postcode": ("Code postal", "CP", "Code postal (CP)"),
    "commune": ("Commune", "Ville", "Localité"),
    "departement": ("Département", "Dépt", "Dép", "Code département", "N° département"),
}
_COMPANY = (
    "Dénomination",
    "Entreprise",
    "Raison sociale",
    "Société",
    "Dénomination sociale",
    "Organisme",
    "Organisation",
)
_SIREN: Mapping[str, tuple[str, ...]] = {
    "siren": ("SIREN", "N° SIREN", "Numéro SIREN"),
    "siret": ("SIRET", "N° SIRET", "Numéro SIRET"),
}
_MISSION: Mapping[str, tuple[str, ...]] = {
    "code": ("Code", "Code mission locale", "Code ML"),
    "name": (
        "Nom",
        "Mission locale",
        "Nom de la mission locale",
        "Structure",
        "Dénomination",
        "Nom de la structure",
    ),
}

#: By kind of file: field, then its heading and the synonyms of that heading.
HEADINGS: Mapping[ImportKind, Mapping[str, tuple[str, ...]]] = {
    ImportKind.COMPANIES: {
        **_SIREN,
        "name": _COMPANY,
        "naf": ("NAF", "Code NAF", "APE", "Code APE", "NAF/APE", "Activité"),
        "size": (
            "Effectif",
            "Effectifs",
            "Tranche d'effectif",
            "Tranche effectif",
            "Salariés",
            "Nombre de salariés",
        ),
        **_PLACE,
        "website": ("Site", "Site web", "Site internet"),
        "signed_on": ("Date de signature", "Signature", "Signée le", "Signé le", "Date signature"),
        **_PERSON,
    },
    ImportKind.MISSIONS: {
        **_MISSION,
        "siret": _SIREN["siret"],
        **_PLACE,
        "network": ("Animation régionale", "ARML", "Association régionale"),
        "organisation_phone": ("Téléphone", "Tél", "Téléphone de la mission locale", "Standard"),
        "website": ("Site", "Site web", "Site internet", "URL"),
        **_PERSON,
    },
    ImportKind.CONTACTS: {
        **_SIREN,
        "code": _MISSION["code"],
        "name": (*_COMPANY, "Mission locale", "Structure"),
        **_PERSON,
    },
    ImportKind.OBJECTIONS: {"email": (*_PERSON["email"], "Adresse", "Adresses")},
}

#: A file is recognised when it has one of these fields, and as many fields as the number says.
_NEEDED: Mapping[ImportKind, tuple[tuple[str, ...], int]] = {
    ImportKind.COMPANIES: (("siren", "siret"), 2),
    ImportKind.MISSIONS: (("code", "name"), 2),
    ImportKind.CONTACTS: (("email",), 1),
    ImportKind.OBJECTIONS: (("email",), 1),
}

#: Two headings of a file of missions are written alike for the organisation and for the person: the person's
#: field, and the field beside which it is looked for.
_TWINS = {"name": ("last_name", "first_name"), "organisation_phone": ("phone", "email")}


def shown(kind: ImportKind, field: str) -> str:
    """Return the heading of a field, as reports name it."""
    return HEADINGS[kind][field][0]


def expected(kind: ImportKind) -> str:
    """Return the headings of a kind of file, in one sentence part."""
    return ", ".join(dict.fromkeys(names[0] for names in HEADINGS[kind].values()))


def match(kind: ImportKind, cells: Sequence[str]) -> dict[int, str]:
    """Return the field of each column whose heading is known; empty when this is no line of headings.

    Case, accents and order do not matter. Of two columns with one heading in a file of missions (« Nom »),
    the person's is the one nearer to « Prénom » (« Téléphone »: to « E-mail »), else the second.
    """
    folded = [fold(cell) for cell in cells]
    found: dict[int, str] = {}
    for field, names in HEADINGS[kind].items():
        known = {fold(name) for name in names}
        columns = [rank for rank, cell in enumerate(folded) if cell in known and rank not in found]
        if columns:
            found[_chosen(field, columns, folded)] = field
    one_of, least = _NEEDED[kind]
    fields = set(found.values())
    return found if len(fields) >= least and fields & set(one_of) else {}


def _chosen(field: str, columns: list[int], folded: Sequence[str]) -> int:
    """Return the column of a field; for the first of two twins, the one that is not the person's."""
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
