"""What can go wrong with a demo.

RelaisError
└── DemoError
    └── FolderRefused
"""

from __future__ import annotations

from runtime.errors import BadInput, RelaisError
from runtime.language import N_


class DemoError(RelaisError):
    """Anything about the demo."""


class FolderRefused(DemoError, BadInput):
    """The folder holds something that is not from a demo, or cannot be written."""

    message = N_("La démonstration ne peut pas être construite dans « {folder} » : {reason}.")
