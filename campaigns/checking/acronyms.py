"""Acronyms that readers may not know. Pure; an acronym is explained by its words beside it, or before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from campaigns.editorial.typography import alerts, protected_text

_ACRONYM = re.compile(r"(?<![\w.@/-])[A-ZÀÂÇÉÈÊËÎÏÔÙÛ]{2,6}(?![\w-])")
_ROMAN = re.compile(r"[IVXLC]+")
#: Readers of a professional letter know these.
_KNOWN = frozenset({
    "BTS", "CAP", "CDD", "CDI", "CV", "DRH", "ETI", "FAQ", "GIE", "HLM", "OK", "ONU", "PDF", "PME", "QR", "RH", "RSE",
    "SA", "SARL", "SAS", "SASU", "SCOP", "SMS", "TGV", "TPE", "TV", "UE", "URL",
})  # fmt: skip


@dataclass(frozen=True)
class Used:
    """An acronym that is used before it is explained."""

    acronym: str
    #: What the publication says that it stands for, empty when it does not say.
    meaning: str
    #: The number of the line in which it is first used.
    line: int


def unexplained(lines: Sequence[str], meanings: Mapping[str, str]) -> Iterator[Used]:
    """Yield the acronyms of a letter that nothing explains at their first use or before, in order."""
    seen: set[str] = set()
    for number, line in enumerate(lines):
        if alerts.is_shouted(line):
            continue
        masked = protected_text.masked(line, protected_text.spans(line))
        for match in _ACRONYM.finditer(masked):
            acronym = match.group()
            if acronym in seen | _KNOWN or _ROMAN.fullmatch(acronym):
                continue
            seen.add(acronym)
            meaning = meanings.get(acronym, "")
            if not _is_beside(masked, match) and not _was_said(meaning, lines[: number + 1]):
                yield Used(acronym, meaning, number)


def _is_beside(text: str, match: re.Match[str]) -> bool:
    """Say whether it stands in brackets behind its words, or before them: `… locales (CNML)`, `CNML (…)`."""
    before, after = text[: match.start()], text[match.end() :]
    return bool(re.search(r"\w\s?\($", before) and re.match(r"[),;]", after)) or bool(
        re.match(r"\s?\([^)]*\w \w", after)
    )


def _was_said(meaning: str, lines: Sequence[str]) -> bool:
    return bool(meaning) and any(_plain(meaning) in _plain(line) for line in lines)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
