#!/usr/bin/env python3
"""Django's command line for this project."""

import os
import secrets
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if "PERFORMANCE_TEXT_DEMO" not in os.environ:
        # A command signs nothing that outlives it. The web server does not come this way and demands a key.
        os.environ.setdefault("PERFORMANCE_TEXT_SECRET_KEY", secrets.token_urlsafe(64))
    from django.core.management import execute_from_command_line  # noqa: PLC0415 the settings must be named first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
