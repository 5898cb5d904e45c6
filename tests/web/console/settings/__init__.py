"""The settings of the console."""
