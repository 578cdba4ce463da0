""".xlsx -> Text: the workbooks that we gave out."""
