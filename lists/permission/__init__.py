"""The permission to write: consents, subscriptions, suppressions, and what one data controller may see."""
