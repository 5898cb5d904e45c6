"""What a letter does by itself: it welcomes who subscribes, tries two subjects, gathers what appeared."""

from __future__ import annotations

from web.console.series import digest, second_subject, welcome

ROUTERS = (digest.router, second_subject.router, welcome.router)
