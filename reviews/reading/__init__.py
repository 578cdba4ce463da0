"""阅读: the text as it looks, with what is said about it beside it; what is new since somebody read it."""
