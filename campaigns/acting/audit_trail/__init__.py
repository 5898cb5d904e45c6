"""The audit as people read it: who did what, in plain sentences."""
