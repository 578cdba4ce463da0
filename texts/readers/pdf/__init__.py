""".pdf -> Text, from characters and ruling lines."""
