"""Preparing a departure: moments, the plan, who gets it, the last look, and a list that moved."""
