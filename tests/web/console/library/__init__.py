"""Tests of the libraries in the console."""
