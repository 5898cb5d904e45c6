"""Frozen values as JSON bears them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from runtime import json_values


@dataclass(frozen=True)
class Leaf:
    """A part that writes itself."""

    at: datetime

    def as_json(self) -> dict[str, Any]:
        """Return it, to the microsecond."""
        return {"at": self.at.isoformat()}


@dataclass(frozen=True)
class Plain:
    """A part that does not."""

    at: datetime
    day: date | None


@dataclass(frozen=True)
class Whole:
    """A value with parts."""

    name: str
    import_: Plain
    leaves: tuple[Leaf, ...]
    told: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return it whole."""
        return json_values.document(self)


NOW = datetime(2009, 9, 15, 8, 0, 0, 250, tzinfo=UTC)


def test_a_value_is_written_in_the_order_of_its_fields() -> None:
    """With its parts, each by its own hand where it has one."""
    whole = Whole("Zoé", Plain(NOW, None), (Leaf(NOW), Leaf(NOW)), {"b": 1, "a": 2})

    assert json.dumps(whole.as_json(), ensure_ascii=False) == (
        '{"name": "Zoé", "import": {"at": "2009-09-15T08:00:00+00:00", "day": null}, '
        '"leaves": [{"at": "2009-09-15T08:00:00.000250+00:00"}, {"at": "2009-09-15T08:00:00.000250+00:00"}], '
        '"told": {"b": 1, "a": 2}}'
    )


def test_a_day_has_no_hour() -> None:
    """Nor a zone."""
    assert json_values.document(Plain(NOW, NOW.date()))["day"] == "2009-09-15"
