"""The fonts of the official document: built once, the same on every machine."""
