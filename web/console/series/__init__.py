"""What a letter does by itself: it welcomes who subscribes, and tries two subjects."""

from __future__ import annotations

from web.console.series import second_subject, welcome

ROUTERS = (second_subject.router, welcome.router)
