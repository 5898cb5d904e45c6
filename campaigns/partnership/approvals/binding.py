"""What an approval is bound to: the edition with every variant, and the rule of the audience. Pure.

One changed comma is another bond, one reader who leaves is not. The same text put back is the same bond again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def bond(edition_sha256: str, rule: Mapping[str, Any] | None) -> str:
    """Return the bond of an edition and the rule that it is sent by; `None` is the whole list."""
    said = json.dumps([edition_sha256, rule], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8")).hexdigest()
