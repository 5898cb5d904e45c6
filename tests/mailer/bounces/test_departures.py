"""Who asks to leave, and who only quotes a letter that says how."""

from __future__ import annotations

import pytest

from mailer import bounces
from mailer.bounces import Kind

_QUOTE = (
    "\n\nLe 14 sept. 2009 à 09:00, La Lettre <lettre@charte.example> a écrit :\n> Se désinscrire : https://x.example\n"
)


def _letter(subject: str, body: str) -> bytes:
    head = f"From: Zoé <zoe@client.example>\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n"
    return (head + body).encode()


@pytest.mark.parametrize(
    "words",
    [
        "STOP",
        "Stop !",
        "désinscription",
        "Je me désinscris de votre lettre.",
        "Merci de me désabonner.",
        "Bonjour,\n\nVeuillez me retirer de votre liste.",
        "Madame, Monsieur,\nJe ne souhaite plus recevoir vos courriels.",
        "Merci de ne plus m’envoyer vos messages",
        "Retirez-moi de vos fichiers",
        "Supprimez mon adresse s’il vous plaît",
        "Ne m’écrivez plus",
        "Arrêtez de m’envoyer vos lettres",
        "unsubscribe",
        "Please remove me from your list",
        "Bitte abmelden",
    ],
)
def test_a_person_who_asks_to_leave_is_heard(words: str) -> None:
    """In her own words, above the letter that she quotes."""
    assert bounces.classify(_letter("Re: La Lettre", words + _QUOTE)).kind is Kind.UNSUBSCRIBE


@pytest.mark.parametrize(
    "words",
    [
        "Merci pour ce numéro !",
        "Bonjour,\nJe voudrais supprimer une faute dans l’article.",
        "Merci de me dire où m’inscrire.",
        "Demande d’inscription",
        "Stop by our office next week",
        "Bonjour, je transfère votre lettre à une collègue. Comment faire pour se désinscrire un jour ?",
        "",
    ],
)
def test_a_person_who_asks_for_something_else_stays(words: str) -> None:
    """The quoted letter holds « se désinscrire » each time."""
    assert bounces.classify(_letter("Re: La Lettre", words + _QUOTE)).kind is not Kind.UNSUBSCRIBE


def test_the_subject_counts_unless_it_is_a_reply_s() -> None:
    """« Re: Stop aux préjugés » is the title of a letter of ours."""
    assert bounces.classify(_letter("Désinscription", "")).kind is Kind.UNSUBSCRIBE
    assert bounces.classify(_letter("Re: Stop aux préjugés", "Très bien.")).kind is Kind.OTHER
