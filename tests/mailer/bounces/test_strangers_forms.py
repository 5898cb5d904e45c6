"""Letters in forms that no standard knows: what a machine says in its own way, and what only looks like it."""

from __future__ import annotations

import pytest

from mailer import bounces
from mailer.bounces import LetterKind, Opinion
from mailer.reasons import Reason


def _read(head: str, body: str) -> Opinion:
    return bounces.classify(f"{head}\nContent-Type: text/plain; charset=utf-8\n\n{body}\n".encode())


def _report(words: str, status: str) -> str:
    return (
        "Return-Path: <>\nFrom: MAILER-DAEMON@relais.example\nSubject: Undelivered Mail\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
        "--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relais.example\n\n"
        f"Final-Recipient: rfc822; zoe@client.example\nAction: failed\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; {words}\n\n--B--\n"
    )


@pytest.mark.parametrize(
    ("head", "body", "reason"),
    [
        ("From: potsmaster@mx.example\nSubject: Late", "zoe@client.example: Envelope expired", Reason.EXPIRED),
        (
            "From: potsmaster@mx.example\nAuto-Submitted: auto-replied\nSubject: Not delivered",
            "zoe@client.example: Envelope expired",
            Reason.EXPIRED,
        ),
        (
            "From: Banque <messagerie@banque.example>\nSubject: Votre message n’a pas pu être remis",
            "Le message adressé à zoe@client.example n’a pas été remis : destinataire inconnu.",
            Reason.USER_UNKNOWN,
        ),
        (
            "Return-Path: <>\nAuto-Submitted: auto-replied\nFrom: support@host.example\nSubject: Re: La Lettre",
            "That’s not a valid user here.",
            Reason.USER_UNKNOWN,
        ),
    ],
)
def test_a_report_in_a_form_of_its_own_is_a_bounce(head: str, body: str, reason: Reason) -> None:
    """A misspelt postmaster, a bank, a support desk that answers as nobody."""
    found = _read(head, body)
    assert (found.kind, [one.reason for one in found.reports]) == (LetterKind.BOUNCE, [reason])


def test_empty_lines_above_the_headers_change_nothing() -> None:
    """Some programs that keep letters put them there."""
    raw = _report("550 5.1.1 User unknown", "5.1.1").encode()
    assert bounces.classify(b"\n\r\n" + raw) == bounces.classify(raw)


def test_a_report_of_microsoft_may_be_the_letter_alone() -> None:
    """Then one header names the reader who complained."""
    found = _read("From: La Lettre <l@x.example>\nX-HmXmrOriginalRecipient: zoe@client.example\nSubject: La Lettre", "")
    assert (found.kind, found.reports[0].recipient) == (LetterKind.COMPLAINT, "zoe@client.example")


def test_a_report_on_authentication_is_no_complaint() -> None:
    """Nobody pressed a button (RFC 6591)."""
    head = "From: d@x.example\nContent-Type: multipart/report; report-type=feedback-report; boundary=F"
    body = "--F\nContent-Type: message/feedback-report\n\nFeedback-Type: {}\nVersion: 1\n\n--F--"
    kinds = [bounces.classify(f"{head}\n\n{body.format(one)}\n".encode()).kind for one in ("auth-failure", "abuse")]
    assert kinds == [LetterKind.OTHER, LetterKind.COMPLAINT]


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Demande d’authentification", "Je suis protégé par Mailinblack : https://x.example/v"),
        ("Action requise", "Pour que votre message soit délivré, merci de cliquer sur le lien https://x.example"),
        ("Your email to Zoé", "Your email has been quarantined. To release it please verify at https://x.example"),
    ],
)
def test_a_filter_without_any_mark_of_a_machine_is_a_challenge(subject: str, body: str) -> None:
    """It writes as the person whom it guards; the link is what it wants."""
    assert _read(f"From: Zoé <zoe@client.example>\nSubject: {subject}", body).kind is LetterKind.CHALLENGE


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Votre article", "Bonjour, votre article sur la confiance est bien. Voir https://x.example"),
        ("Rencontre", "Pourriez-vous confirmer votre adresse postale ? Notre site : https://x.example"),
        ("Votre numéro sur les congés", "Bravo."),
        ("Question sur la fermeture des missions locales", "Savez-vous laquelle ?"),
        ("Le message n’est pas clair", "Je n’ai pas compris votre message."),
    ],
)
def test_a_person_who_uses_such_words_stays_a_person(subject: str, body: str) -> None:
    """No word makes a machine of somebody."""
    assert _read(f"From: Zoé <zoe@client.example>\nSubject: {subject}", body).kind is LetterKind.OTHER


@pytest.mark.parametrize(
    "subject",
    ["Absente du bureau", "Congés d’été", "OOO: La Lettre", "Abwesenheitsnotiz", "Fermeture estivale",
     "Auto: La Lettre", "Bureau fermé", "Répondeur", "Maternity leave", "Limited access to email", "Op vakantie",
     "En arrêt maladie"],
)  # fmt: skip
def test_an_absence_may_say_so_in_its_subject_alone(subject: str) -> None:
    """Old mail programs mark nothing."""
    assert _read(f"From: zoe@client.example\nSubject: {subject}", "Je reviens lundi.").kind is LetterKind.AUTO_REPLY


def test_what_another_host_says_is_no_word_on_this_reader() -> None:
    """Old Sendmail reports hold one transcript for several recipients."""
    found = _read(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: Returned mail: see transcript for details",
        "   ----- The following addresses had permanent fatal errors -----\n<zoe@client.example>\n"
        "<lou@autre.example>\n\n"
        "   ----- Transcript of session follows -----\n... while talking to mx.client.example.:\n"
        ">>> RCPT To:<zoe@client.example>\n<<< 550 User unknown\n"
        "<lou@autre.example>... Deferred: Connection timed out with mx.autre.example.\n",
    )
    assert {one.recipient: (one.reason, one.hard) for one in found.reports} == {
        "zoe@client.example": (Reason.USER_UNKNOWN, True),
        "lou@autre.example": (Reason.NETWORK_ERROR, False),
    }


@pytest.mark.parametrize(
    ("words", "status", "reason"),
    [
        ("550 5.7.1 Utilisateur inconnu parmi les expéditeurs autorisés", "5.7.1", Reason.POLICY),
        ("554 5.4.4 Malformed or unexpected name server reply", "5.4.4", Reason.NETWORK_ERROR),
        ("550 5.6.0 recipient: unknown content type", "5.6.0", Reason.POLICY),
    ],
)
def test_a_policy_that_comes_back_is_no_word_on_the_address(words: str, status: str, reason: Reason) -> None:
    """Reports and immediate replies are judged by one rule."""
    (found,) = bounces.classify(_report(words, status).encode()).reports
    assert (found.reason, found.hard) == (reason, False)
