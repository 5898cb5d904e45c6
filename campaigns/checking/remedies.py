"""What an administrator can do about a finding of the doctor, by name. Each face knows how it is done."""

from __future__ import annotations

from runtime.remedies import Remedy


class Care(Remedy):
    """Something to do, or something that each face words in its own way."""

    #: Have what must run each minute run.
    TICK = "tick.schedule"
    #: It ran `age` ago on `machine`; and it ran too long ago.
    TICKED = "tick.ran"
    LATE = "tick.late"
    #: Make a key, make one that everybody verifies, publish those that there are.
    KEY = "dkim.key"
    RSA_KEY = "dkim.rsa_key"
    RECORD = "dkim.record"
