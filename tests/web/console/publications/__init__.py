"""The letters of an installation, in the console."""
