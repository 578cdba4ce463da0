"""usage: python tools/house_figures.py [CHECKOUT]

What one wants to know of a house before and after a change: lines an app, how long functions and files are, which names
stand twice, which imports run in a circle, what is left untyped. It reads the code and runs none of it.
"""

import ast
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

PRODUCT = (
    "audit", "config", "departments", "findings", "indicators", "jobs", "projects", "publications", "reviews", "texts",
)  # fmt: skip
# Names that Django asks for, and those that Python does.
DJANGO = {"__init__", "__main__", "admin", "apps", "forms", "managers", "middleware", "models", "urls", "views"}
LONG_FILE, LONG_FUNCTION = 300, 40


def product_files(root: Path) -> list[Path]:
    """The product's modules without migrations, as paths below `root`."""
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=root, capture_output=True, text=True, check=True).stdout
    paths = (Path(line) for line in listed.split())
    return [path for path in paths if path.parts[0] in PRODUCT and "migrations" not in path.parts]


def lines_of(root: Path, paths: list[Path]) -> dict[Path, int]:
    return {path: (root / path).read_text(encoding="utf-8").count("\n") for path in paths}


def functions(root: Path, path: Path) -> Iterator[int]:
    """The lines of each function of a file, decorators not counted."""
    for node in ast.walk(ast.parse((root / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1


def basenames(paths: list[Path]) -> tuple[list[str], list[str]]:
    """Those that stand twice in one app (`texts/lines`), and those that several modules of the program bear."""
    in_app, in_all = Counter[str](), Counter[str]()
    for path in paths:
        if path.stem not in DJANGO and "commands" not in path.parts:
            in_app[f"{path.parts[0]}/{path.stem}"] += 1
            in_all[path.stem] += 1
    return [name for name, times in in_app.items() if times > 1], [name for name, times in in_all.items() if times > 1]


def defined_twice(root: Path, paths: list[Path]) -> list[str]:
    """Public functions and classes that stand at the top of more than one module, pages and commands left aside."""
    borne = Counter[str]()
    for path in paths:
        if path.stem in DJANGO or "views" in path.parts or "commands" in path.parts:
            continue
        body = ast.parse((root / path).read_text(encoding="utf-8")).body
        borne.update({node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)})
    return [name for name, times in borne.items() if times > 1 and not name.startswith("_")]


def imports(root: Path, paths: list[Path]) -> dict[str, set[str]]:
    """Module → modules of the product that it imports when it is loaded (not for types alone, not within functions)."""
    modules = {str(path.with_suffix("")).replace("/", ".").removesuffix(".__init__"): path for path in paths}
    graph: dict[str, set[str]] = defaultdict(set)
    for module, path in modules.items():
        for node in ast.parse((root / path).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module:
                named = [f"{node.module}.{alias.name}" for alias in node.names]
                graph[module] |= {name if name in modules else node.module for name in named} & modules.keys()
            elif isinstance(node, ast.Import):
                graph[module] |= {alias.name for alias in node.names} & modules.keys()
    return graph


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules each of which leads to each other (Tarjan)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        index[module] = low[module] = len(index)
        stack.append(module)
        for to in graph.get(module, ()):
            if to not in index:
                visit(to)
            if to in stack:
                low[module] = min(low[module], low[to])
        if low[module] == index[module]:
            group = stack[stack.index(module) :]
            del stack[stack.index(module) :]
            if len(group) > 1:
                found.append(sorted(group))

    sys.setrecursionlimit(10_000)
    for module in list(graph):
        if module not in index:
            visit(module)
    return found


def counted(root: Path, pattern: str, *where: str) -> int:
    """How many lines of the tracked files match."""
    answer = subprocess.run(
        ["git", "grep", "-hE", pattern, "--", *where],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return answer.stdout.count("\n")


def main(root: Path) -> None:
    paths = product_files(root)
    lines = lines_of(root, paths)
    for app in PRODUCT:
        own = [count for path, count in lines.items() if path.parts[0] == app]
        if own:
            print(f"{app:14} {len(own):4} files {sum(own):6} lines")
    lengths = sorted(length for path in paths for length in functions(root, path))
    twice, shared = basenames(paths)
    rings = circles(imports(root, paths))
    print(f"\nfunctions      {len(lengths)}, p90 {lengths[len(lengths) * 9 // 10]}, over {LONG_FUNCTION}: ", end="")
    print(sum(length > LONG_FUNCTION for length in lengths))
    print(f"files over {LONG_FILE} {sum(count > LONG_FILE for count in lines.values())}")
    print(f"basenames      {len(twice)} twice in one app, {len(shared)} borne by several: {' '.join(sorted(shared))}")
    names = defined_twice(root, paths)
    print(f"definitions    {len(names)} public names defined in several modules: {' '.join(sorted(names))}")
    print(f"import circles {len(rings)} {rings or ''}")
    print(f"type: ignore   {counted(root, 'type: ignore', *(f'{app}/*.py' for app in PRODUCT))}")
    includes = counted(root, "[{]% include ", "templates")
    print(f"includes       {includes}, without only: {includes - counted(root, '[{]% include .* only', 'templates')}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
