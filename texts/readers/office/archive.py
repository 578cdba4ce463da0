"""A ZIP of office files, taken apart into numbered files: nothing in it chooses where anything is written.

Names are only shown. What is no office file, is encrypted, is an archive itself or leads out of its folder is told,
member by member; a ZIP that is too large as a whole is refused as a whole.
"""

import lzma
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZipInfo

from texts.readers.blocks import UnreadableFileError

MOST_MEMBERS = 500
MOST_BYTES = 20 * 1024 * 1024  # of one file, unpacked
MOST_TOTAL = 500 * 1024 * 1024  # of all files, unpacked
LONGEST_NAME = 200
NOISE = (".DS_Store", "Thumbs.db", "desktop.ini")  # what systems leave beside files
_CHUNK = 1 << 16
_UTF8, _ENCRYPTED = 0x800, 0x1  # general purpose flags, APPNOTE.TXT 4.4.4
_ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz")
#: what reading a damaged ZIP was seen to raise
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError),
    *(NotImplementedError, ValueError, KeyError, RuntimeError),
)


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file of the archive: its name as people read it, its size in bytes, and the number under which it was
    unpacked; or why it was not."""

    name: str
    size: int
    number: int | None
    refused: str = ""


def unpack(archive: Path, into: Path) -> list[ArchivedFile]:
    """Every file of the ZIP, in its order, as `into`/<number>. Raises UnreadableFileError for the ZIP as a whole."""
    try:
        with zipfile.ZipFile(archive) as opened:
            infos = [info for info in opened.infolist() if not _is_noise(info)]
            _check_sizes(infos)
            return list(_unpacked(opened, infos, into))
    except DAMAGE as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError("压缩包已损坏，无法打开，请重新打包为 .zip 后上传。") from error


def _is_noise(info: ZipInfo) -> bool:
    """Folders, and what systems and programs leave beside files."""
    path = PurePosixPath(info.filename)
    lost = ("__MACOSX" in path.parts, path.name in NOISE)
    return info.is_dir() or any(lost) or path.name.startswith("~$")


def _check_sizes(infos: list[ZipInfo]) -> None:
    if not infos:
        raise UnreadableFileError("压缩包里没有文件。")
    if len(infos) > MOST_MEMBERS:
        raise UnreadableFileError(f"压缩包里有 {len(infos)} 个文件，一次最多 {MOST_MEMBERS} 个，请分批上传。")
    if sum(info.file_size for info in infos) > MOST_TOTAL:
        raise UnreadableFileError(f"压缩包解压后超过 {MOST_TOTAL >> 20} MB，可能不是正常的文件，没有读取。")


def _unpacked(archive: zipfile.ZipFile, infos: list[ZipInfo], into: Path) -> Iterator[ArchivedFile]:
    left = MOST_TOTAL
    for number, info in enumerate(infos, 1):
        name = _name(info)
        refused = _refusal(info)
        size = info.file_size
        if not refused:
            size, refused = _copy(archive, info, into / str(number))
            left -= size
        if left < 0:
            raise UnreadableFileError(f"压缩包解压后超过 {MOST_TOTAL >> 20} MB，可能不是正常的文件，没有读取。")
        yield ArchivedFile(name, size, None if refused else number, refused)


def _refusal(info: ZipInfo) -> str:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in info.filename or "\0" in info.orig_filename:
        return "文件名指向压缩包以外的位置，不安全，没有读取。"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "这是一个链接，不是文件，没有读取。"
    if info.flag_bits & _ENCRYPTED:
        return "文件已加密，请去掉压缩包的密码后重新上传。"
    if path.suffix.lower() in _ARCHIVES:
        return "这是压缩包里的压缩包，请先解压再打包上传。"
    if info.file_size > MOST_BYTES:
        return _too_large()
    return ""


def _too_large() -> str:
    return f"文件超过 {MOST_BYTES >> 20} MB，请删去图片后另存。"


def _copy(archive: zipfile.ZipFile, info: ZipInfo, path: Path) -> tuple[int, str]:
    """The bytes written, and why the file is not to be read; what a header says of its size is not believed."""
    size = 0
    try:
        with archive.open(info) as source, path.open("wb") as target:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                if size > MOST_BYTES:
                    break
                target.write(chunk)
    except DAMAGE:
        path.unlink(missing_ok=True)
        return size, "文件在压缩包里已损坏，无法解压。"
    if size > MOST_BYTES:
        path.unlink(missing_ok=True)
        return size, _too_large()
    return size, ""


def _name(info: ZipInfo) -> str:
    """The name as it was meant: zipfile takes names without the UTF-8 flag for cp437; Chinese systems write GBK,
    some programs UTF-8 without saying so."""
    return readable_name(info.filename if info.flag_bits & _UTF8 else _decoded(info.filename))


def readable_name(name: str) -> str:
    """A file's name for people: without control characters, the end of it where it is long."""
    kept = "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else "_" for c in name)
    return kept[-LONGEST_NAME:]


def _decoded(name: str) -> str:
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
