"""A whole issue with invented content, one item of each type at least: what the tests compile."""

from __future__ import annotations

from dataclasses import replace

from templates import context, letters, pictures
from templates.rich_text import markdown_reading

IMAGES = "https://lettre.charte.example/l/i/"

LOGO_CHARTE = pictures.Image(f"{IMAGES}charte.png", "Charte de la diversité", 320, 112)
LOGO_CNML = pictures.Image(f"{IMAGES}cnml.png", "Conseil national des missions locales", 320, 112)

CHARTE = context.Partner("Charte de la diversité", "Éditeur de la lettre", "https://www.charte.example/", LOGO_CHARTE)
CNML = context.Partner(
    "Conseil national des missions locales",
    "Partenaire national de la Charte de la diversité",
    "https://www.cnml.example/",
    LOGO_CNML,
)

SENDER = context.Sender(
    name="Secrétariat général de la Charte de la diversité",
    email="lettre@charte.example",
    reply_to="redaction@charte.example",
    postal="12, rue des Deux-Rives\n75010 Paris",
    publisher="Secrétariat général de la Charte de la diversité",
    director="Maïté Lorgerie",
    privacy_url="https://lettre.charte.example/l/donnees",
)

ALL_TRUE = frozenset({letters.PERSONAL, "has_local_mission", "ml_has_phone", "ml_has_url"})

VALUES = {
    "prenom": "Anne-Sophie",
    "ml_name": "Mission locale du Haut-Val-Fictif",
    "ml_address": "3, place du Marché, 26000 Valence",
    "ml_phone": "04 65 71 00 12",
    "ml_phone_href": "tel:+33465710012",
    "ml_url": "https://ml-haut-val-fictif.example/",
    "ml_url_shown": "ml-haut-val-fictif.example",
    "leave_token": "Zk3x-9_aQ",
}


def piece(key: str, type_: str, title: str, body: str = "", **more: object) -> context.Piece:
    """Return a piece whose body is written in Markdown."""
    return replace(context.Piece(key, type_, title, body=markdown_reading.from_markdown(body)), **more)  # type: ignore[arg-type]


def sections() -> tuple[context.SectionBlock, ...]:
    """Return the twelve rubriques of an issue."""
    block = context.SectionBlock
    return (
        block("editorial", "Édito", (_editorial(),)),
        block("headline", "À la une", (_headline(),)),
        block("actions", "Missions locales en action", (_bus(), _partner_action())),
        block("practices", "Bonnes pratiques", (_practice(), _tutor())),
        block("signatories", "Nouveaux signataires", (_signatories(),)),
        block("testimonials", "Paroles", (_leila(),)),
        block("campaigns", "Campagnes", (_campaign(),)),
        block("legal", "Actualité juridique", (_legal(),)),
        block("tool", "L’outil du mois", (_tool(),)),
        block("figure", "Le chiffre", (_figure(),)),
        block("agenda", "Agenda", (_forum(), _meeting())),
        block("contributions", "Appel à contributions", (_call(),)),
    )


def issue(**changes: object) -> context.LetterContext:
    """Return the whole issue, with `changes` made to it."""
    whole = context.LetterContext(
        publication="La Lettre de la diversité",
        issue_title="recruter sans CV, l’exemple de Roubaix",
        number=4,
        date_text="décembre 2009",
        subject="La Lettre de la diversité n° 4 : recruter sans CV, l’exemple de Roubaix",
        preheader="Dix-huit nouvelles signataires, un forum à Strasbourg et l’outil du mois",
        sections=sections(),
        partners=(CHARTE, CNML),
        sender=SENDER,
        why="Vous recevez cette lettre parce que votre entreprise a signé la Charte de la diversité.",
        leave_prefix="https://lettre.charte.example/l/q/",
        network=CNML,
        web_url="https://lettre.charte.example/l/n/4",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def small(*pieces: context.Piece, **changes: object) -> context.LetterContext:
    """Return an issue with one rubrique, « Bonnes pratiques »."""
    block = context.SectionBlock("practices", "Bonnes pratiques", pieces)
    return issue(**{"sections": (block,), "partners": (), "network": None, **changes})


def seen(letter: letters.Letter, true: frozenset[str] = ALL_TRUE) -> tuple[str, str, str]:
    """Return (subject, html, text) as one reader sees them."""
    return letters.preview(letter.variant(true), VALUES)


def _editorial() -> context.Piece:
    return piece(
        "edito",
        "editorial",
        "Un an, vingt et un engagements",
        "{{ prenom | Madame, Monsieur }},\n\n"
        "Le 16 juin 2009, la Charte de la diversité et le Conseil national des missions locales ont signé une "
        "convention. Vingt et un engagements y figurent. Ils tiennent en une idée : un jeune que sa mission locale "
        "recommande et une entreprise qui cherche devraient se rencontrer plus souvent.\n\n"
        "Cette lettre en rend compte chaque mois. Vous y lirez ce qui s’est fait à Roubaix, à Valence et à "
        "Fort-de-France, par qui, et avec quels résultats. Merci à celles et ceux qui ont pris le temps "
        "de nous écrire.",
        author="Solange Aubrecour, chargée du suivi du partenariat",
    )


def _headline() -> context.Piece:
    return piece(
        "roubaix",
        "local_mission_action",
        "À Roubaix, vingt jeunes passent leur premier entretien sans CV",
        "Pendant une heure, chacun a préparé une commande, accueilli un client ou lu un plan. Les recruteurs "
        "observaient avec **la même grille**, établie par la [mission locale](https://ml-roubaix.example/entretiens).\n\n"
        "## Huit entreprises, une grille\n\n- un atelier de confection ;\n- deux enseignes de distribution ;\n"
        "- cinq entreprises de logistique.\n\n"
        "> On ne juge pas une feuille de papier, on regarde quelqu’un travailler.",
        kicker="Nord",
        intro="La mission locale et huit entreprises du Nord ont remplacé le curriculum vitæ par une mise en situation "
        "d’une heure. Sept embauches ont suivi.",
        image=pictures.Image(f"{IMAGES}roubaix.jpg", "Deux candidates préparent une commande", 1072, 600),
        caption="La mise en situation, le 12 novembre.",
        credit="Yasmine Delvoye",
        link="https://www.charte.example/roubaix",
    )


def _bus() -> context.Piece:
    return piece(
        "bus",
        "local_mission_action",
        "Le bus de l’emploi s’arrête au pied des immeubles",
        "Le bus stationne deux heures par quartier. Les rendez-vous pris sur place sont honorés neuf fois sur dix.",
        kicker="Drôme",
        intro="Un mardi sur deux, recruteurs et conseillers vont à la rencontre des jeunes qui ne poussent "
        "pas la porte.",
        link="https://www.charte.example/bus",
    )


def _partner_action() -> context.Piece:
    return piece(
        "plaquette",
        "partner_action",
        "La plaquette de la Charte dans toutes les missions locales",
        "La nouvelle édition est en ligne depuis le 2 décembre.",
        link="https://www.cnml.example/plaquette",
        link_label="Télécharger la plaquette (PDF, 1,2 Mo)",
    )


def _practice() -> context.Piece:
    return piece(
        "relire",
        "good_practice",
        "Relire ses offres d’emploi à deux voix",
        "| Année | Candidatures féminines | Embauches |\n|---|---|---|\n| 2008 | 42 | 6 |\n| 2009 | 56 | 11 |\n\n"
        "1. Le service rédige l’annonce.\n2. Un salarié d’un autre métier la relit.\n"
        "3. Ce qui n’est pas compris est réécrit.",
        intro="Une conserverie bretonne fait relire chaque annonce par un salarié d’un autre métier ; les candidatures "
        "féminines ont augmenté d’un tiers.",
        link="https://www.charte.example/relire",
    )


def _tutor() -> context.Piece:
    return piece(
        "tuteur",
        "good_practice",
        "Un tuteur, une semaine, un métier",
        "Les Ateliers Brumevent réservent douze immersions par an aux jeunes orientés par leur mission locale.",
    )


def _signatories() -> context.Piece:
    return piece(
        "signataires",
        "new_signatories",
        "Dix-huit entreprises rejoignent la Charte",
        "- **Gironde** : Menuiserie Troisfontaines-Lebrac, Logiciels Ombelle, Groupe L’Éclaircie\n"
        "- **La Réunion** : Conserverie de l’Anse-aux-Lunes\n- **Rhône** : Fonderie Œuvrard & Fils",
        intro="Trois se trouvent en Gironde et une à La Réunion.",
    )


def _leila() -> context.Piece:
    return piece(
        "leila",
        "testimonial",
        "On m’a demandé ce que je savais faire, pas d’où je venais",
        "« J’avais envoyé quarante lettres. C’est en travaillant une heure devant eux que j’ai eu ma réponse. »",
        author="Léïla, 22 ans, agente d’exploitation chez Transports Quatre-Horizons",
    )


def _campaign() -> context.Piece:
    return piece(
        "portes",
        "awareness_campaign",
        "Un mois pour ouvrir ses portes",
        intro="En mars, les signataires sont invitées à accueillir un jeune une demi-journée. "
        "Un kit est à votre disposition.",
        link="https://www.charte.example/portes",
        link_label="Recevoir le kit",
    )


def _legal() -> context.Piece:
    return piece(
        "juridique",
        "legal_news",
        "Discrimination à l’embauche : ce qu’il faut conserver dans un dossier de recrutement",
        "Une fiche de deux pages. *(Contenu fictif, sans valeur juridique.)*",
        source="rédaction de la lettre, novembre 2009",
        link="https://www.charte.example/fiche",
    )


def _tool() -> context.Piece:
    return piece(
        "outil",
        "tool",
        "Autodiagnostic en vingt questions",
        "Une grille à remplir en comité de direction : comptez quarante minutes.",
        link="https://www.charte.example/autodiagnostic",
    )


def _figure() -> context.Piece:
    return piece(
        "chiffre",
        "key_figure",
        "7 sur 10",
        intro="C’est la part des participants au forum de Limoges qui ont obtenu un second entretien.",
        source="enquête fictive, octobre 2009",
    )


def _forum() -> context.Piece:
    return piece(
        "forum",
        "event",
        "Forum Diversité et Alternance",
        "Entrée libre, inscription conseillée.",
        when="jeudi 8 octobre 2009, 9 h – 17 h",
        place="Palais des congrès, Strasbourg",
        link="https://www.charte.example/forum",
    )


def _meeting() -> context.Piece:
    return piece(
        "rencontre",
        "event",
        "Rencontre annuelle des animations régionales",
        when="mardi 24 novembre 2009",
        place="Paris",
    )


def _call() -> context.Piece:
    return piece(
        "appel",
        "call_for_contributions",
        "Votre action dans le prochain numéro ?",
        "Six lignes suffisent, avant le 15.",
        link="https://lettre.charte.example/l/proposer",
    )
