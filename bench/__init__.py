"""Benchmarks of what must be fast, each against a public peer in the same run; every one prints JSON."""
