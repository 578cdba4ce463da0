"""Versions of a text: made by events, compared, brought back."""
