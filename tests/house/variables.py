"""What a compiled template asks its context for: the variables that nothing inside of it names."""

from collections.abc import Iterable, Iterator
from functools import cache

from django.template import engines
from django.template.base import FilterExpression, Node, NodeList, Variable
from django.template.defaulttags import CsrfTokenNode, ForNode, WithNode
from django.template.library import InclusionNode, SimpleNode
from django.template.loader_tags import IncludeNode
from django.template.smartif import TokenBase

#: words of Django's own that look like variables
OWN = {"True", "False", "None", "block"}
#: attributes in which a tag says the name it gives to its answer
NAMED = ("target_var", "asvar", "variable_name", "var_name")
#: what our tags that take the context look up in it
LOOKED_UP = {"step_bar": ["user", "csrf_token"]}


def compiled(name: str):
    return engines["django"].engine.get_template(name)


@cache
def asked(name: str) -> frozenset[str]:
    """The variables that a template asks for, those of what it includes among them."""
    return frozenset(_of_nodes(compiled(name).nodelist, frozenset()))


def includes(nodes: Iterable[Node]) -> Iterator[IncludeNode]:
    """The includes of a template."""
    for node in nodes:
        if isinstance(node, IncludeNode):
            yield node
        for part in vars(node).values():
            if isinstance(part, NodeList):
                yield from includes(part)
        for _, part in getattr(node, "conditions_nodelists", ()):
            yield from includes(part)


def _of_nodes(nodes: Iterable[Node], bound: frozenset[str]) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        found |= _of_node(node, bound) - bound - OWN
        bound |= {name for at in NAMED if isinstance(name := getattr(node, at, None), str)}
    return found


def _of_node(node: Node, bound: frozenset[str]) -> set[str]:
    if isinstance(node, CsrfTokenNode):
        return {"csrf_token"}
    if isinstance(node, ForNode):
        inner = bound | {*node.loopvars, "forloop"}
        return _of(node.sequence, bound) | _of_nodes(node.nodelist_loop, inner) | _of_nodes(node.nodelist_empty, bound)
    if isinstance(node, WithNode):
        return _of(node.extra_context, bound) | _of_nodes(node.nodelist, bound | set(node.extra_context))
    if isinstance(node, IncludeNode):
        given = _of(node.template, bound) | _of(node.extra_context, bound)
        return given if node.isolated_context else given | asked(node.template.var) - set(node.extra_context)
    if isinstance(node, SimpleNode | InclusionNode) and node.takes_context:
        return _of([node.args, node.kwargs], bound) | set(LOOKED_UP.get(node.func.__name__, ()))
    left_out = ("origin", "token", "parser", "func")
    return set().union(*(_of(part, bound) for at, part in vars(node).items() if at not in left_out))


def _of(part: object, bound: frozenset[str]) -> set[str]:
    """The variables in any part of a node."""
    if isinstance(part, FilterExpression):
        arguments = [argument for _, pairs in part.filters for is_variable, argument in pairs if is_variable]
        return _of([part.var, *arguments], bound)
    if isinstance(part, Variable):
        return {part.lookups[0]} if part.lookups else set()
    if isinstance(part, NodeList):
        return _of_nodes(part, bound)
    if isinstance(part, TokenBase):
        return _of([getattr(part, at, None) for at in ("value", "first", "second")], bound)
    if isinstance(part, dict):
        return _of(list(part.values()), bound)
    if isinstance(part, list | tuple):
        return set().union(*(_of(one, bound) for one in part))
    return set()
