"""The project's own sample texts: an invented county, three departments, three ways of laying a text out."""
