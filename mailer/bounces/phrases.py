"""The sentences that identify letters of machines, in the languages of the people we write to and a few more.

They are in `phrases.txt`, one table per question, for folded text (`mailer.reasons.normalising`). Refuses to decide
alone: a sentence does not make a bounce unless the letter also comes from a machine.
"""

from __future__ import annotations

from mailer.reasons import tables

_TABLE = tables.read("mailer.bounces", "phrases.txt")

#: « It did not arrive. »
FAILED = _TABLE["failed"]
#: « It is late, and goes on. »
DELAYED = _TABLE["delayed"]
#: Sure signs that the letter is not lost yet, whatever the subject says.
STILL_TRYING = _TABLE["still_trying"]
#: Sure signs that the server has stopped trying.
GIVEN_UP = _TABLE["given_up"]
#: « It arrived. »
DELIVERED = _TABLE["delivered"]
#: « I am away », « we received your letter ».
AWAY = _TABLE["away"]
#: « I do not work there any more. »
LEFT = _TABLE["left"]
#: « Prove that you are human. »
CHALLENGE = _TABLE["challenge"]
