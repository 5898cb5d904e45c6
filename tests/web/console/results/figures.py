"""The figures of a page of results, and the rows that each opens. Owns no test."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from html import unescape

from tests.web.console.officers import Officer

_FIGURE = re.compile(r'<a data-figure href="([^"]+)">([^<]+)</a>')
_TABLE = re.compile(r'<table class="rows people" data-total="\d+">.*?<tbody>(.*?)</tbody>', re.DOTALL)


@dataclass(frozen=True)
class Figure:
    """One figure: what it says, and where it leads."""

    address: str
    number: int


def on(page: str) -> list[Figure]:
    """Return the figures of a page, in its order."""
    return [Figure(unescape(address).partition("#")[0], int(re.sub(r"\D", "", said))) for address, said in
            _FIGURE.findall(page)]  # fmt: skip


def rows(officer: Officer, figure: Figure) -> int:
    """Count the rows that a figure opens, on all their pages."""
    total = 0
    for number in itertools.count(1):
        answer = officer.get(f"{figure.address}&page={number}")
        assert answer.status_code == 200, figure
        total += sum(found.count("<tr") for found in _TABLE.findall(answer.text))
        if 'rel="next"' not in answer.text:
            break
    return total
