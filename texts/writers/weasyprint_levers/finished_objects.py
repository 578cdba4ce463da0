"""Every object of a file written out once, where pydyf does it once for the file and once more for its identifier."""

import zlib
from collections import OrderedDict
from typing import Any

import pydyf

from texts.writers.print.finisher import Objects
from texts.writers.weasyprint_levers.kept_drawings import as_bytes

STREAMS_KEPT = 2048


class Written(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """A finished object with its bytes: pydyf asks once to write them and once more for the identifier of the file."""

    data = b""
    compressible = False

    def __init__(self, item: pydyf.Object) -> None:
        super().__init__()
        self.number = item.number
        self.compressible = item.compressible
        self.data = _bytes_of(item)


class FinishedObjects(Objects):
    """As its base; remembers the streams that it compressed."""

    def __init__(self) -> None:
        self._compressed: OrderedDict[bytes, bytes] = OrderedDict()

    def settle(self, pdf: pydyf.PDF) -> None:
        """All but the first, which is none: ISO 32000-1, 7.5.4."""
        _, *objects = pdf.objects
        pdf.objects[1:] = map(self._written, objects)

    def _written(self, item: pydyf.Object) -> Written:
        if isinstance(item, pydyf.Stream) and item.compress:
            self._compress(item)
        return Written(item)

    def _compress(self, stream: pydyf.Stream) -> None:
        """Once and by level 6: pydyf would do it twice by level 9, for one per cent of size."""
        plain = b"\n".join(map(as_bytes, stream.stream))
        if plain not in self._compressed:
            self._compressed[plain] = zlib.compress(plain, 6)
            if len(self._compressed) > STREAMS_KEPT:
                self._compressed.popitem(last=False)
        self._compressed.move_to_end(plain)
        stream.stream, stream.compress = [self._compressed[plain]], False
        stream.extra["Filter"] = "/FlateDecode"


def _bytes_of(item: Any) -> bytes:
    """As pydyf writes it; in one go for the thousands of small dictionaries that are tags."""
    if isinstance(item, bytes):
        return item
    kind = type(item)
    if kind is pydyf.Dictionary:
        entries = (b"/%b %b" % (_bytes_of(key), _bytes_of(value)) for key, value in item.items())
        return b"<<%b>>" % b"".join(entries)
    if kind is pydyf.Array:
        return b"[%b]" % b" ".join(map(_bytes_of, item))
    return str(item).encode() if kind is str or kind is int else bytes(pydyf._to_bytes(item))


OURS = FinishedObjects
