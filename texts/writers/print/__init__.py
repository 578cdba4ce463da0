"""The official PDF: parts laid out by WeasyPrint, kept, and bound into one tagged file."""
