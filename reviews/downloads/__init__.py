"""A text as a file: official PDF, JSON, Word."""
