"""Fragments of official documents, kept between requests: most of a text is as it was when it was last read.

A fragment's name is the hash of all that it shows (texts/writers/html/reading_view.py), so none is ever out of date,
and it belongs to a content, not to a reader: the marks of changes and of threads are set into the finished document.
"""

from collections.abc import Sequence

from django.core.cache import caches
from django.utils.safestring import SafeString

from texts.writers.html.reading_view import Fragment


def keep_fragments(fragments: Sequence[Fragment]) -> list[SafeString]:
    """The HTML of each: what is there, and the others rendered now. A keeper of `render_html`."""
    cache = caches["fragments"]
    names = [fragment.name for fragment in fragments]
    found = cache.get_many(names)
    made = {name: fragment.html() for name, fragment in zip(names, fragments, strict=True) if name not in found}
    cache.set_many(made)
    kept = found | made
    return [kept[name] for name in names]
