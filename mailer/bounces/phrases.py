"""The sentences by which letters of machines are known, in the languages of the people we write to and a few more.

They stand in `phrases.txt`, one table a question, for folded text (`mailer.reasons.folding`). Refuses to be the last
word: a sentence alone makes no bounce, the letter must come from a machine as well.
"""

from __future__ import annotations

from mailer.reasons import tables

_TABLE = tables.read("mailer.bounces", "phrases.txt")

#: « It did not arrive. »
FAILED = _TABLE["failed"]
#: « It is late, and goes on. »
DELAYED = _TABLE["delayed"]
#: Sure signs that it is not lost yet, whatever the subject says.
STILL_TRYING = _TABLE["still_trying"]
#: Sure signs that a delay is over: nobody tries any more.
GIVEN_UP = _TABLE["given_up"]
#: « It arrived. »
DELIVERED = _TABLE["delivered"]
#: « I am away », « we received your letter ».
AWAY = _TABLE["away"]
#: « I do not work there any more. »
LEFT = _TABLE["left"]
#: « Prove that you are human. »
CHALLENGE = _TABLE["challenge"]
