"""« Réglages »: what is set once. The first run leads through these same pages, one after the other."""

from __future__ import annotations

from web.console.settings import (
    domains,
    legal_texts,
    listing,
    look,
    mail_server,
    organisation,
    partners,
    providers,
    retention,
    return_mailbox,
    sender,
    subscription_form,
)  # fmt: skip

ROUTERS = (
    listing.router, organisation.router, sender.router, mail_server.router, return_mailbox.router, look.router,
    domains.router, providers.router, retention.router, partners.router, subscription_form.router, legal_texts.router,
)  # fmt: skip
