"""python -m texts.writers.fonts.font_build: the project's fonts, built once into var/fonts (PERFORMANCE_TEXT_FONTS).

Fandol (仿宋, 楷体, 黑体, 宋体 Bold) comes out of Debian's texlive-lang-chinese without TeX and without root, Noto
Serif SC from the Python package pylopdf-fonts-zh-cn. Whatever lies in the folder `own` (PERFORMANCE_TEXT_OWN_FONTS)
is used first.
A build is made aside and swapped in whole; a copy without own faces stays under ~/.cache for the next checkout.
"""

import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTFont, TTLibError

from texts.writers.fonts import fandol, font_faces, font_folder
from texts.writers.fonts.fandol import FontBuildError, fandol_files
from texts.writers.fonts.font_faces import LATIN, Face, make_face, make_marks
from texts.writers.fonts.font_view import font_configuration

LICENSES = font_folder.CHECKOUT / "licenses"

#: family in the style sheet -> Fandol's file
FANDOL = {
    "Official FangSong": "FandolFang-Regular.otf",
    "Official Kai": "FandolKai-Regular.otf",
    "Official Hei": "FandolHei-Regular.otf",
    "Official Title": "FandolSong-Bold.otf",
}
#: role -> how a licensed face of that role calls itself; the first that fits
OWN_NAMES = {
    "Own Title": re.compile(r"小标宋|XiaoBiaoSong|FZXBS", re.I),
    "Own FangSong": re.compile(r"仿宋|FangSong|SimFang", re.I),
    "Own Kai": re.compile(r"楷体|KaiTi|SimKai", re.I),
    "Own Hei": re.compile(r"黑体|SimHei|HeiTi", re.I),
    "Own Latin": re.compile(r"Times New Roman", re.I),
    "Own Song": re.compile(r"宋体|SimSun|SongTi|书宋", re.I),
}
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


def build() -> bool:
    """Builds the fonts unless the build in use is up to date; tells whether it did. Raises FontBuildError."""
    own = own_faces(font_folder.own_folder())
    name = build_name(own)
    if _is_current(name):
        return False
    font_folder.folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=font_folder.folder(), prefix=".building-") as work:
        aside = Path(work) / name
        _lay_ground(aside, _cache_folder() / build_name(()))
        _add(aside, own)
        _swap_in(aside)
    return True


def build_name(own: Iterable[Face]) -> str:
    """Changes with everything that a build is made from: this code, the Noto package, the licensed faces."""
    digest = hashlib.sha256(version("pylopdf-fonts-zh-cn").encode())
    for module in (__file__, font_faces.__file__, fandol.__file__):
        digest.update(Path(module).read_bytes())
    for face in own:
        digest.update(f"{face.family}{face.source.name}{face.source.stat().st_size}".encode())
        digest.update(str(face.source.stat().st_mtime_ns).encode())
    return digest.hexdigest()[:12]


def own_faces(folder: Path) -> list[Face]:
    """The licensed faces in the folder, each under the role that its own name tells. Raises FontBuildError."""
    faces: dict[str, Face] = {}
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        if path.suffix.lower() not in (".ttf", ".otf", ".ttc"):
            continue
        role = next((role for role, names in OWN_NAMES.items() if names.search(_names_of(path))), None)
        if role is None:
            raise FontBuildError(
                f"{path}：字体名称里没有小标宋、仿宋、楷体、黑体、宋体字样，不知作何用途，请移出该文件夹。"
            )
        faces.setdefault(role, Face(role, path, LATIN if role == "Own Latin" else ()))
    return list(faces.values())


def _names_of(path: Path) -> str:
    try:
        with path.open("rb") as file, TTFont(file, fontNumber=0, lazy=True) as font:
            names = [str(record) for record in font["name"].names if record.nameID in (1, 4)]
        return " ".join((path.stem, *names))
    except (TTLibError, OSError, KeyError) as error:
        raise FontBuildError(f"{path}：不是可用的字体文件（{error}），请换一个或移出该文件夹。") from error


def _is_current(name: str) -> bool:
    try:
        build = font_folder.current_build()
    except font_folder.FontsMissingError:
        return False
    return build.name == name and str(build) in (build / "fonts.conf").read_text()


def _lay_ground(folder: Path, cached: Path) -> None:
    """The faces that every build has: a copy of the kept ones, else made now and kept."""
    if (cached / "coverage.json").is_file():
        shutil.copytree(cached, folder)
        return
    folder.mkdir()
    noto = pylopdf_fonts_zh_cn.serif_path()
    with fandol_files(FANDOL.values()) as files:
        faces = [Face(family, files / name) for family, name in FANDOL.items()]
        faces += [Face("Official Latin", noto, LATIN), Face("Official Song", noto)]
        covered = [make_face(face, folder) for face in faces]
    covered.append(make_marks("Official Marks", noto, folder))
    _note_coverage(folder, frozenset().union(*covered))
    for licence in LICENSES.glob("*.txt"):
        shutil.copy(licence, folder)
    _keep_copy(folder, cached)


def _add(folder: Path, own: Iterable[Face]) -> None:
    """The licensed faces, as high and deep as the others."""
    covered = [make_face(face, folder) for face in own]
    if covered:
        _note_coverage(folder, frozenset(map(ord, font_folder.coverage(folder))).union(*covered))


def _note_coverage(folder: Path, codes: frozenset[int]) -> None:
    (folder / "coverage.json").write_text(json.dumps(_ranges(sorted(codes))))


def _ranges(codes: Iterable[int]) -> list[tuple[int, int]]:
    runs = [[code for _, code in run] for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0])]
    return [(run[0], run[-1]) for run in runs]


def _cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "performance-text" / "fonts"


def _keep_copy(build: Path, cached: Path) -> None:
    """For the next checkout; a machine without a home does without."""
    try:
        cached.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cached.parent) as work:
            shutil.copytree(build, Path(work) / "copy")
            (Path(work) / "copy").replace(cached)
    except OSError:
        return


def _swap_in(aside: Path) -> None:
    """The finished build takes its place in one step; the one before stays for programs that still print with it."""
    place = font_folder.folder() / aside.name
    before = (font_folder.folder() / "current").resolve().name
    (aside / "fonts.conf").write_text(FONTS_CONF.format(folder=place))
    if place.exists():
        shutil.rmtree(place)
    aside.replace(place)
    link = place.parent / f".current-{os.getpid()}"
    link.symlink_to(place.name)
    link.replace(place.parent / "current")
    font_configuration()  # fills fontconfig's cache, so that a folder made read-only later is quick too
    for old in place.parent.iterdir():
        if re.fullmatch("[0-9a-f]{12}", old.name) and old.name not in (place.name, before):
            shutil.rmtree(old, ignore_errors=True)


def main() -> int:
    """Exit status 1 and one line on stderr when the fonts cannot be built."""
    started = time.monotonic()
    try:
        is_new = build()
    except FontBuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if is_new:
        sys.stdout.write(f"Fonts built in {time.monotonic() - started:.1f} s: {font_folder.current_build()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
