"""python -m texts.writers.fontbuild: the project's fonts, built once into var/fonts (PERFORMANCE_TEXT_FONTS).

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
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTFont, TTLibError

from texts.writers import fontfaces, fonts
from texts.writers.fontfaces import LATIN, Face, make_face, make_marks

PACKAGE = "texlive-lang-chinese"
FANDOL_PATH = Path("usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
LICENSES = fonts.CHECKOUT / "licenses"

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


class FontBuildError(RuntimeError):
    """The fonts cannot be built; the message says what is missing and what to do."""


def build() -> bool:
    """Builds the fonts unless the build in use is up to date; tells whether it did. Raises FontBuildError."""
    own = own_faces(fonts.own_folder())
    name = build_name(own)
    if _is_current(name):
        return False
    fonts.folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=fonts.folder(), prefix=".building-") as work:
        aside = Path(work) / name
        cached = _cache_folder() / name
        if not own and (cached / "coverage.json").is_file():
            shutil.copytree(cached, aside)
        else:
            aside.mkdir()
            _make(aside, own)
            if not own:
                _keep_copy(aside, cached)
        _swap_in(aside)
    return True


def build_name(own: Iterable[Face]) -> str:
    """Changes with everything that a build is made from: this code, the Noto package, the licensed faces."""
    digest = hashlib.sha256(version("pylopdf-fonts-zh-cn").encode())
    for module in (__file__, fontfaces.__file__):
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
        font = TTFont(path, fontNumber=0, lazy=True)
        return path.stem + " ".join(str(record) for record in font["name"].names if record.nameID in (1, 4))
    except (TTLibError, OSError, KeyError) as error:
        raise FontBuildError(f"{path}：不是可用的字体文件（{error}），请换一个或移出该文件夹。") from error


def _is_current(name: str) -> bool:
    try:
        build = fonts.current_build()
    except fonts.FontsMissingError:
        return False
    return build.name == name and str(build) in (build / "fonts.conf").read_text()


def _make(folder: Path, own: Iterable[Face]) -> None:
    noto = pylopdf_fonts_zh_cn.serif_path()
    with _fandol() as fandol:
        faces = [
            Face("Official Latin", noto, LATIN),
            Face("Official Song", noto),
            *(Face(family, fandol / name) for family, name in FANDOL.items()),
            *own,
        ]
        covered = [make_face(face, folder) for face in faces]
    covered.append(make_marks("Official Marks", noto, folder))
    (folder / "coverage.json").write_text(json.dumps(_ranges(sorted(frozenset().union(*covered)))))
    for text in LICENSES.glob("*.txt"):
        shutil.copy(text, folder)


def _ranges(codes: Iterable[int]) -> list[tuple[int, int]]:
    runs = [[code for _, code in run] for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0])]
    return [(run[0], run[-1]) for run in runs]


@contextmanager
def _fandol() -> Iterator[Path]:
    """The folder with Fandol's files: installed, or out of the Debian package, which is taken apart in a corner."""
    installed = Path("/") / FANDOL_PATH
    if installed.is_dir():
        yield installed
        return
    with tempfile.TemporaryDirectory(prefix="fandol-") as corner:
        _take_out(_download(Path(corner)), Path(corner))
        yield Path(corner)


def _take_out(package: Path, folder: Path) -> None:
    """The four faces only: the package has ten thousand other files. Raises FontBuildError."""
    wanted = {f"./{FANDOL_PATH}/{name}": name for name in FANDOL.values()}
    command = ["dpkg-deb", "--fsys-tarfile", str(package)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as unpacking:  # noqa: S603
        with tarfile.open(fileobj=unpacking.stdout, mode="r|") as archive:
            for member in archive:
                name = wanted.pop(member.name, None)
                content = archive.extractfile(member) if name else None
                if content:
                    (folder / str(name)).write_bytes(content.read())
                if not wanted:
                    break
        unpacking.kill()  # what follows is of no use to us
    if wanted:
        raise FontBuildError(_what_to_do(f"{package.name} 中没有 {'、'.join(wanted.values())}"))


def _download(corner: Path) -> Path:
    """Raises FontBuildError where there is no apt-get, or it cannot reach the package."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise FontBuildError(_what_to_do("本机没有 apt-get"))
    said = _apt(corner, "download", PACKAGE)
    if said and os.geteuid() == 0:  # a fresh machine has no lists of packages yet
        _apt(corner, "update", "-qq")
        said = _apt(corner, "download", PACKAGE)
    packages = list(corner.glob("*.deb"))
    if not packages:
        raise FontBuildError(_what_to_do(f"apt-get 没有取到 {PACKAGE}（{said}）"))
    return packages[0]


def _apt(corner: Path, *arguments: str) -> str:
    """What apt-get says when it fails, in one line; nothing when all is well."""
    done = subprocess.run(["apt-get", *arguments], cwd=corner, capture_output=True, text=True, check=False)  # noqa: S603, S607
    return " ".join(done.stderr.split())[-200:] if done.returncode else ""


def _what_to_do(why: str) -> str:
    return (
        f"缺少 Fandol 字体：{why}。请在 Debian 12 上运行 sudo apt-get update 后重试，"
        f"或安装 {PACKAGE}，或把 {'、'.join(FANDOL.values())} 放到 /{FANDOL_PATH}。"
    )


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
    place = fonts.folder() / aside.name
    before = (fonts.folder() / "current").resolve().name
    (aside / "fonts.conf").write_text(FONTS_CONF.format(folder=place))
    if place.exists():
        shutil.rmtree(place)
    aside.replace(place)
    link = place.parent / f".current-{os.getpid()}"
    link.symlink_to(place.name)
    link.replace(place.parent / "current")
    fonts.font_configuration()  # fills fontconfig's cache, so that a folder made read-only later is quick too
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
        sys.stdout.write(f"Fonts built in {time.monotonic() - started:.1f} s: {fonts.current_build()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
