"""Versions of a text: made by events, read, compared, and what is new since."""
