"""One face as we print with it: renamed, without what printing does not need, and as high and deep as all others.

There is no line grid in WeasyPrint: 22 lines a page hold only if every face of a stack has the same vertical metrics.
A changed font is renamed, as its licence asks. Tables are copied as bytes where they stay as they are: parsing the
outlines of 30,000 characters takes a quarter of a minute.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

ASCENT, DESCENT = 880, -120  # of 1000, the ideographic em box
NOT_PRINTED = ("GSUB", "GPOS", "GDEF", "BASE", "JSTF", "DSIG", "VORG", "vhea", "vmtx", "GlyphOrder", "LTSH", "PCLT")
KEPT_NAMES = (0, 7, 8, 9, 13, 14)  # copyright, trademark, makers, licence

LATIN = (
    *range(0x20, 0x7F),
    *range(0xA2, 0xA4),
    0xA5,
    0xA9,
    0xAE,
    *range(0xBC, 0xBF),
    *range(0xC0, 0xD7),
    *range(0xD8, 0xF7),
)


@dataclass(frozen=True)
class Face:
    """A family of the style sheet and the file that it is made from."""

    family: str
    source: Path
    only: tuple[int, ...] = ()  # these characters, where not all

    @property
    def file_name(self) -> str:
        """Of the finished face, without the blanks of its family."""
        return self.family.replace(" ", "") + (".otf" if self.source.suffix.lower() == ".otf" else ".ttf")


def make_face(face: Face, folder: Path) -> frozenset[int]:
    """Writes the face into the folder and returns the characters it has. Raises TTLibError, OSError."""
    with TTFont(face.source, fontNumber=0, lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        if face.only:
            _reduce(font, face.only)
        for tag in NOT_PRINTED:
            if tag in font:
                del font[tag]
        characters = frozenset(font.getBestCmap())
        _rename(font, face.family)
        _level(font)
        if "CFF " in font and not face.only:
            _rename_outlines(font, face.family)
        font.save(folder / face.file_name, reorderTables=None)
    return characters


def _reduce(font: TTFont, characters: Iterable[int]) -> None:
    options = subset.Options(layout_features=[], notdef_outline=True, name_IDs=["*"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def _rename(font: TTFont, family: str) -> None:
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in KEPT_NAMES]
    postscript = family.replace(" ", "")
    for name_id, value in ((1, family), (2, "Regular"), (3, postscript), (4, family), (6, postscript)):
        names.setName(value, name_id, 3, 1, 0x409)


def _rename_outlines(font: TTFont, family: str) -> None:
    font.getGlyphOrder()  # kept by the font, so that nobody asks the outlines again
    outlines = DefaultTable("CFF ")
    outlines.data = _renamed(font.reader["CFF "], family.replace(" ", ""))
    font["CFF "] = outlines


def _renamed(outlines: bytes, name: str) -> bytes:
    """The CFF table with another name of the same length: nothing else in it moves.

    Source: Adobe Technical Note 5176, sections 5 and 7 (header, then the INDEX that holds one name).
    """
    index = outlines[2]
    offset_size = outlines[index + 2]
    start = index + 3 + 2 * offset_size
    ends = outlines[index + 3 + offset_size : start]
    length = int.from_bytes(ends, "big") - 1
    return outlines[:start] + name.encode().ljust(length, b"-")[:length] + outlines[start + length :]


def _level(font: TTFont) -> None:
    """The same line height for every face, whatever its units."""
    em = font["head"].unitsPerEm
    ascent, descent = round(ASCENT * em / 1000), round(DESCENT * em / 1000)
    head, system = font["hhea"], font["OS/2"]
    head.ascent, head.descent, head.lineGap = ascent, descent, 0
    system.sTypoAscender, system.sTypoDescender, system.sTypoLineGap = ascent, descent, 0
    system.usWinAscent, system.usWinDescent = ascent, -descent
    system.usWeightClass, system.fsSelection, system.fsType = 400, 0x40, 0
    font["head"].macStyle = 0


# Boxes and ticks of forms, which none of our sources has: drawn from two that they have.
BOX, TICK, CROSS = 0x25A1, 0x221A, 0xD7
MARKS = {0x2610: (BOX,), 0x2611: (BOX, TICK), 0x2612: (BOX, CROSS), 0x2714: (TICK,), 0x2715: (CROSS,), 0x2717: (CROSS,)}
IN_BOX = (0.66, 0, 0, 0.66, 170, 130)  # scale and shift of a tick that stands in a box


def make_marks(family: str, source: Path, folder: Path) -> frozenset[int]:
    """Writes a face of boxes and ticks, composed from the source's □, √ and ×, and returns its characters."""
    names = {code: f"uni{code:04X}" for code in MARKS}
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    with TTFont(source, lazy=True) as donor:
        outlines = {names[code]: _compose(donor, parts) for code, parts in MARKS.items()}
    outlines[".notdef"] = T2CharStringPen(1000, None).getCharString()
    builder.setupCFF(family.replace(" ", ""), {"FullName": family}, outlines, {})
    builder.setupHorizontalMetrics(dict.fromkeys(outlines, (1000, 0)))
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    builder.setupPost(keepGlyphNames=False)
    builder.save(folder / (family.replace(" ", "") + ".otf"))
    return frozenset(MARKS)


def _compose(donor: TTFont, parts: tuple[int, ...]) -> object:
    glyphs, characters = donor.getGlyphSet(), donor.getBestCmap()
    pen = T2CharStringPen(1000, glyphs)
    for part in parts:
        target = pen if len(parts) == 1 or part == BOX else TransformPen(pen, IN_BOX)
        glyphs[characters[part]].draw(target)
    return pen.getCharString()
