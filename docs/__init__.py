"""The manual and its pictures."""
