"""Microsoft Exchange of every age and language, when it writes no fields: a heading, the people, then the diagnosis."""

from __future__ import annotations

import re

from mailer.bounces import addresses, smtp_stages
from mailer.bounces.classification import Failure
from mailer.bounces.dialects import passages
from mailer.bounces.returned_letters import ReturnedLetter

_HEADINGS = (
    r"did not reach the following recipient",
    r"following recipient\(s\) (?:could|cannot)",
    r"delivery (?:has )?failed to th(?:e|ese) (?:following )?recipients?",
    r"(?:échec|echec) de (?:la )?remise[^\n]*destinataire",
    r"(?:remise|message)[^\n]*(?:échoué|echoue|pas pu)[^\n]*destinataire",
    r"destinataires? (?:suivants? )?n['’](?:ont|a) pas (?:pu|été)",
    r"fehler bei der (?:nachrichten)?zustellung an",
    r"folgende[nr]? empfänger[^\n]*(?:nicht|fehl)",
    r"error de entrega a[^\n]*destinatarios",
    r"recapito non riuscito",
)
_HEADING = re.compile(rf"^.{{0,120}}(?:{'|'.join(_HEADINGS)})[^\n]*\n", re.IGNORECASE | re.MULTILINE)
_DIAGNOSES = (
    r"diagnostic information for administrators",
    r"informations? de diagnostic[^\n]*administrateur",
    r"diagnoseinformationen für administratoren",
    r"información de diagnóstico para",
    r"informazioni (?:di )?diagnostic",
)
_DIAGNOSIS = re.compile(rf"^[ \t]*(?:{'|'.join(_DIAGNOSES)})[^\n]*\n(.*)", re.IGNORECASE | re.MULTILINE | re.DOTALL)


def failures(letter: ReturnedLetter) -> list[Failure]:
    """Return the people below the heading, each with what the diagnosis says."""
    heading = _HEADING.search(letter.prose)
    if heading is None:
        return []
    body = letter.prose[heading.end() :]
    diagnosis = _DIAGNOSIS.search(body)
    people = body[: diagnosis.start()] if diagnosis is not None else body
    details = diagnosis[1] if diagnosis is not None else ""
    found = passages.by_address(people, _first) or passages.by_address(details, _first)
    about = dict.fromkeys(found, details) if len(found) == 1 else passages.by_address(details, _first)
    return [_failure(one, text, about.get(one, "")) for one, text in found.items()]


def _failure(recipient: str, text: str, details: str) -> Failure:
    return Failure(recipient, details or text, stage=smtp_stages.find(details, text), context=text)


def _first(line: str) -> str:
    return next(iter(addresses.named_in(line)), "")
