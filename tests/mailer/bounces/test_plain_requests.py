"""What is plainly a request to leave this letter, and nothing else; the rest is a person's to read."""

from __future__ import annotations

import pytest

from mailer import bounces
from mailer.bounces import LetterKind

_ABOVE = "Le 14 sept. 2009 à 09:00, La Lettre <lettre@charte.example> a écrit :"
_QUOTE = f"\n\n{_ABOVE}\n> Se désinscrire : https://x.example\n"


def _kind(body: str, subject: str = "Re: La Lettre", kind: str = "plain") -> tuple[LetterKind, bool]:
    head = (
        f"From: Zoé Martin <zoe.martin@client.example>\nSubject: {subject}\n"
        f"Content-Type: text/{kind}; charset=utf-8\n\n"
    )
    found = bounces.classify((head + body).encode())
    return found.kind, found.may_leave


_LEAVES, _ASKS = (LetterKind.UNSUBSCRIBE, False), (LetterKind.OTHER, True)


@pytest.mark.parametrize(
    "words",
    [
        "Merci de me désinscrire de la liste\nde diffusion.\nBien à vous,\n\nHélène Caron\nChargée de mission emploi",
        "Bonjour, veuillez me désinscrire svp. Merci et bonne journée.",
        "Bitte melden Sie mich vom Newsletter ab.",
        "Bonsoir\nje souhaite me désabonner de votre lettre d’information\nmerci\nbonne soirée",
        "Madame, Monsieur,\nMerci de bien vouloir retirer mon adresse de votre liste de diffusion.\nSalutations.\nZoé",
        "Bonjour, merci de me supprimer de votre mailing list. Bonne continuation, Zoé Martin",
        "Ne souhaite plus recevoir vos mails, merci.",
        "A désinscrire merci",
        "No longer interested, please unsubscribe.",
        "Please remove me from your mailing list.\n\nKind regards,\nZoé Martin\nHead of Communications",
        "Merci de bien vouloir prendre en compte ma désinscription.\nBien cordialement\nZoé Martin | Responsable RH",
        "Désinscription svp\nZoé MARTIN\nService Communication\nVille de Vire\nTél. : 02 31 00 00 00\nwww.vire.example",
        "Je ne désire plus recevoir vos e-mails.\nCordialement\nZoé Martin\nzoe.martin@client.example",
        "MERCI DE ME DESINSCRIRE. CORDIALEMENT. ZOE MARTIN",
        "Veuillez me désabonner.\n\nEnvoyé de mon iPhone",
        "Veuillez me désabonner.\n\nEnvoyé avec la messagerie sécurisée Proton Mail.",
        "Merci de me retirer de la liste.\nCordialement,\nZoé Martin\n\nCe message est confidentiel et destiné à elle.",
    ],
)
def test_whole_sentences_and_a_signature_leave(words: str) -> None:
    """As offices write: polite, wrapped, signed with a function and a number."""
    assert _kind(words + _QUOTE) == _LEAVES


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("STOP", ""),
        ("Désinscription newsletter", "Bonjour,\nJe souhaite être retirée de votre liste d’envoi.\nZoé Martin"),
        ("Demande de désinscription", "Bonjour,\n\nMerci par avance.\n\nCordialement,\nZoé MARTIN"),
        ("desabonnement", "merci"),
        ("Bonjour", "Merci de me désinscrire."),
    ],
)
def test_a_letter_of_its_own_leaves_where_subject_and_words_say_so(subject: str, words: str) -> None:
    """One of them asks, the other says nothing else."""
    assert _kind(words, subject) == _LEAVES


def test_a_page_is_read_like_a_text() -> None:
    """Many programs send HTML alone."""
    page = f"<html><body><div>Bonjour,</div><div>merci de me désinscrire.</div><p>{_ABOVE}</p><p>Le numéro 7</p></body>"
    assert _kind(page, kind="html") == _LEAVES


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Désabonnement", "je souhaite recevoir la lettre"),
        ("Désinscription", "Je veux recevoir la lettre."),
        ("Désabonnement", "Bonjour, je voudrais m’abonner à votre lettre. Merci"),
        ("Désinscription", "Atelier CV"),
        ("Question", "Merci de me désinscrire."),
    ],
)
def test_a_subject_alone_unsubscribes_nobody_who_writes_more(subject: str, words: str) -> None:
    """Below « Désinscription », some ask to come back."""
    assert _kind(words, subject) == _ASKS


@pytest.mark.parametrize(
    "words",
    [
        "Désinscrite ! Je veux recevoir la lettre.",
        "Désinscrit, je souhaiterais recevoir vos envois",
        "Unsubscribed? I want the newsletter!",
        "I was unsubscribed, please send it to me",
        "Was I unsubscribed?",
        "You want to unsubscribe me? was it a request?",
        "No more newsletter? Please send it now",
        "Désinscription possible ?",
        "Stop ou encore ? Encore !",
        "Je souhaite recevoir votre lettre, merci de me retirer des spams",
        "Merci de me sortir de la liste des spams, je veux recevoir la lettre",
        "Je voudrais recevoir la lettre, stop",
        "Je souhaite ne plus recevoir de courriers et recevoir vos courriels",
        "Merci de m’envoyer la lettre et de me retirer de la liste",
        "I don’t like to receive any more spam, thank you for the newsletter",
        "Ne pas m’envoyer de message d’information, la lettre est bien",
        "Merci de me désinscrire d’une des listes",
        "Merci de ne plus m’envoyer les relances.",
        "Merci de me désinscrire pendant mes congés.",
        "Désinscription du forum des métiers\nCordialement\nZoé Martin",
        "Désinscription\nForum Emploi",
        "Désinscription : comment faire ?",
        "Désinscription de ma fille au stage",
        "Merci de me désinscrire de l’édition Bretagne",
        "Merci de me désinscrire à partir de janvier",
        "J’ai cliqué sur désinscription mais je veux rester",
        "Merci d’effacer mon message précédent : Désinscription",
        "Je ne souhaite plus recevoir vos mails en double",
        "Unsubscribe me from the webinar",
        "Cancel my subscription to the print edition",
        "Please remove this list from my spam",
        "Merci de désinscrire paul.durand@client.example, il est parti. Cordialement, Zoé Martin",
    ],
)
def test_one_sentence_more_asks_a_person(words: str) -> None:
    """They see the letter, with the guess beside it."""
    assert _kind(words + _QUOTE) == _ASKS


@pytest.mark.parametrize(
    "words",
    [
        "I unsubscribed from a list of yours by mistake, please put me back.",
        "Merci de me désinscrire. Cordialement. Ma nouvelle adresse : jd@ville.example",
        "Merci de me désinscrire. Bonne journée, et merci de m’inscrire avec ma nouvelle adresse",
        "Merci de me désinscrire. Bonne journée, à remettre en septembre.",
        "Merci de me désinscrire. Bonne soirée. Marie Durand prend la suite : marie@mairie.example",
        "Merci de me désinscrire. Bonne journée,\nZoé Martin\nNouvelle adresse : zoe@autre.example",
        "Merci de me désinscrire.\nCordialement,\nZoé\n\nP.S. Merci de m’inscrire à l’édition régionale",
        "Merci de me désinscrire. Cordialement. On en reparle en janvier.",
        "Stop. Bonne journée. Continuez",
        "Stop. Bonne journée. Continuez, la lettre est super.",
        "Désinscription. Cordialement. Toujours intéressé par la lettre…",
        "Désinscription, lettre-papier-uniquement-merci",
        "MERCI DE ME DESINSCRIRE. CORDIALEMENT. GARDEZ MARIE",
    ],
)
def test_a_closing_does_not_end_what_somebody_says(words: str) -> None:
    """What stands where a signature is expected is read like the rest."""
    assert _kind(words + _QUOTE) == _ASKS


def test_an_answer_below_the_quotation_counts() -> None:
    """Some change their mind there."""
    assert _kind(f"Merci de me retirer de la liste.\n\n{_ABOVE}\n> Bonjour\n\nEn fait non, gardez-moi.\n") == _ASKS


def test_a_long_text_costs_little_and_asks_a_person() -> None:
    """However often it says the same."""
    assert _kind("Merci de me désinscrire. " * 4_000 + _QUOTE) == _ASKS
