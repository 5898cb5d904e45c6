"""Lists that wait for a person, by name. Each face knows how a person reaches them."""

from __future__ import annotations

from runtime.remedies import Remedy


class Call(Remedy):
    """Something to look at."""

    #: Requests about data that wait for an answer.
    REQUESTS = "requests.waiting"
    #: Letters that came back and that no machine may answer.
    LETTERS = "letters.pending"
    #: People who gave no sign for too long.
    SILENT = "readers.silent"
    SILENT_SEVERAL = "readers.silent.several"
