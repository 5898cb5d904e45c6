"""What happens to one person: they move, are succeeded, belong to several organisations, or are erased."""
