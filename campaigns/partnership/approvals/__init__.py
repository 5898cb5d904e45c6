"""The bon à tirer: who must approve an issue, what exactly they approved, and whether that still holds."""
