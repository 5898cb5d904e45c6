"""Makes what browsers load before a wheel is built, so that the wheel carries it and an installation needs no node."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BundleHook(BuildHookInterface[Any]):
    """Runs before each build; an editable installation bundles when it is served."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 -- hatchling's signature
        """Bundle for a wheel."""
        if version != "editable":
            subprocess.run([sys.executable, "-m", "web.console.bundling"], cwd=self.root, check=True)
