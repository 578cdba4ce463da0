"""A text, and two of it compared, as HTML for the screen."""
