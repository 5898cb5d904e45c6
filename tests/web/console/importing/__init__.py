"""« Imports »: the four pages of a file, the list, and undoing."""
