"""Pages: for everybody (site.py, data.py, search_pages.py, feeds.py), and for the bureau that publishes (bureau.py)."""
