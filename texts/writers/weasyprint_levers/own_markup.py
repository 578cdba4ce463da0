"""Filled templates on their way to WeasyPrint 70.0, without what a browser needs for pages of the web.

Our templates are well-formed XML with every value escaped, so the standard library's parser does: it is thirty times
as fast as one that repairs. And of WeasyPrint's own style sheet, the rules for the few elements that the templates use:
the whole of it gives every element six pseudo-elements and every page sixteen margin boxes, all with their own styles.
"""

from xml.etree import ElementTree

import cssselect2
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

ELEMENTS = CSS(
    string="""
    head { display: none }
    html, body, article, section, div, p, h1, h2, h3 { display: block }
    table { display: table; box-sizing: border-box; text-indent: 0 }
    colgroup { display: table-column-group }
    col { display: table-column }
    thead { display: table-header-group; vertical-align: middle }
    tbody { display: table-row-group; vertical-align: middle }
    tr { display: table-row; vertical-align: inherit }
    td, th { display: table-cell; vertical-align: inherit }
    br::before { content: "\\A"; white-space: pre-line }
    """
)


class Markup(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """One of our pages as WeasyPrint takes it."""

    def __init__(self, string: str, url_fetcher: URLFetcher) -> None:
        root = ElementTree.fromstring(string)  # noqa: S314 our own template, its values escaped
        self.base_url = None
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        """WeasyPrint asks here for the rules of HTML itself."""
        return [ELEMENTS]


OURS = Markup
