"""Colour: spaces, the museums' grid of 1,331, palettes, words, and the exact colour search.

Pure Python, Pillow and numpy; nothing here knows of providers, pages or the database.
"""
