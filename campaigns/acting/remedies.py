"""What a person is called to, by name: lists that wait for her. How she gets there, each face knows."""

from __future__ import annotations

from runtime.remedies import Remedy


class Call(Remedy):
    """Something to look at."""

    #: Requests about data that wait for an answer.
    REQUESTS = "requests.waiting"
    #: Letters that came back and that no machine may answer.
    LETTERS = "letters.pending"
    #: Whoever gave no sign for too long: one person, or several.
    SILENT = "readers.silent"
    SILENT_SEVERAL = "readers.silent.several"
