"""An include says what it passes: the template that it names sees that and nothing else."""

from collections import defaultdict

from tests.house import variables
from tests.places import CHECKOUT

TEMPLATES = CHECKOUT / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


def sites() -> list[tuple[str, variables.IncludeNode]]:
    """Each include with the template in which it stands, blocks of a parent once."""
    found = ((name, node) for name in NAMES for node in variables.includes(variables.compiled(name).nodelist))
    return [(name, node) for name, node in found if node.origin.template_name == name]


def named() -> list[tuple[str, variables.IncludeNode]]:
    """Those that name a template, not a variable."""
    return [(name, node) for name, node in sites() if isinstance(node.template.var, str)]


def test_every_include_says_only():
    assert [f"{name}:{node.token.lineno}" for name, node in sites() if not node.isolated_context] == []


def test_an_include_passes_nothing_that_is_not_asked_for():
    unasked = {
        f"{name}:{node.token.lineno}": sorted(more)
        for name, node in named()
        if (more := set(node.extra_context) - variables.asked(node.template.var))
    }

    assert unasked == {}


def test_what_an_included_template_asks_for_is_passed_by_somebody():
    passed = defaultdict(set)
    for _, node in named():
        passed[node.template.var] |= set(node.extra_context)

    missing = {name: sorted(more) for name, given in passed.items() if (more := variables.asked(name) - given)}

    assert missing == {}
