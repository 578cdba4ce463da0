"""The findings beside the document, for the bureau."""
