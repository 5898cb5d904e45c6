"""The French words for what items call in English: types, states, sections, what their header and fields say.

Types and sections have ordinary words here, which no partnership would find wrong; an installation may have others, see
`wordings`. Refuses to guess: a name without words is a bug.
"""

from __future__ import annotations

from campaigns.editorial.models import ItemState, ItemType, Section
from campaigns.editorial.wordings import ORDINARY, Words
from runtime.language import N_, _

TYPES = {
    ItemType.LOCAL_MISSION_ACTION: N_("action locale"),
    ItemType.PARTNER_ACTION: N_("action de partenaire"),
    ItemType.GOOD_PRACTICE: N_("bonne pratique"),
    ItemType.NEW_SIGNATORIES: N_("nouveaux signataires"),
    ItemType.EVENT: N_("événement"),
    ItemType.AWARENESS_CAMPAIGN: N_("campagne de sensibilisation"),
    ItemType.LEGAL_NEWS: N_("actualité juridique"),
    ItemType.TESTIMONIAL: N_("témoignage"),
    ItemType.KEY_FIGURE: N_("chiffre"),
    ItemType.TOOL: N_("outil"),
    ItemType.EDITORIAL: N_("éditorial"),
    ItemType.CALL_FOR_CONTRIBUTIONS: N_("appel à contributions"),
}
#: The headings of the sections (« rubriques ») of a letter.
SECTIONS = {
    Section.EDITORIAL: N_("Édito"),
    Section.HEADLINE: N_("À la une"),
    Section.ACTIONS: N_("Sur le terrain"),
    Section.PRACTICES: N_("Bonnes pratiques"),
    Section.SIGNATORIES: N_("Nouveaux signataires"),
    Section.TESTIMONIALS: N_("Témoignages"),
    Section.CAMPAIGNS: N_("Campagnes de sensibilisation"),
    Section.LEGAL: N_("Actualité juridique"),
    Section.TOOL: N_("L’outil du mois"),
    Section.FIGURE: N_("Le chiffre"),
    Section.AGENDA: N_("Agenda"),
    Section.CONTRIBUTIONS: N_("Appel à contributions"),
}
#: The section in which a type of item usually stands.
HOMES = {
    ItemType.LOCAL_MISSION_ACTION: Section.ACTIONS, ItemType.PARTNER_ACTION: Section.ACTIONS,
    ItemType.GOOD_PRACTICE: Section.PRACTICES, ItemType.NEW_SIGNATORIES: Section.SIGNATORIES,
    ItemType.EVENT: Section.AGENDA, ItemType.AWARENESS_CAMPAIGN: Section.CAMPAIGNS,
    ItemType.LEGAL_NEWS: Section.LEGAL, ItemType.TESTIMONIAL: Section.TESTIMONIALS,
    ItemType.KEY_FIGURE: Section.FIGURE, ItemType.TOOL: Section.TOOL, ItemType.EDITORIAL: Section.EDITORIAL,
    ItemType.CALL_FOR_CONTRIBUTIONS: Section.CONTRIBUTIONS,
}  # fmt: skip
STATES = {ItemState.DRAFT: N_("brouillon"), ItemState.READY: N_("en attente"), ItemState.PUBLISHED: N_("paru")}
#: Key of `frontmatter.FIELDS` -> the words before its value; the title needs no words.
KEYS = {
    "type": N_("type"), "kicker": N_("surtitre"), "intro": N_("chapô"), "image": N_("image"),
    "image_alt": N_("elle montre"),
    "caption": N_("légende"), "credit": N_("crédit"), "rights": N_("droits"), "link": N_("lien"),
    "link_label": N_("mots du lien"), "date": N_("début"), "end": N_("fin"), "place": N_("lieu"),
    "territory": N_("territoire"), "for": N_("pour"), "commitments": N_("engagements"), "author": N_("auteur"),
    "source": N_("source"), "embargo": N_("pas avant le"), "expires": N_("plus après le"), "meeting": N_("réunion"),
}  # fmt: skip
#: Field of `typography_fixes` -> its name in reports of fixes.
FIELDS = {
    "kicker": N_("surtitre"),
    "title": N_("titre"),
    "intro": N_("chapô"),
    "image_alt": N_("texte de remplacement"),
    "caption": N_("légende"),
    "credit": N_("crédit"),
    "place": N_("lieu"),
    "link_label": N_("mots du lien"),
    "author": N_("auteur"),
    "source": N_("source"),
    "body": N_("corps"),
    "subject": N_("objet"),
    "preheader": N_("phrase après l’objet"),
}


def item_type(name: str, words: Words = ORDINARY) -> str:
    """Return the words for a type of item."""
    return words.types.get(name) or _(TYPES[ItemType(name)])


def item_types(words: Words = ORDINARY) -> dict[str, str]:
    """Return the words for every type of item, in their order."""
    return {one.value: item_type(one.value, words) for one in TYPES}


def item_state(name: str) -> str:
    """Return the words for the state of an item."""
    return _(STATES[ItemState(name)])


def home(name: str) -> Section:
    """Return the section in which a type of item usually stands."""
    return HOMES[ItemType(name)]


def titled(title: str) -> str:
    """Return a title, or what stands in its place in lists as long as there is none."""
    return title.strip() or _("Sans titre")


def section(name: str, words: Words = ORDINARY) -> str:
    """Return the heading of a section."""
    return words.sections.get(name) or _(SECTIONS[Section(name)])


def field(name: str) -> str:
    """Return the words for a field that was changed, by its key in a header or in a report of fixes."""
    return _(FIELDS.get(name) or KEYS[name])


def sentence(clause: str) -> str:
    """Return a clause as a sentence."""
    return f"{clause[:1].upper()}{clause[1:]}" + ("" if clause.endswith((".", "?", "!", "…")) else ".")
