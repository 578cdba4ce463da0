"""Bytes of a plain-text file -> its characters, whatever Chinese offices save it in; noise is refused early."""

import codecs
import unicodedata

from texts.readers.blocks import UnreadableFileError

# The longest text of the genre has some 60 kB (twice that in UTF-16); ten of them in one file are no text any more.
LARGEST = 1024 * 1024
_SAMPLE = 65536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = "文件内容不是文字（可能是图片、压缩包或已损坏的文件），请确认选对了文件，或用原软件另存为 .txt 后再上传。"


def decode(data: bytes) -> str:
    """The characters of a text file in UTF-8, UTF-16, UTF-32 or GB18030, with or without a mark.

    Raises UnreadableFileError for empty files, files over LARGEST bytes, and noise.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableFileError("文件是空的，没有可读取的内容，请确认选对了文件后重新上传。")
    if len(data) > LARGEST:
        raise UnreadableFileError(
            f"文件有 {len(data) / 1024 / 1024:.1f} MB，超过文本文件 {LARGEST // 1024 // 1024} MB 的上限，"
            "请确认它是一个部门的绩效文本。"
        )
    text = _decoded(data)
    if _is_noise(text[:_SAMPLE]):
        raise UnreadableFileError(_NOT_TEXT)
    return text


def _decoded(data: bytes) -> str:
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    for name in (marked,) if marked else ("utf-8", _utf_16(data), "gb18030"):
        try:
            if name:
                return data.decode(name)
        except UnicodeDecodeError:
            continue
    if marked or _mostly_chinese(data):
        return data.decode(marked or _likelier(data), errors="replace")
    raise UnreadableFileError(_NOT_TEXT)


def _utf_16(data: bytes) -> str | None:
    """UTF-16 without a mark shows in the zero bytes of its digits, blanks and line ends, all on one side."""
    head = data[:_SAMPLE]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd < len(head) // 100 + 1:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _likelier(data: bytes) -> str:
    """A file with a few broken bytes is read in the encoding that breaks fewer of them."""
    head = data[:_SAMPLE]
    broken = {name: head.decode(name, errors="replace").count("�") for name in ("utf-8", "gb18030")}
    return min(broken, key=lambda name: broken[name])


def _mostly_chinese(data: bytes) -> bool:
    text = data[:_SAMPLE].decode(_likelier(data), errors="replace")
    return text.count("�") * 50 < len(text)


def _is_noise(text: str) -> bool:
    """Controls, unassigned characters, or a jumble of scripts: more than a twentieth is no office text."""
    odd = sum(1 for c in text if c not in "\t\n\r\f\v\x0b" and unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs"))
    return odd * 20 > len(text)
