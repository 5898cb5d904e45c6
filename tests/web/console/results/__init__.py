"""« Résultats »: what became of a letter."""
