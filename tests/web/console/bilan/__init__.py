"""« Bilan »: the review in the console."""
