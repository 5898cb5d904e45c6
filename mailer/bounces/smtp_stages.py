"""The stage of the dialogue at which the last server refused, as reports quote it. Pure."""

from __future__ import annotations

import re

from mailer.bounces.classification import FailureStage

#: In this order: a transcript that ends at the content names the recipient too.
_STAGES = (
    (
        FailureStage.CONTENT,
        (
            r"end of (?:data|message)",
            r"after (?:sending )?(?:data|the message)",
            r"\(in reply to (?:data|bdat)",
            r">>> (?:data|bdat|\.)",
            r"smtp command[^\n]*\n\s*(?:data|\.)(?=\s)",
            r"(?:data|content|dot|bdat) (?:command|phase|response|host)",
            r"response to data",
            r"smtp:(?:data|eom)",
        ),
    ),
    (
        FailureStage.RCPT,
        (
            r"rcpt to",
            r"(?:to|after|after initial|in reply to) rcpt",
            r"smtp:rcpt",
            r"rcpt (?:command|response)",
            r"does not like recipient",
        ),
    ),
    (
        FailureStage.MAIL,
        (
            r"mail from:?",
            r"smtp:mail",
            r"does not like sender",
            r"after (?:helo|ehlo)",
            r"(?:helo|ehlo) command",
        ),
    ),
)
_PATTERNS = tuple((stage, re.compile("|".join(patterns), re.IGNORECASE)) for stage, patterns in _STAGES)
#: `550 <address>: User unknown`: an address before the colon is what was refused, so the stage must be RCPT.
_NAMED = re.compile(r"(?:^|\n)\s*[45]\d\d[ :-]+(?:[45]\.\d+\.\d+ )?<[^\s<>]+@[^\s<>]+>: ")


def find(*texts: str) -> FailureStage:
    """Return the stage named by the first text that names one, or else the stage that the form of the reply implies."""
    for text in texts:
        for stage, pattern in _PATTERNS:
            if pattern.search(text):
                return stage
    return FailureStage.RCPT if any(_NAMED.search(text) for text in texts) else FailureStage.UNKNOWN
