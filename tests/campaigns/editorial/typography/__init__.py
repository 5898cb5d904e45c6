"""Tests of French typography."""
