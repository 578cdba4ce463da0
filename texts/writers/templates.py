"""The templates of the official document, filled without a Django project: the commands need no database."""

from functools import lru_cache
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import SafeString

from texts.writers.fonts.font_folder import CHECKOUT

FOLDER = CHECKOUT / "templates"
PRINT_CSS = CHECKOUT / "static" / "css" / "official.css"
OPINION_CSS = CHECKOUT / "static" / "css" / "opinion.css"  # beside official.css, for 审核意见 only


@lru_cache(maxsize=1)
def _engine() -> Engine:
    return Engine(dirs=[str(FOLDER)], autoescape=True)


def fill(name: str, context: dict[str, Any]) -> SafeString:
    """The template official/<name>.html with its values; everything is escaped unless typeset."""
    return fill_path(f"official/{name}.html", context)


def fill_path(path: str, context: dict[str, Any]) -> SafeString:
    """The same of any template."""
    template = _engine().get_template(path)
    return SafeString(template.render(Context(context, use_l10n=False)))
