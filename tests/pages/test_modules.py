"""A page names the scripts that its modules import, all of them once and nothing else."""

import re
from pathlib import Path
from posixpath import dirname, join, normpath
from shutil import copytree

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.template import Context, Template

from departments.templatetags.modules import all_imports_of, imports_of
from tests.places import CHECKOUT

STATIC = CHECKOUT / "static"
ENTRIES = sorted(
    name
    for path in (CHECKOUT / "templates").rglob("*.html")
    for names in re.findall(r"{% modules (.*?) %}", path.read_text(encoding="utf-8"))
    for name in re.findall(r"'(.*?)'", names)
)


def written(*tags: str) -> str:
    return Template("{% load modules %}" + "".join(f"{{% modules {tag} %}}" for tag in tags)).render(Context())


def links(page: str) -> list[str]:
    return re.findall(r'<link rel="modulepreload" href="/static/(.*?)">', page)


def said_imports(name: str, root: Path = STATIC) -> set[str]:
    """What a script imports, as it says itself: a module never names another in quotation marks but to import it."""
    text = (root / name).read_text(encoding="utf-8")
    return {normpath(join(dirname(name), path)) for path in re.findall(r'(?:from |import ?\(?)"(\.[^"]*\.js)"', text)}


def test_the_pages_of_the_desk_name_their_modules():
    assert {"js/draft/start.js", "js/draft/grid.js", "js/review/start.js", "js/draft/logout.js"} <= set(ENTRIES)


@pytest.mark.parametrize("name", sorted(str(path.relative_to(STATIC)) for path in (STATIC / "js").rglob("*.js")))
def test_every_import_of_a_script_is_found(name):
    assert set(imports_of(name)) == said_imports(name)


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_module_that_is_needed_is_linked_once(entry):
    linked = links(written(f"'{entry}'"))

    assert len(linked) == len(set(linked))
    assert {path for name in [entry, *linked] for path in said_imports(name)} == set(linked)


def test_several_scripts_of_one_page_link_each_module_once():
    page = written("'js/draft/logout.js'", "'js/draft/start.js' 'js/draft/grid.js' 'js/draft/desk.js'")
    linked = links(page)

    assert len(linked) == len(set(linked)) > 50
    assert not {"js/draft/start.js", "js/draft/grid.js", "js/draft/desk.js"} & set(linked)
    assert re.findall(r'<script src="/static/(.*?)" type="module"></script>', page) == [
        "js/draft/logout.js",
        "js/draft/start.js",
        "js/draft/grid.js",
        "js/draft/desk.js",
    ]


def test_a_script_without_imports_has_no_links():
    assert written("'js/draft/arrive.js'") == '<script src="/static/js/draft/arrive.js" type="module"></script>'


def test_a_module_that_is_not_there_is_said():
    with pytest.raises(FileNotFoundError, match="no_such"):
        all_imports_of(("js/no_such.js",))


def test_hashed_scripts_import_what_the_page_links(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATICFILES_DIRS = [copytree(STATIC / "js", tmp_path / "scripts/js").parent]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "config.storage.StaticFiles"}}
    call_command("collectstatic", "--no-input", verbosity=0)

    page = written("'js/draft/start.js' 'js/draft/grid.js' 'js/draft/desk.js'")
    linked = links(page)
    scripts = re.findall(r'<script src="/static/(.*?)" type="module">', page)

    assert staticfiles_storage.url("js/draft/start.js") == f"/static/{scripts[0]}" != "/static/js/draft/start.js"
    assert {path for name in [*scripts, *linked] for path in said_imports(name, settings.STATIC_ROOT)} == set(linked)
