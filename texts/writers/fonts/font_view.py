"""Our fonts as WeasyPrint sees them; apart from fonts.py, which web processes load, and they never print."""

import os

from weasyprint.text.fonts import FontConfiguration

from texts.writers.fonts.font_folder import current_build


def font_configuration() -> FontConfiguration:
    """WeasyPrint's view of our faces, and of no other font of the machine. Raises FontsMissingError.

    fontconfig reads its environment when a configuration is made, not when the library is loaded.
    """
    os.environ["FONTCONFIG_FILE"] = str(current_build() / "fonts.conf")
    return FontConfiguration()
