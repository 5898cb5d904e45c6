"""The dialogue with the next server: one connection, one letter after the other, one round trip each.

    opening      connects, secures, logs in (the only module that knows aiosmtplib), then takes the transport over
    dialogue     bytes to replies and back, time-outs, what ends a connection
    commands     the envelope as command lines, with what the server offers
    connections  the transactions: `offer` an envelope, `hand_over` its letter
    outcomes     what became of one letter

Refuses to decide what to send, to retry, and to remember anything: the layers above do that.
"""

from mailer.smtp.commands import Envelope, Extensions
from mailer.smtp.connections import Connection, HandedOver
from mailer.smtp.opening import open_connection
from mailer.smtp.outcomes import Outcome, OutcomeKind
from mailer.smtp.timeouts import Timeouts

__all__ = [
    "Connection",
    "Envelope",
    "Extensions",
    "HandedOver",
    "Outcome",
    "OutcomeKind",
    "Timeouts",
    "open_connection",
]
