"""« Segments »: built in phrases, counted, kept."""
