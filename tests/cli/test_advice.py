"""What the command line advises: the domain names no command, and no advice names a command that there is not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from campaigns import errors
from campaigns.acting.remedies import Call
from campaigns.checking.findings import Finding, Mending
from campaigns.editorial.manuscripts.remarks import Doubt
from cli import advice, main
from lists import errors as readers
from runtime.errors import KeyringMissing, RelaisError
from runtime.remedies import Remark, Remedy
from templates.errors import BrowserFailed


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (errors.UnknownItem(id=7), "Il n’y a pas d’article n° 7 : « relais items list » montre ceux qui existent."),
        (errors.NotMuted(code="x"), "« x » n’est pas en sourdine ici : « relais issues mute » montre ce qui l’est."),
        (
            KeyringMissing(path="k"),
            "Le trousseau de clés « k » est inutilisable : il n’existe pas, lancez « relais init ».",
        ),
        (BrowserFailed(reason="r"), "Chromium ne répond pas comme il devrait (r) : recommencez, ou sans « --png »."),
        (
            errors.ProviderUnknown(name="oragne", field="--domain, --exchanger", reason="elle n’existe pas"),
            "Messagerie « oragne » : elle n’existe pas ; pour en ajouter une, donnez --domain ou --exchanger.",
        ),
        (
            readers.EncodingUnclear(name="f.csv", reason="« ƒ » s’y lit « é » en Mac Roman", better="mac_roman"),
            (
                "Le fichier « f.csv » est refusé : « ƒ » s’y lit « é » en Mac Roman, relancez avec "
                "« --encoding mac_roman », ou « --encoding cp1252 » si la première lecture est la bonne."
            ),
        ),
        (
            readers.ContactUnclear(field="--function, --phone", reason="elle est 2 contacts (1, 2), dites lequel"),
            "--function, --phone : elle est 2 contacts (1, 2), dites lequel par --contact.",
        ),
        (errors.LineMissing(), "Donnez un titre au numéro."),
    ],
)  # fmt: skip
def test_a_refusal_ends_with_the_command_that_helps(problem: RelaisError, said: str) -> None:
    """Without one in the table, the sentence is the domain's."""
    assert advice.of(problem) == said


@pytest.mark.parametrize(
    ("item", "remedy", "said"),
    [(7, Mending.TYPOGRAPHY, "Mal composé (« relais items fix 7 »)."), (None, None, "Mal composé.")],
)
def test_a_finding_says_what_mends_it(item: int | None, remedy: Mending | None, said: str) -> None:
    """With the number of its item, ready to be typed."""
    assert advice.found(Finding("typography", "Mal composé.", False, item, remedy=remedy)).message == said


def test_a_remark_says_which_option_would_have_said_it() -> None:
    """It is a clause, and ends without a stop."""
    assert advice.noted(Remark("type supposé", Doubt.TYPE)).sentence == "type supposé ; « --type » en donne un autre"


@pytest.mark.parametrize(
    ("alert", "said"),
    [
        (
            Remark("2 lettres revenues attendent votre avis.", Call.LETTERS),
            "2 lettres revenues attendent votre avis : « relais bounces pending ».",
        ),
        (
            Remark("2 personnes n’ont pas donné signe depuis trop longtemps.", Call.SILENT_SEVERAL),
            "2 personnes n’ont pas donné signe depuis trop longtemps et figurent sur « relais readers stale ».",
        ),
        (errors.SendersDied(many=2), f"{str(errors.SendersDied(many=2))[:-1]} : relancez « relais send »."),
        (Remark("Rien d’autre."), "Rien d’autre."),
    ],
)
def test_what_a_person_must_decide_leads_to_where_she_does(alert: Remark | RelaisError, said: str) -> None:
    """Whether a tick found it, or it kept a duty from its work."""
    assert advice.heard(alert) == said


def _remedies(kind: type[Remedy] = Remedy) -> Iterator[Remedy]:
    for one in kind.__subclasses__():
        yield from (*one, *_remedies(one))


def test_every_remedy_has_its_words() -> None:
    """What the domain leaves to the faces is said here."""
    assert [one for one in _remedies() if one not in advice.WORDS] == []


def _reached(words: str) -> Iterator[click.Command | None]:
    """Yield the commands that an advice names."""
    for line in re.findall("«\u00a0relais ([^»]+)\u00a0»", words):
        command: click.Command | None = main.relais
        for word in line.partition("-")[0].split():
            if isinstance(command, click.Group):
                command = command.get_command(click.Context(command), word)
        options = {name for one in (command.params if command else []) for name in one.opts}
        yield command if set(re.findall("--[a-z-]+", line)) <= options else None


@pytest.mark.parametrize("words", advice.WORDS.values())
def test_an_advice_can_be_typed(words: str) -> None:
    """A command that was renamed is renamed there too."""
    assert None not in list(_reached(words))
