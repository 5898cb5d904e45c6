"""Who asks to leave, and who only quotes a letter that says how."""

from __future__ import annotations

import pytest

from mailer import bounces
from mailer.bounces import LetterKind

_QUOTE = (
    "\n\nLe 14 sept. 2009 à 09:00, La Lettre <lettre@charte.example> a écrit :\n> Se désinscrire : https://x.example\n"
)


def _letter(subject: str, body: str) -> bytes:
    head = (
        f"From: Zoé Martin <zoe.martin@client.example>\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n"
    )
    return (head + body).encode()


@pytest.mark.parametrize(
    "words",
    [
        "No more emails please",
        "Merci de bien vouloir me retirer de votre liste de diffusion.",
        "Pourriez-vous me désinscrire de cette newsletter, s’il vous plaît ? Merci d’avance.",
        "Je vous prie de bien vouloir supprimer mon adresse de vos listes.",
        "Je souhaite ne plus recevoir vos mails.",
        "Veuillez cesser de m’envoyer vos courriels.",
        "Je désire me désabonner.",
        "Enlevez-moi de cette liste.",
        "Ôtez-moi de votre fichier",
        "Unsubscribe me please.",
        "Please take me off this list.",
        "Kindly remove my address from your database",
        "I no longer wish to receive these emails.",
        "I don’t want to receive your newsletter anymore.",
        "Stop sending me emails",
        "Please opt me out",
        "remove",
        "Please cancel my subscription. Thank you.",
        "Merci d’annuler mon abonnement.",
        "Ne m’envoyez plus rien.",
        "Merci de ne plus me contacter",
        "Je demande ma désinscription de votre newsletter. Bien cordialement, Zoé Martin",
        "Désinscription svp. Cordialement,\nZoé Martin\nDirectrice RH, Société X\n01 23 45 67 89",
        "Merci de me désinscrire.\nZoé Martin",
        "Veuillez procéder à ma désinscription.",
        "J’aimerais que vous me retiriez de votre liste",
        "Peux-tu me retirer de la liste ?",
        "Pas intéressé, merci de me retirer de la liste",
        "STOP PUB",
        "Stop mails",
        "Bonjour Madame, merci de nous désabonner. Bonne journée",
        "Je ne souhaite plus être destinataire de vos messages",
        "Je ne veux plus recevoir de mails de votre part.",
        "Je ne souhaite plus figurer dans votre liste",
        "Veuillez me rayer de votre liste d’envoi",
        "me désinscrire",
        "Désabonnement immédiat",
        "Je me désabonne",
        "Please unsubscribe",
        "Please stop emailing me.",
        "I would like to unsubscribe from this newsletter",
        "Could you please remove me from your mailing list? Thanks, Zoé",
        "Désinscrivez-moi tout de suite",
        "Merci de désinscrire zoe.martin@client.example",
        "Nous ne souhaitons plus recevoir votre lettre d’information.",
        "Merci de supprimer mon adresse mail de votre base de données",
        "Please do not send me any more emails",
        "Take me off your list",
        "Je souhaiterais être désinscrite de votre liste. Merci beaucoup.",
        "Merci de ne plus m’adresser la lettre",
        "Je veux me désinscrire!!!",
        "Retirez notre adresse",
        "Arrêtez vos envois",
        "Arrêtez de m’écrire",
        "Je vous demande de me désinscrire",
        "Merci de faire le nécessaire pour me désinscrire.",
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
    assert bounces.classify(_letter("Re: La Lettre", words + _QUOTE)).kind is LetterKind.UNSUBSCRIBE


@pytest.mark.parametrize(
    "words",
    [
        "I do not receive your newsletter",
        "Merci de désinscrire autre@x.example",
        "I no longer receive your newsletter",
        "Je demande de ne pas être désinscrit",
        "merci de ne pas me désinscrire",
        "Merci d’annuler mon inscription",
        "Je ne veux pas être retiré de la liste",
        "No, do not unsubscribe me",
        "Stop aux clichés, bravo pour cet article.",
        "STOP aux discriminations : nous organisons une journée",
        "je ne souhaite plus recevoir la version papier, seulement la lettre par courriel",
        "me désinscrire de l’atelier",
        "Désinscription à la journée du 12 octobre",
        "STOP à la discrimination !",
        "Plus de mails comme celui-ci, s’il vous plaît !",
        "Unsubscribe ? Never!",
        "Ne me désinscrivez surtout pas !",
        "Je ne veux pas me désinscrire",
        "Je ne souhaite plus recevoir deux exemplaires",
        "Stop by our office next week",
        "Merci de me retirer de la liste des participants",
        "Ne plus envoyer à mon ancienne adresse",
        "Merci de désinscrire mon collègue Paul Durand",
        "Comment me désabonner de la version papier ?",
        "Please remove me from the attendee list",
        "Don’t stop sending me these!",
        "Please stop sending the paper version",
        "Arrêtez de m’envoyer deux fois la lettre",
        "Je me suis désinscrit par erreur, merci de me réinscrire",
        "Désinscrivez-moi de cette adresse et inscrivez z@x.example",
        "Stop ! Quel bel article",
        "Supprimez mes données personnelles",
        "Merci de ne plus m’envoyer la lettre pendant mes congés",
        "Je ne souhaite plus recevoir la lettre sur cette adresse mais sur celle-ci : b@c.example",
        "Retirez-moi un doute : la date est-elle bonne ?",
        "Je ne peux me désinscrire",
        "Je n’arrive pas à me désabonner",
        "Ne pas désinscrire",
        "Pas de désinscription pour moi",
        "désinscription impossible",
        "Merci, ne m’oubliez pas",
        "Je veux recevoir la lettre",
        "Stop, encore un texte",
        "Merci de retirer ma photo",
        "Je ne veux pas arrêter de recevoir vos lettres",
        "Je ne souhaite pas me désabonner de votre lettre",
        "please do not remove me from your list",
        "I do not want to unsubscribe",
        "Inscription",
        "Merci pour ce numéro !",
        "Bonjour,\nJe voudrais supprimer une faute dans l’article.",
        "Merci de me dire où m’inscrire.",
        "Demande d’inscription",
        "Bonjour, je transfère votre lettre à une collègue. Comment faire pour se désinscrire un jour ?",
        "",
    ],
)
def test_a_person_who_asks_for_something_else_stays(words: str) -> None:
    """The quoted letter holds « se désinscrire » each time."""
    assert bounces.classify(_letter("Re: La Lettre", words + _QUOTE)).kind is not LetterKind.UNSUBSCRIBE


def test_the_subject_counts_unless_it_is_a_reply_s() -> None:
    """« Re: Stop aux préjugés » is the title of a letter of ours."""
    assert bounces.classify(_letter("Désinscription", "")).kind is LetterKind.UNSUBSCRIBE
    assert bounces.classify(_letter("Re: Stop aux préjugés", "Très bien.")).kind is LetterKind.OTHER


@pytest.mark.parametrize(
    "words", ["Stop aux clichés, bravo pour cet article.", "Me désinscrire de l’atelier", "Unsubscribe ? Never!"]
)
def test_what_only_sounds_like_leaving_is_shown_to_a_person(words: str) -> None:
    """She sees the guess beside the words, and decides."""
    found = bounces.classify(_letter("Re: La Lettre", words + _QUOTE))

    assert (found.kind, found.may_leave) == (LetterKind.OTHER, True)


def test_a_short_letter_may_be_signed() -> None:
    """With the name that stands in `From`, and in as many lines as signatures have after a closing."""
    closing = "Cordialement,\nZoé Martin\nDirectrice des ressources humaines, Société X\n01 23 45 67 89"

    for words in ("Merci de me désinscrire.\nZoé", f"Merci de me désinscrire.\n{closing}"):
        assert bounces.classify(_letter("Re: La Lettre", words + _QUOTE)).kind is LetterKind.UNSUBSCRIBE


def test_a_signature_that_goes_on_is_read() -> None:
    """« P.-S. » may take everything back."""
    words = "Merci de me désinscrire.\nCordialement,\nZoé\nPS : sauf des numéros spéciaux"

    assert bounces.classify(_letter("Re: La Lettre", words + _QUOTE)).kind is LetterKind.OTHER


def test_subject_and_words_must_agree() -> None:
    """A request below a title of somebody else's is about that."""
    assert bounces.classify(_letter("Désinscription", "Bonjour,\nmerci d’avance.")).kind is LetterKind.UNSUBSCRIBE
    assert bounces.classify(_letter("Désinscription", "Bravo pour l’article.")).kind is LetterKind.OTHER
    assert bounces.classify(_letter("Atelier du 12 octobre", "Merci de me désinscrire.")).kind is LetterKind.OTHER
