"""What the partnership does."""
