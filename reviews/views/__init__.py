"""Pages of review, one file a topic."""
