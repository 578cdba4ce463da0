"""Fandol, the free Chinese faces, out of Debian's package texlive-lang-chinese: without TeX and without root."""

import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGE = "texlive-lang-chinese"
FOLDER = Path("usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")


class FontBuildError(RuntimeError):
    """The fonts cannot be built; the message says what is missing and what to do."""


@contextmanager
def fandol_files(names: Iterable[str]) -> Iterator[Path]:
    """A folder with these files of Fandol: installed, or taken out of the Debian package. Raises FontBuildError."""
    installed = Path("/") / FOLDER
    if installed.is_dir():
        yield installed
        return
    with tempfile.TemporaryDirectory(prefix="fandol-") as corner:
        _take_out(_download(Path(corner)), names, Path(corner))
        yield Path(corner)


def _take_out(package: Path, names: Iterable[str], folder: Path) -> None:
    """The named files only: the package has ten thousand others. Raises FontBuildError."""
    wanted = {f"./{FOLDER}/{name}": name for name in names}
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
        f"或安装 {PACKAGE}，或把其中的 Fandol*.otf 放到 /{FOLDER}。"
    )
