"""The modules of a page and all that they import: the browser fetches them at once, not level by level."""

import re
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

from django import template
from django.contrib.staticfiles import finders
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()

#: `import … from "./x.js";`, `export … from "./x.js";` and `import "./x.js";`, at the beginning of a line.
IMPORT = re.compile(r'^(?:(?:import|export)\b[^;"]*?\bfrom\s*|import\s*)"(\.[^"]+)";', re.M)


@cache
def imports_of(name: str) -> tuple[str, ...]:
    """What a module of static/ imports itself, as names in static/. Read once a process."""
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(f"static/{name}: no such module")
    text = Path(found).read_text(encoding="utf-8")
    return tuple(normpath(join(dirname(name), path)) for path in IMPORT.findall(text))


@cache
def all_imports_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """All that modules import, level by level, each once and without themselves."""
    found = dict.fromkeys(names)
    level = names
    while level:
        below = dict.fromkeys(path for name in level for path in imports_of(name))
        level = tuple(path for path in below if path not in found)
        found.update(dict.fromkeys(level))
    return tuple(name for name in found if name not in names)


@register.simple_tag(takes_context=True)
def modules(context: Context, *names: str) -> SafeString:
    """{% modules "js/draft/start.js" %}: the script elements, and a link for each import that the page has not yet."""
    linked: set[str] = context.render_context.setdefault("modules", set())  # type: ignore[assignment,arg-type] # ours
    imports = [name for name in all_imports_of(names) if name not in linked]
    linked.update(imports)
    links = format_html_join("\n", '<link rel="modulepreload" href="{}">', ((static(name),) for name in imports))
    scripts = format_html_join("\n", '<script src="{}" type="module"></script>', ((static(name),) for name in names))
    return links + SafeString("\n") + scripts if links else scripts
