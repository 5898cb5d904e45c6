"""Tests of « Réponses »."""
