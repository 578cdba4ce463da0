""".docx -> Text: Word files of others, and ours when they come back."""
