"""What the official layout says about a text, for whoever sets it in another form: told without loading what prints."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Paging:
    """The printed page number of every anchor (section-1 … 3, project-1 …), and the tables that are set smaller or
    closer than usual: anchor -> "small", "smaller", "-close", "small-close" … (tables.size_in_word). Empty where
    nothing was laid out."""

    pages: Mapping[str, int] = field(default_factory=dict)
    sizes: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {"pages": dict(self.pages), "sizes": dict(self.sizes)}

    @classmethod
    def from_json(cls, node: Mapping[str, Any] | None) -> "Paging":
        """The value of its JSON; an empty one where there is none."""
        return cls(node["pages"], node["sizes"]) if node else cls()
