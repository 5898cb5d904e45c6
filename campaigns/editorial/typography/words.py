"""The words that rules know. A word stands here only when no other French word is written like it."""

from __future__ import annotations

#: With small letters; each is known with a capital, in capitals, and in the plural.
_ACCENTED = (
    "écart", "échange", "échéance", "échelle", "éclairage", "école", "économie", "économique", "écoute", "édito",
    "éditorial", "édition", "éducation", "égalité", "église", "élan", "élection", "élève", "éloge", "élu", "élue",
    "émission", "énergie", "énoncé", "épargne", "époque", "épreuve", "équipe", "équité", "équivalence", "état", "étape",
    "établissement", "été", "étranger", "étrangère", "étude", "étudiant", "étudiante", "évaluation", "évènement",
    "événement", "évolution", "éthique", "être", "île",
)  # fmt: skip
#: Written in capitals only: with a capital first they are accented as they should be.
_IN_CAPITALS = (
    "actualité", "activité", "agréé", "bénéficiaire", "collectivité", "communauté", "compétence", "conférence",
    "déléguée", "département", "développement", "diversité", "employabilité", "expérience", "fidélité", "généralité",
    "identité", "intérêt", "légalité", "liberté", "métier", "métropole", "mobilité", "modalité", "nouveauté",
    "opportunité", "prénom", "présentation", "président", "présidente", "priorité", "propriété", "qualité", "réalité",
    "référence", "région", "république", "réseau", "responsabilité", "réunion", "sécurité", "société", "solidarité",
    "spécialité", "témoignage", "théâtre", "vérité",
)  # fmt: skip
_OTHERS = {"Evenement": "Événement", "Evenements": "Événements"}
_PLACES = {
    "Etats-Unis": "États-Unis", "Epinay": "Épinay", "Epernay": "Épernay", "Epinal": "Épinal", "Evreux": "Évreux",
    "Evry": "Évry", "Etampes": "Étampes", "Ile-de-France": "Île-de-France", "Saint-Etienne": "Saint-Étienne",
    "Equateur": "Équateur", "Ethiopie": "Éthiopie",
}  # fmt: skip
_BARE = str.maketrans("àâçéèêëîïôùûÀÂÇÉÈÊËÎÏÔÙÛ", "aaceeeeiiouuAACEEEEIIOUU")


def _first_bare(word: str) -> str:
    return word[0].translate(_BARE) + word[1:]


def _known() -> dict[str, str]:
    known = _PLACES | _OTHERS
    for word in (*_ACCENTED, *(f"{word}s" for word in _ACCENTED)):
        known |= {_first_bare(word.capitalize()): word.capitalize(), word.upper().translate(_BARE): word.upper()}
    for word in _IN_CAPITALS:
        plural = f"{word[:-1]}aux" if word.endswith("eau") else f"{word}s"
        known |= {one.upper().translate(_BARE): one.upper() for one in (word, plural)}
    return known


#: Without its accents -> as it is written.
CAPITALS: dict[str, str] = _known()

#: What follows the preposition « À » at the beginning of a sentence.
AFTER_TO = (
    "la", "bientôt", "cause", "ce", "ces", "cet", "cette", "ceux", "celles", "chaque", "compter", "condition", "côté",
    "défaut", "destination", "faire", "leur", "leurs", "lire", "midi", "moins", "nos", "noter", "notre", "nouveau",
    "paraître", "partir", "peine", "propos", "quand", "quel", "quelle", "quelles", "quels", "qui", "quoi", "retenir",
    "savoir", "ses", "son", "suivre", "télécharger", "titre", "tous", "toutes", "travers", "venir", "voir", "vos",
    "votre", "vous",
)  # fmt: skip

_OE = {
    "boeuf": "bœuf", "choeur": "chœur", "coeur": "cœur", "foetus": "fœtus", "hors-d'oeuvre": "hors-d’œuvre",
    "main-d'oeuvre": "main-d'œuvre", "main-d’oeuvre": "main-d’œuvre", "manoeuvre": "manœuvre", "moeurs": "mœurs",
    "noeud": "nœud", "oeil": "œil", "oeillet": "œillet", "oeuf": "œuf", "oeuvre": "œuvre", "oeuvrer": "œuvrer",
    "oeuvrent": "œuvrent", "oeuvrons": "œuvrons", "rancoeur": "rancœur", "soeur": "sœur", "voeu": "vœu",
    "voeux": "vœux", "désoeuvré": "désœuvré", "désoeuvrement": "désœuvrement", "écoeurant": "écœurant",
    "chef-d'oeuvre": "chef-d'œuvre", "chef-d’oeuvre": "chef-d’œuvre", "oecuménique": "œcuménique",
}  # fmt: skip
_AE = {"curriculum vitae": "curriculum vitæ", "ex aequo": "ex æquo", "et caetera": "et cætera"}
#: In small letters, with e apart -> as it is written; the plural in s too.
LIGATURES: dict[str, str] = _OE | {f"{apart}s": f"{one}s" for apart, one in _OE.items()} | _AE
