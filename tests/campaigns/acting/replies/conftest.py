"""A campaign that was sent, and a mailbox to which its readers write."""

from __future__ import annotations

from tests.campaigns.acting.mailbox.conftest import box, sent

__all__ = ["box", "sent"]
