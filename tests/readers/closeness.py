"""How much of two texts' JSON is equal, value by value."""

from collections.abc import Iterator


def leaves(node, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value of a text's JSON with its path, blanks ignored; projects by their code."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from leaves(value, f"{path}.{name}")
    elif isinstance(node, list):
        yield f"{path}#", str(len(node))
        for n, value in enumerate(node):
            yield from leaves(value, f"{path}[{value['code'] if path == '.projects' else n}]")
    else:
        yield path, "" if node is None else "".join(str(node).split())


def closeness(expected: dict, actual: dict) -> tuple[float, list[str]]:
    """The share of equal values, and the others as lines."""
    one, other = dict(leaves(expected)), dict(leaves(actual))
    paths = one.keys() | other.keys()
    wrong = [
        f"{path}: {one.get(path)!r} <> {other.get(path)!r}"
        for path in sorted(paths)
        if one.get(path) != other.get(path)
    ]
    return 1 - len(wrong) / len(paths), wrong
