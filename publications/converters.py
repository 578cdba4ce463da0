"""What may stand in a public address: official codes and nothing else, so no odd character reaches a query."""


class Digits:
    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


class RegionCode(Digits):
    regex = "[0-9]{6}"


class DepartmentCode(Digits):
    regex = "[0-9]{3}"


class ProjectSlug(Digits):
    """A project's code, or its number."""

    regex = "[0-9A-Za-z-]{1,40}"


class FileEnding(Digits):
    regex = "pdf|docx"


class Year:
    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return f"{int(value):04d}"


class EditionNumber(Year):
    regex = "[1-9][0-9]{0,3}"

    def to_url(self, value: int | str) -> str:
        return str(value)
