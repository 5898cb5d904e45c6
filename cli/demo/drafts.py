"""The issues that wait in the demo, one of each other kind: the special one, a campaign, an invitation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from campaigns.editorial import issues, publications
from campaigns.editorial.issues import Form, Lines
from campaigns.editorial.models import Section
from cli.demo import articles
from runtime.installation import Installation


@dataclass(frozen=True)
class _Draft:
    lines: Lines
    form: Form
    #: File of an article -> its section.
    places: Mapping[str, Section]


_DRAFTS = (
    _Draft(
        Lines(
            "Les bonnes pratiques de l’année",
            "Numéro spécial n°\u00a05\u00a0: trois pratiques à reprendre lundi matin",
            "Ce que neuf entreprises et sept missions locales ont mis en commun à Saint-Étienne",
        ),
        Form(
            "special",
            {
                "charte": "Solange Exemple, chargée du suivi du partenariat",
                "cnml": "Loïc Exemple, représentant désigné pour l’échange",
            },
        ),
        {
            "21-edito-special": Section.EDITORIAL,
            "22-accueillir-a-deux": Section.PRACTICES,
            "23-ouvrir-le-samedi": Section.PRACTICES,
            "24-entretien-dans-les-deux-sens": Section.ACTIONS,
        },
    ),
    _Draft(
        Lines(
            "Un mois pour ouvrir ses portes",
            "En mars, accueillez un jeune une demi-journée",
            "Le kit de la campagne est gratuit, et votre mission locale prépare la visite avec vous",
        ),
        Form("awareness"),
        {"10-un-mois-pour-ouvrir-ses-portes": Section.CAMPAIGNS, "32-temoignage-de-la-campagne": Section.TESTIMONIALS},
    ),
    _Draft(
        Lines(
            "Réunion d’échange sur les bonnes pratiques",
            "Invitation\u00a0: réunion d’échange le 17\u00a0novembre à Paris",
            "Six récits, un travail en groupes, et le fichier d’agenda joint à cette lettre",
        ),
        Form("invitation"),
        {"31-reunion-d-echange": Section.AGENDA},
    ),
)


def compose(session: Session, opened: Installation, by_file: Mapping[str, int]) -> list[int]:
    """Compose them; return their ids, in the order of the first lines of this module."""
    publication, now = publications.chosen(session), opened.clock.now()
    made = [(issues.new(session, publication, one.lines, now, form=one.form), one.places) for one in _DRAFTS]
    return [articles.place(session, issue.id or 0, places, by_file) for issue, places in made]
