"""The convention as data: its file, its stored versions, and which of them holds on a day.

Another partnership is another file, and an installation may have none. Refuses to supply one by default.
"""

from campaigns.partnership.conventions.values import Commitment, Convention, Kind, Partner, Rhythm, Rules
from campaigns.partnership.conventions.versions import ended, everything, in_force, newest

__all__ = [
    "Commitment",
    "Convention",
    "Kind",
    "Partner",
    "Rhythm",
    "Rules",
    "ended",
    "everything",
    "in_force",
    "newest",
]
