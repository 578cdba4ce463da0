"""The templates of the official document, filled without a Django project: the commands need no database."""

from functools import lru_cache
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import SafeString

from texts.writers.fonts import CHECKOUT

FOLDER = CHECKOUT / "templates"
PRINT_CSS = CHECKOUT / "static" / "css" / "official.css"


@lru_cache(maxsize=1)
def _engine() -> Engine:
    return Engine(dirs=[FOLDER], autoescape=True)


def fill(name: str, context: dict[str, Any]) -> SafeString:
    """The template official/<name>.html with its values; everything is escaped unless typeset."""
    template = _engine().get_template(f"official/{name}.html")
    return SafeString(template.render(Context(context, use_l10n=False)))
