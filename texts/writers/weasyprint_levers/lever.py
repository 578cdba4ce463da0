"""What a lever is: something of WeasyPrint's, how it must look, and what takes its place."""

import inspect
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Replacement:
    """`name` of `owner` becomes `ours`, if it takes the `arguments` that it took when it was proved."""

    owner: Any
    name: str
    ours: Any
    arguments: str

    def fits(self) -> bool:
        """WeasyPrint has what is replaced, and it is called as we expect."""
        return _arguments(inspect.getattr_static(self.owner, self.name, None)) == self.arguments

    def install(self) -> None:
        """From now on, in this process."""
        setattr(self.owner, self.name, self.ours)


def _arguments(replaced: Any) -> str:
    """The names, in order, of what a function (or the making of a class, or a property) takes; "?" of anything else."""
    function = getattr(replaced, "fget", replaced)
    function = vars(function).get("__init__") if isinstance(function, type) else function
    code = getattr(function, "__code__", None)
    return " ".join(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]) if code else "?"
