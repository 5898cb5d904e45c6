"""The issues of the year after the first, with their articles, as `issues.toml` tells them. Pure."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import Any

from campaigns.acting.populating import Issue
from campaigns.editorial.issues import TitleLines
from campaigns.editorial.item_files import Submission
from campaigns.editorial.models import Section
from runtime.clock import PARIS

#: Keys of an article that are no field of its header.
_APART = {"body", "section"}


@dataclass(frozen=True)
class Letter:
    """One issue: what it is made of, when it leaves, and why it leaves in spite of the convention's guard."""

    leaves: datetime
    issue: Issue
    articles: tuple[Submission, ...]
    override: str = ""


def read() -> tuple[Letter, ...]:
    """Return the issues after the first, in the order in which they leave; the last one is left to be finished."""
    told = tomllib.loads(resources.files("cli.demo.year").joinpath("issues.toml").read_text("utf-8"))
    return tuple(_letter(one) for one in told["issues"])


def _letter(told: Mapping[str, Any]) -> Letter:
    names = [f"{told['leaves']:%Y-%m}-{rank}" for rank, _ in enumerate(told["articles"], 1)]
    places = {name: Section(one["section"]) for name, one in zip(names, told["articles"], strict=True)}
    return Letter(
        told["leaves"].replace(tzinfo=PARIS),
        Issue(TitleLines(told["title"], told["subject"], told["preheader"]), places),
        tuple(
            Submission(f"{name}.md", _markdown(one).encode())
            for name, one in zip(names, told["articles"], strict=True)
        ),
        told.get("overrides", ""),
    )  # fmt: skip


def _markdown(article: Mapping[str, Any]) -> str:
    """Return an article as its author would have sent it: a header, and a text below."""
    header = "\n".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in article.items() if key not in _APART
    )
    return f"---\n{header}\n---\n\n{article['body']}\n"
