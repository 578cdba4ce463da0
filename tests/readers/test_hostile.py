"""Files that mean harm or are something else: one clear sentence each, whatever their name says."""

import io
import random
import zipfile

import pikepdf
import pytest
from docx import Document

from texts.readers.blocks import UnreadableFileError
from texts.readers.sandbox import MAX_BYTES, read_in_child

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def a_package(document: bytes | str, **more: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", document)
        for name, content in more.items():
            package.writestr(name, content)
    return stream.getvalue()


def a_document(body: str, before: str = "") -> bytes:
    return a_package(f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')


def a_pdf(**options) -> bytes:
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(stream, **options)
    return stream.getvalue()


def an_essay() -> bytes:
    document = Document()
    for _ in range(50):
        document.add_paragraph("春天来了，河边的柳树发了新芽，孩子们在草地上放风筝。")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


BOMB_ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DEEP = "<w:tbl><w:tr><w:tc>" * 5000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 5000

HOSTILE = {
    "empty": ("a.docx", b"", "空"),
    "blank": ("a.pdf", b" \n\n ", "空"),
    "wrong type": ("a.docx", b"\x89PNG\r\n\x1a\n" + noise(1000), "不是该格式"),
    "old Word file": ("a.doc", OLE + noise(2000), ".docx"),
    "Word file with a password": ("a.docx", OLE + noise(1000) + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "another archive": ("a.docx", b"PK\x03\x04" + noise(500), "压缩"),
    "PDF with a password": ("a.pdf", a_pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "密码"),
    "PDF cut off": ("a.pdf", a_pdf()[:200], "损坏"),
    "PDF without text": ("a.pdf", a_pdf(), "没有文字"),
    "unpacks to gigabytes": ("a.docx", a_package(b" " * 400_000_000), "过大"),
    "unpacks to one large part": ("a.docx", a_package(b" " * 30_000_000), "过大"),
    "three million tags": ("a.docx", a_document("<w:p/>" * 3_500_000), "过多"),
    "thousands of members": ("a.docx", a_package("x", **{f"word/{n}": b"" for n in range(4000)}), "过大"),
    "entities in entities": ("a.docx", a_document("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", BOMB_ENTITIES), "实体"),
    "entity from outside": ("a.docx", a_document("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", OUTSIDE), "实体"),
    "no body": ("a.docx", a_package(f'<w:document xmlns:w="{W}"/>'), "正文"),
    "no words": ("a.docx", a_document("<w:p/>"), "没有任何文字"),
    "no XML": ("a.docx", a_package(noise(5000)), "损坏"),
    "deeply nested": ("a.docx", a_document(DEEP), "损坏"),
    "another genre": ("a.docx", an_essay(), "没有找到部门预算绩效文本"),
    "noise of 50 MB": ("a.pdf", noise(50_000_000), "不是该格式"),
    "larger than any text": ("a.pdf", bytes(MAX_BYTES + 1), "MB"),
}


@pytest.mark.thorough("a child process a file")
@pytest.mark.parametrize(("name", "data", "expected"), HOSTILE.values(), ids=HOSTILE)
def test_refused_in_one_sentence(name, data, expected):
    with pytest.raises(UnreadableFileError) as refusal:
        read_in_child(name, data)

    sentence = str(refusal.value)
    assert expected in sentence
    assert sentence.endswith("。")
    assert "\n" not in sentence
