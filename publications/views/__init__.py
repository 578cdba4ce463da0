"""Pages: for everybody (site.py, data.py, looking.py, feeds.py), and for the bureau that publishes (bureau.py)."""
