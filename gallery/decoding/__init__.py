"""Decoding what strangers supply, in a process of its own that may die of it."""
