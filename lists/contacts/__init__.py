"""What happens to one person: she moves, is succeeded, belongs to several organisations, is erased."""
