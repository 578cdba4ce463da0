"""usage: python tools/dead_names.py

Names of the product that nobody uses: not its code, not its templates, not a setting. A use by a test alone is none.
vulture finds them; what it cannot see, since a framework asks by name, stands below with the reason.
"""

import keyword
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = [
    "audit", "config", "departments", "findings", "indicators", "jobs", "projects", "publications", "reviews", "texts",
]  # fmt: skip
USERS = ["bench", "docs", "samples", "manage.py"]  # they use the product, too

#: asked for by name
EXCEPTIONS = {
    "Django: models": [
        "Meta", "verbose_name_plural", "constraints", "indexes", "ordering", "objects", "app_label",
    ],
    "Django: accounts": [
        "USERNAME_FIELD", "REQUIRED_FIELDS", "is_superuser", "has_perms", "get_short_name",
    ],
    "Django: commands": [
        "Command", "handle", "add_arguments", "help", "output_transaction",
    ],
    "Django: apps and checks": [
        "[A-Z]\\w*Config", "ready", "sqlite_is_safe", "app_configs", "default_site", "default_auto_field",
        "requires_system_checks", "requires_migrations_checks",
    ],
    "Django: forms and widgets": [
        "clean", "clean_.*", "template_name", "widgets", "labels", "help_texts", "media",
    ],
    "Django: forms and their fields": [
        "prepare_value", "to_python", "label_from_instance", "field_order",
    ],
    "Django: widgets": [
        "allow_multiple_selected",
    ],
    "Django: views": [
        "form_class", "redirect_authenticated_user", "get_default_redirect_url",
    ],
    "Django: configuration site": [
        "list_.*", "search_fields", "inlines", "extra", "fieldsets", "add_fieldsets", "filter_horizontal",
        "form", "add_form", "change_password_form", "autocomplete_fields", "readonly_fields", "save_model",
        "delete_model", "delete_queryset", "get_readonly_fields", "has_.*_permission", "site_.*", "index_title",
        "log_addition", "log_change", "log_deletions", "password_change", "get_form", "extra_context",
        "has_permission",
    ],
    "Django: backends, validators, storage, sessions": [
        "authenticate", "get_user", "has_module_perms", "validate", "get_help_text", "password_changed",
        "manifest_strict", "max_post_process_passes", "features_class", "max_query_params",
        "_get_session_from_db", "get_error_message",
        "process_.*", "serializer", "to_url", "regex", "patterns", "support_js_module_import_aggregation",
    ],
    "Django: feeds and sitemaps": [
        "item_.*", "items", "lastmod", "changefreq", "priority", "feed_.*", "subtitle", "author_name",
        "location", "root_attributes", "add_root_elements", "content_type", "protocol",
    ],
    "Django: settings and addresses": [
        "[A-Z][A-Z0-9_]+", "urlpatterns", "handler[45]..", "application", "register",
    ],
    "Python: protocols": [
        "do_[A-Z]+", "__class_getitem__", "__getattr__", "handle_.*", "visit_.*", "error", "feed", "close", "default",
    ],
    "WeasyPrint and Pango, on objects that we give them": [
        "_ua_stylesheets", "reactivate",
    ],
    "rows as a query gives them": ["\\w+__\\w+"],
    "tests of one rule, of one reader": [
        "check_example",
        "page_blocks",
    ],
}  # fmt: skip


#: a column of a model is kept for whoever looks into the database
A_COLUMN = re.compile(r"/models(/\w+)?\.py:\d+: unused variable")


def named_elsewhere() -> Iterator[str]:
    """Words of templates, and of strings that name something by its path (settings, templates' libraries)."""
    for path in (ROOT / "templates").rglob("*"):
        if path.is_file():
            for tag in re.findall(r"{[{%](.*?)[%}]}", path.read_text(encoding="utf-8"), re.DOTALL):
                yield from re.findall(r"[A-Za-z_]\w*", tag)
    for app in PRODUCT:
        for path in (ROOT / app).rglob("*.py"):
            code = path.read_text(encoding="utf-8")
            for dotted in re.findall(r'"((?:\w+\.)+\w+)"', code):
                yield from dotted.split(".")
            yield from re.findall(r'"(\w+)\[', code)  # a type that takes no brackets when the program runs
    yield from re.findall(r'name="(\w+)"', (ROOT / "texts/columns.py").read_text(encoding="utf-8"))


def _is_name(word: str) -> bool:
    return word.isidentifier() and not keyword.iskeyword(word)


def dead_names(*more: str) -> list[str]:
    """Lines of vulture about the product and the files named besides."""
    ignored = sorted({name for names in EXCEPTIONS.values() for name in names})
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as uses:
        uses.writelines(f"_.{name}\n" for name in sorted(set(named_elsewhere())) if _is_name(name))
        uses.flush()
        command = [sys.executable, "-m", "vulture", *PRODUCT, *USERS, *more, uses.name, "--exclude", "*/migrations/*"]
        command += [
            "--ignore-decorators",
            "@register.*,@admin.register,@receiver,@checks.register,@rule*,@check*,@extends*",
        ]
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    # what is set on an object of another library is no name of ours: attributes are left aside
    kept = re.compile(rf"unused (?:attribute|\w+ '(?:{'|'.join(ignored)})')")
    ours = [line for line in said.splitlines() if line.startswith((*(f"{app}/" for app in PRODUCT), *more))]
    return [line for line in ours if not kept.search(line) and not A_COLUMN.search(line)]


if __name__ == "__main__":
    found = dead_names(*sys.argv[1:])
    print("\n".join(found) or "No dead names.")
    sys.exit(bool(found))
