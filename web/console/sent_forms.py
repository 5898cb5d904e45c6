"""A form that a script saves as JSON while somebody types, and that its button sends as a form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

_MOST_FIELDS = 200


@dataclass(frozen=True)
class SentForm:
    """A form as it came: what is no object, and files, are left out."""

    values: Mapping[str, Any]
    #: Whether a script sent it and wants JSON.
    is_json: bool

    @property
    def version(self) -> int:
        """What its page had before it; 0 when it does not say."""
        said = str(self.values.get("version", ""))
        return int(said) if said.isdigit() else 0


async def read(request: Request) -> SentForm:
    """Return the form of a request."""
    if "application/json" in request.headers.get("content-type", ""):
        try:
            found = json.loads(await request.body())
        except ValueError:
            found = {}
        return SentForm(found if isinstance(found, dict) else {}, is_json=True)
    form = await request.form(max_fields=_MOST_FIELDS)
    return SentForm({key: value for key, value in form.items() if isinstance(value, str)}, is_json=False)


Sent = Annotated[SentForm, Depends(read)]


def body(values: Mapping[str, Any], name: str = "body") -> object:
    """Return the text of an editor: its JSON, Markdown as `str` from whoever has no scripts, `None` without any."""
    found = values.get(name)
    if isinstance(found, str) and found:
        try:
            return json.loads(found)
        except ValueError:
            return {}
    if found:
        return found
    markdown = values.get(f"{name}_markdown")
    return markdown.replace("\r\n", "\n") if isinstance(markdown, str) else None
