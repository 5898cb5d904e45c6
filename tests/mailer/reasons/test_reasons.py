"""Why a letter was not taken, as the tables say it."""

from __future__ import annotations

import pytest

from mailer import reasons
from mailer.reasons import Reason, tables, words


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("L’utilisateur n’existe pas", Reason.USER_UNKNOWN),
        ("Adresse d'au moins un destinataire invalide", Reason.USER_UNKNOWN),
        ("Empfänger unbekannt", Reason.USER_UNKNOWN),
        ("Postfach existiert nicht", Reason.USER_UNKNOWN),
        ("El usuario no existe", Reason.USER_UNKNOWN),
        ("Boîte aux lettres pleine", Reason.MAILBOX_FULL),
        ("Das Postfach ist voll", Reason.MAILBOX_FULL),
        ("Le compte est désactivé", Reason.SUSPENDED),
        ("Nom de domaine inexistant", Reason.HOST_UNKNOWN),
        ("Message trop volumineux", Reason.TOO_BIG),
        ("Trop de connexions depuis votre serveur", Reason.THROTTLED),
        ("Considéré comme indésirable", Reason.SPAM),
        ("M. Durand a quitté l’entreprise", Reason.HAS_MOVED),
        ("Remise abandonnée, délai dépassé", Reason.EXPIRED),
    ],
)
def test_words_are_understood_in_the_readers_languages(said: str, reason: Reason) -> None:
    """Accents, apostrophes and case do not matter."""
    assert reasons.explain(said) is reason


@pytest.mark.parametrize(
    "said",
    [
        "Sender verify failed: No such user here",
        "<b-01@lettre.example>: Sender address rejected: User unknown",
        "Relaying denied: user not found in local domains",
        "Recipient not found: message looks like spam",
        "Your IP is listed; unknown user or blocked host",
        "The message exceeds the size limit of this user, unknown",
        "The user mailbox is full, address invalid until then",
    ],
)
def test_what_blames_the_sender_or_the_hour_comes_before_what_blames_the_address(said: str) -> None:
    """No reader is lost to a word that stands beside the true reason."""
    assert reasons.explain(said) not in reasons.HARD


def test_an_address_is_not_what_is_said_of_it() -> None:
    """Somebody called full, or unknown, is neither."""
    assert words.reason("550 <mailbox.full@spam.example> mystery") is None


def test_a_code_decides_where_words_say_little() -> None:
    """« Rejected » is a word of every refusal."""
    assert reasons.explain("550 5.1.1 rejected", "5.1.1", 550) is Reason.USER_UNKNOWN


def test_what_no_table_knows_stays_unknown() -> None:
    """A guess is no answer."""
    assert reasons.explain("550 no", None, 550) is Reason.UNDEFINED


def test_a_section_of_a_table_can_be_used_in_another() -> None:
    """The nouns for a mailbox are written once."""
    assert "who" not in tables.read("mailer.reasons", "words.txt")
    assert words.reason("buzon desconocido") is Reason.USER_UNKNOWN


@pytest.mark.parametrize(
    ("said", "status", "reason"),
    [
        ("<zoe@x.example>: Recipient address rejected: Access denied", "5.7.1", Reason.POLICY),
        ("<zoe@x.example>: Recipient address rejected: Access denied", None, Reason.POLICY),
        ("Recipient address rejected: Multiple authentication checks failed", "5.7.26", Reason.AUTH_FAILURE),
        ("Recipient rejected by recipient preferences", None, Reason.POLICY),
        ("Recipient address rejected: media type not supported", "5.6.1", Reason.PROTOCOL),
        ("Each of the following recipients was rejected by a remote server", None, Reason.POLICY),
        ("Message not accepted for policy reasons", "5.7.1", Reason.POLICY),
        ("Mail is not accepted for policy reasons", None, Reason.POLICY),
        ("This domain does not accept mails in HTML", None, Reason.POLICY),
        ("We are not accepting mail with attachments", None, Reason.POLICY),
        ("This server no longer accepts mail without TLS", None, Reason.POLICY),
        ("not accepting mail from <b-1@lettre.example>", "5.7.1", Reason.POLICY),
        ("DNS error: Malformed or unexpected name server reply", "4.4.3", Reason.NETWORK_ERROR),
    ],
)
def test_a_policy_is_not_an_unknown_reader(said: str, status: str | None, reason: Reason) -> None:
    """What stands after « Recipient address rejected » says why; alone it says nothing of the address."""
    found = reasons.explain(f"550 {status or ''} {said}", status, 550)

    assert (found, found in reasons.HARD) == (reason, False)


@pytest.mark.parametrize(
    ("said", "status", "reason"),
    [
        ("Recipient address rejected: User unknown in local recipient table", "5.1.1", Reason.USER_UNKNOWN),
        ("Recipient address rejected: User unknown in virtual mailbox table", None, Reason.USER_UNKNOWN),
        ("Recipient address rejected", "5.1.1", Reason.USER_UNKNOWN),
        ("Recipient address rejected: Domain not found", None, Reason.HOST_UNKNOWN),
        ("an MX or SRV record indicated no SMTP service", None, Reason.NOT_ACCEPT),
        ("this domain does not accept mail", None, Reason.NOT_ACCEPT),
        ("The mail system does not accept any mail for this domain", None, Reason.NOT_ACCEPT),
    ],
)
def test_what_says_that_nobody_is_there_still_does(said: str, status: str | None, reason: Reason) -> None:
    """The words after the colon, or the code, decide."""
    assert reasons.explain(f"550 {status or ''} {said}", status, 550) is reason
