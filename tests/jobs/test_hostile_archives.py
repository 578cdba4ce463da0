"""Hostile ZIPs: no file outside of the folder, nothing stored, one clear sentence; what is sound beside them is read."""

import io
import zipfile
from pathlib import Path

import pytest

from texts.readers.blocks import UnreadableFileError
from texts.readers.office.archive import MOST_BYTES, MOST_MEMBERS, ArchivedFile
from texts.readers.sandbox import unpack_in_child


@pytest.fixture
def unpack(tmp_path):
    """The members of a ZIP, unpacked in the sandbox into a folder of its own."""

    def unpack_(data: bytes) -> list[ArchivedFile]:
        (tmp_path / "archive").write_bytes(data)
        (tmp_path / "into").mkdir()
        return unpack_in_child(tmp_path / "archive", tmp_path / "into")

    yield unpack_
    inside = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")}
    assert inside <= {"archive", "into"}
    assert all(path.name.isdecimal() for path in (tmp_path / "into").iterdir())


def archive_of(*members: tuple[zipfile.ZipInfo | str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize(
    "name", ["../逃出.json", "/etc/逃出.json", "a/../../逃出.json", "C:\\逃出.json", "..\\逃出.json", "a:b.json"]
)
def test_a_name_that_leads_out_is_refused_and_its_neighbour_is_read(unpack, tmp_path, name):
    bad, good = unpack(archive_of((name, b"{}"), ("好.json", b"{}")))

    assert (bad.number, "不安全" in bad.refused) == (None, True)
    assert (good.name, good.number, good.refused) == ("好.json", 2, "")
    assert [path.name for path in (tmp_path / "into").iterdir()] == ["2"]


def test_a_link_is_refused(unpack):
    info = zipfile.ZipInfo("链接.json")
    info.external_attr = 0o120777 << 16

    (member,) = unpack(archive_of((info, b"/etc/passwd")))

    assert (member.number, "链接" in member.refused) == (None, True)


def test_an_archive_in_an_archive_is_refused(unpack):
    inner = archive_of(("里面.json", b"{}"))

    members = unpack(archive_of(("内.zip", inner), ("内.rar", b"Rar!")))

    assert [(one.number, "压缩包里的压缩包" in one.refused) for one in members] == [(None, True)] * 2


def test_an_encrypted_member_is_refused(unpack):
    data = bytearray(archive_of(("密.json", b"{}")))
    data[6] |= 1  # the flag of the local header, and of the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1

    (member,) = unpack(bytes(data))

    assert (member.number, "加密" in member.refused) == (None, True)


def test_a_bomb_that_tells_its_size_is_refused_without_unpacking_it(unpack, tmp_path):
    (member,) = unpack(archive_of(("大.json", bytes(MOST_BYTES + 1)), method=zipfile.ZIP_DEFLATED))

    assert (member.number, "20 MB" in member.refused) == (None, True)
    assert list((tmp_path / "into").iterdir()) == []


def test_a_bomb_that_lies_about_its_size_is_cut(unpack, tmp_path):
    data = bytearray(archive_of(("大.json", bytes(MOST_BYTES * 2)), method=zipfile.ZIP_DEFLATED))
    for at in (22, data.index(b"PK\x01\x02") + 24):
        data[at : at + 4] = (100).to_bytes(4, "little")

    (member,) = unpack(bytes(data))

    assert member.number is None
    assert member.refused
    assert list((tmp_path / "into").iterdir()) == []


def test_too_many_members_are_refused_as_a_whole(unpack):
    with pytest.raises(UnreadableFileError, match=f"一次最多 {MOST_MEMBERS} 个"):
        unpack(archive_of(*((f"{n}.json", b"") for n in range(MOST_MEMBERS + 1))))


@pytest.mark.thorough("hundreds of megabytes unpacked")
def test_too_much_in_all_is_refused_as_a_whole(unpack):
    members = [(f"{n}.json", bytes(MOST_BYTES)) for n in range(26)]

    with pytest.raises(UnreadableFileError, match="500 MB"):
        unpack(archive_of(*members, method=zipfile.ZIP_DEFLATED))


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", b"PK\x05\x06" + bytes(17)])
def test_what_is_no_zip_is_refused(unpack, data):
    with pytest.raises(UnreadableFileError, match="压缩包已损坏"):
        unpack(data)


def test_an_empty_zip_is_refused(unpack):
    with pytest.raises(UnreadableFileError, match="没有文件"):
        unpack(archive_of())


def test_a_damaged_member_is_told(unpack):
    data = bytearray(archive_of(("坏.json", b"0123456789"), ("好.json", b"{}")))
    at = data.index(b"0123456789")
    data[at] = ord("x")

    bad, good = unpack(bytes(data))

    assert (bad.number, "损坏" in bad.refused) == (None, True)
    assert good.number == 2


def test_names_of_chinese_systems_are_read(unpack):
    data = archive_of(("ABCDEFGH.json", b"{}"), ("教育局.json", b"{}"), ("IJKLMNOPQ.json", b"{}"))
    data = data.replace(b"ABCDEFGH", "云溪县局".encode("gbk")).replace(b"IJKLMNOPQ", "教育局".encode())

    assert [member.name for member in unpack(data)] == ["云溪县局.json", "教育局.json", "教育局.json"]


def test_what_systems_leave_behind_is_passed_over(unpack):
    noise = ["__MACOSX/._好.json", ".DS_Store", "a/Thumbs.db", "~$好.docx"]

    (member,) = unpack(archive_of(*((name, b"x") for name in noise), ("a/好.json", b"{}")))

    assert member == ArchivedFile("a/好.json", 2, 1)
    assert Path(member.name).suffix == ".json"
