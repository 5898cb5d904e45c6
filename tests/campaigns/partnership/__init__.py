"""What the partners promised each other, and how it is proved."""
