"""Proposals of contributors."""
