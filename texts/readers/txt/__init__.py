""".txt -> Text: dumps of Word and PDF files and OCR output."""
