"""The issues that wait in the demo, one of each other kind: special, campaign, invitation, convocation, service."""

from __future__ import annotations

from campaigns.acting.populating import Issue
from campaigns.editorial.issues import Form, TitleLines
from campaigns.editorial.models import Section

ISSUES = (
    Issue(
        TitleLines(
            "Les bonnes pratiques de l’année",
            "Numéro spécial n°\u00a05\u00a0: trois pratiques à reprendre lundi matin",
            "Ce que neuf entreprises et sept missions locales ont mis en commun à Saint-Étienne",
        ),
        {
            "21-edito-special": Section.EDITORIAL,
            "22-accueillir-a-deux": Section.PRACTICES,
            "23-ouvrir-le-samedi": Section.PRACTICES,
            "24-entretien-dans-les-deux-sens": Section.ACTIONS,
        },
        Form(
            "special",
            {
                "charte": "Solange Exemple, chargée du suivi du partenariat",
                "cnml": "Loïc Exemple, représentant désigné pour l’échange",
            },
        ),
    ),
    Issue(
        TitleLines(
            "Un mois pour ouvrir ses portes",
            "En mars, accueillez un jeune une demi-journée",
            "Le kit de la campagne est gratuit, et votre mission locale prépare la visite avec vous",
        ),
        {"10-un-mois-pour-ouvrir-ses-portes": Section.CAMPAIGNS, "32-temoignage-de-la-campagne": Section.TESTIMONIALS},
        Form("awareness"),
    ),
    Issue(
        TitleLines(
            "Réunion d’échange sur les bonnes pratiques",
            "Invitation\u00a0: réunion d’échange le 17\u00a0novembre à Paris",
            "Six récits, un travail en groupes, et le fichier d’agenda joint à cette lettre",
        ),
        {"31-reunion-d-echange": Section.AGENDA},
        Form("invitation"),
    ),
    Issue(
        TitleLines(
            "Comité de pilotage de la convention",
            "Convocation\u00a0: comité de pilotage le 8\u00a0décembre à Paris",
            "L’ordre du jour, et deux boutons pour dire si vous venez",
        ),
        {"33-comite-de-pilotage": Section.AGENDA},
        Form("summons"),
    ),
    Issue(
        TitleLines(
            "La rédaction change d’adresse électronique",
            "La rédaction change d’adresse le 2\u00a0novembre",
            "L’ancienne adresse fonctionne jusqu’au 31\u00a0janvier 2010",
        ),
        {"34-adresse-de-la-redaction": Section.EDITORIAL},
        Form("service"),
    ),
)
