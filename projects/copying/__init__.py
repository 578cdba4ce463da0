"""Projects and rows that come and go by hand: new ones, copies from other texts, and the bin with the way back."""
