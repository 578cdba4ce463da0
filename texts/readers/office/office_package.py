"""The outside of an Office file: a ZIP whose directory is looked at before anything of it is unpacked."""

import io
import zipfile
from typing import Any

from lxml import etree

from texts.readers.blocks import UnreadableFileError
from texts.readers.office.archive import DAMAGE, readable_name

# A 23-project text is 0.5 MB of XML; Word's own templates and pictures may add some MB.
MAX_MEMBERS = 3000
MAX_UNPACKED = 300_000_000
MAX_XML = 24_000_000
MAX_TAGS = 1_500_000

_CHUNK = 1 << 20
_LONGEST_NAME = 60  # of a part, in a message
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Word's "strict" files say the same words in other namespaces.
_STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_TRANSITIONAL = (
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)


class Package:
    """The parts of one Office file, unpacked one at a time.

    Raises UnreadableFileError for anything hostile or damaged.
    """

    def __init__(self, data: bytes, suffix: str) -> None:
        self._suffix = suffix
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGE as error:
            raise self._damaged("压缩结构不完整") from error
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
            raise UnreadableFileError(
                f"{suffix} 文件解压后过大（{len(members)} 个部件），可能不是正常的文档，请用 Word 或 WPS 另存后再上传。"
            )
        self._sizes = {member.filename: member.file_size for member in members}

    def main_part(self) -> str:
        """The name of the part that holds the document itself, as the package's relations state it."""
        relations = self.xml("_rels/.rels")
        for relation in () if relations is None else relations.iter(_RELATION):
            if relation.get("Type", "").endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
        return "word/document.xml"

    def xml(self, name: str) -> Any:
        """The root element of one part, None where the package has no such part."""
        if name not in self._sizes:
            return None
        if self._sizes[name] > MAX_XML:
            raise UnreadableFileError(
                f"{self._suffix} 文件中 {_said(name)} 解压后过大，无法读取，请拆分或另存后再上传。"
            )
        try:
            data = self._unpacked(name)
        except DAMAGE as error:
            raise self._damaged(f"{_said(name)} 无法解压") from error
        return self._parse(name, data)

    def _unpacked(self, name: str) -> bytes:
        """Piece by piece: zipfile unpacks all there is at once, whatever the part says of its size."""
        with self._zip.open(name) as part:
            return b"".join(iter(lambda: part.read(_CHUNK), b""))

    def _parse(self, name: str, data: bytes) -> Any:
        if data.count(b"<") > MAX_TAGS:
            raise UnreadableFileError(f"{self._suffix} 文件中 {_said(name)} 内容过多，无法读取，请拆分或另存后再上传。")
        for strict, transitional in zip(_STRICT, _TRANSITIONAL, strict=True):
            data = data.replace(strict, transitional)
        # Entities are the way of every known XML attack and no Office program writes any.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from error
            raise self._damaged(f"{_said(name)} 不是完整的 XML") from error
        info: Any = root.getroottree().docinfo
        if info.doctype:
            raise UnreadableFileError(
                f"{self._suffix} 文件中 {_said(name)} 含有实体声明，不安全，请用 Word 或 WPS 另存后再上传。"
            )
        return root

    def _damaged(self, what: str) -> UnreadableFileError:
        return UnreadableFileError(f"{self._suffix} 文件已损坏（{what}），请用 Word 或 WPS 打开，另存后再上传。")


def _said(name: str) -> str:
    return readable_name(name)[-_LONGEST_NAME:]
