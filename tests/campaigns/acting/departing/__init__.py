"""The departure of a letter: moments, figures, cancelling."""
