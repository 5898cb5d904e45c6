"""Every rule by its examples: what a printer changes, and what looks like it and is left alone."""

from __future__ import annotations

import pytest

from campaigns.editorial.typography import fixing
from campaigns.editorial.typography.styles import PROFILES, Profile, Style

#: In the examples `~` is a hard space and `^` a fine one.
_SPACES = str.maketrans({"~": "\u00a0", "^": "\u202f"})


def mended(text: str, style: Style | None = None) -> str:
    """Mend a text."""
    return fixing.text(text, style or Style())


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Vraiment ? Oui! Enfin;", "Vraiment^? Oui^! Enfin^;"),
        ("Quoi?! Non?", "Quoi^?! Non^?"),
        ("Trois points : un, deux", "Trois points~: un, deux"),
        ("Note: voir", "Note~: voir"),
        ("«Bien»", "«~Bien~»"),
        ("« Bien » ; « mal »", "«~Bien~»^; «~mal~»"),
        ('Il dit "oui".', "Il dit «~oui~»."),
        ('"Un "vrai" métier"', "«~Un “vrai” métier~»"),
        ('« Un "vrai" métier »', "«~Un “vrai” métier~»"),
        ('l\'"Année" 2009', "l’«~Année~» 2009"),
        ("l'action d'aujourd'hui", "l’action d’aujourd’hui"),
        ("un, deux...", "un, deux…"),
        ("un, deux, etc...", "un, deux, etc."),
        ("12% ou 12 % de 10€", "12~% ou 12~% de 10~€"),
        ("à 3 km, 2 millions et 5 M€", "à 3~km, 2~millions et 5~M€"),
        ("n°12, n° 13 et p.8", "n°~12, n°~13 et p.~8"),
        ("articles 3 et 4, page 8", "articles~3 et 4, page~8"),
        ("M. Durand et Mme Œuvrard", "M.~Durand et Mme~Œuvrard"),
        ("Mr Durand, Mr. Élu", "M.~Durand, M.~Élu"),
        ("le 16 juin 2009", "le 16~juin 2009"),
        ("le 1 juin, du 1 au 5 mai", "le 1er~juin, du 1er au 5~mai"),
        ("le Mardi 16 Juin 2009", "le mardi 16~juin 2009"),
        ("Clos. Mardi 16 Juin", "Clos. Mardi 16~juin"),
        ("1ère, 2ème, 3èmes, XXIème siècle", "1re, 2e, 3es, XXIe~siècle"),
        ("le 1 er prix", "le 1er prix"),
        ("14h30, 9h-17h, 9 H", "14~h~30, 9~h-17~h, 9~h"),
        ("10000 jeunes, 1234567 pas", "10^000 jeunes, 1^234^567 pas"),
        ("10 000 jeunes, 12345,67 €", "10^000 jeunes, 12^345,67~€"),
        ("l'Etat, Ecole, Ile-de-France", "l’État, École, Île-de-France"),
        ("A l'attention. A bientôt", "À l’attention. À bientôt"),
        ("Ca va", "Ça va"),
        ("EDITO : LA DIVERSITE", "ÉDITO~: LA DIVERSITÉ"),
        ("Coeur, main-d'oeuvre, COEUR", "Cœur, main-d’œuvre, CŒUR"),
        ("un curriculum vitae", "un curriculum vitæ"),
    ],
)
def test_what_a_printer_changes(typed: str, printed: str) -> None:
    """And a second time nothing."""
    expected = printed.translate(_SPACES)

    assert mended(typed) == expected
    assert mended(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "https://cnml.example:8080/a?b",
        "www.cnml.gouv.fr/etat?q=1000000;x",
        "écrire à l'etat@cnml.example",
        "mailto:a@b.example?subject=Etat",
        "à 14:30, un rapport de 3:1 ou 3 : 1",
        "{{ prenom | l'ami }}",
        "{% if x == 1 %} ${x:1}",
        "<a href=\"x\" title='Etat'>",
        "&nbsp;&amp;",
        "`x = 10000;`",
        "rapport_final_v2.docx, Etat.pdf",
        "75017 Paris, 93210 Saint-Denis (75010)",
        "SIREN 552100554 ou 552100554",
        "tél. 0170640000, dossier 123456, n°\u00a012345",
        "en 2009, 20090616",
        "pi vaut 3,14159",
        "le 14\u00a0Juillet, le 1er\u00a0Mai",
        "+ 12 personnes",
        "5*3*2",
        "2009. Une année",
        "le plan A la ravit",
        "Il a signé.",
        "une lettre (!) et (?)",
        "il mesure 5'30",
        "Déjà\u00a0! Oui\u00a0; non",
        '"Oui, dit-elle',
        "1,5\u00a0million",
        "la 24e édition",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    """Addresses, clock times, codes, names of files, typed signs, hard spaces of another width."""
    assert mended(text) == text


def test_the_letter_of_the_officer() -> None:
    """Her example, to the last sign."""
    typed = "Etat : 10000 jeunes le 1 juin à 14:30 https://cnml.example:8080/a?b"

    assert mended(typed) == ("État\u00a0: 10\u202f000 jeunes le 1er\u00a0juin à 14:30 https://cnml.example:8080/a?b")


def test_old_mail_programs_get_the_wide_space() -> None:
    """Some show a box for U+202F."""
    assert mended("Vraiment ?", Style(PROFILES["fr-FR-nbsp"])) == "Vraiment\u00a0?"


def test_hours_may_stay_as_they_are_typed() -> None:
    """The profile decides."""
    assert mended("à 14h30", Style(Profile(hours=False))) == "à 14h30"
