"""A third, tiny provider: everything that docs/providers.md asks of one, and nothing more."""
