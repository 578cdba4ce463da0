"""A year's text begins: empty, or from last year's text of the same department."""
