"""Two publications in one installation, from the outside."""
