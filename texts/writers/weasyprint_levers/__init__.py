"""What replaces some of WeasyPrint's insides."""
